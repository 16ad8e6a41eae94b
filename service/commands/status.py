"""``backmatter status``: how the index stands."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

import click

from indexer import Generation, Health, Query, last_report, open_engine
from service.access import is_cluster
from service.commands import options
from service.config import Config
from service.tasks.database import TasksUnavailable
from service.tasks.store import Tasks
from service.tasks.task import Standing
from service.terminal import counted, say, warn
from service.wire import shapes, standing
from service.wire.generations import StatusOutcome, generation

_WHOLE = "Every byte of them is as it was written"
_WHOLE_CLUSTER = "All that they should hold is there"


@click.command()
@options.configured("index", "engine")
@options.as_json
@click.option(
    "--verify", is_flag=True, help="Look whether all of the index is as it was written, and exit with 1 if not."
)
def status(config: Config, *, as_json: bool, verify: bool) -> None:
    """Say what the index holds, which states of it are kept, and what the last sync did.

    Exits with 1 if there is no index that can be read.
    """
    engine = open_engine(config.engine, config.index, config.access)
    try:
        kept = engine.verify() if verify else engine.generations()
        for damaged in (one for one in kept if one.damage):
            warn(f"Damaged: {damaged.damage}", loud=True)
        found = engine.search(Query(limit=0))
        damage, health = engine.damage, engine.health()
    finally:
        engine.close()
    syncing = _standing(config)
    stands = standing.status(
        version("backmatter"),
        found,
        syncing,
        datetime.now(UTC),
        engine=health.state,
        is_damaged=bool(damage),
        unrecorded=last_report(config.index),
    )
    if as_json:
        outcome: StatusOutcome = {
            **stands,
            "place": config.place,
            "detail": health.detail,
            "generations": [generation(one) for one in kept],
        }
        say(json.dumps(outcome))
    else:
        for line in (*_lines(config, stands, health), *_trouble(syncing), *_kept(kept)):
            say(line)
        if verify and not damage:
            say(_WHOLE_CLUSTER if is_cluster(config.engine) else _WHOLE)
    if verify and damage:
        raise click.exceptions.Exit(1)


def _standing(config: Config) -> Standing:
    try:
        return Tasks(config.index).standing()
    except TasksUnavailable as error:
        warn(str(error))
        return Standing()


def _lines(config: Config, stands: shapes.Status, health: Health) -> Iterator[str]:
    yield f"{counted(stands['posts'], 'post')} in {config.place}"
    if is_cluster(config.engine):
        yield f"Cluster {health.state}: {health.detail}"
    last = stands["lastSync"]
    if last:
        left_out = sum(last["leftOut"].values())
        files = f"{counted(last['seen'], 'file')} seen, {left_out:,} left out, {last['failed']:,} failed"
        yield f"Last sync {last['syncedAt']}: {files}"
    if stands["nextSync"]:
        yield f"Next sync {stands['nextSync']}"
    problems = stands["totalProblems"]
    yield f"{counted(problems, 'problem')}: backmatter check" if problems else "No problems"


def _trouble(syncing: Standing) -> Iterator[str]:
    last = syncing.ended
    if last and last.error:
        yield f"The sync that ended last {last.status}: {last.error.message}"


def _kept(kept: Sequence[Generation]) -> Iterator[str]:
    for one in kept:
        serves = ", serves" if one.is_current else ""
        state = "damaged; the next sync repairs it" if one.damage else f"{counted(one.posts, 'post')}{serves}"
        yield f"Generation {one.name or '?'}: {state}"
