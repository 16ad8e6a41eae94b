"""``backmatter status``: how the index stands."""

import json
from collections.abc import Iterator
from importlib.metadata import version

import click

from indexer import Query, last_report, open_engine
from service.commands import options
from service.config import Config
from service.terminal import counted, say
from service.wire import answers, shapes


@click.command()
@options.configured("index", "engine")
@options.as_json
def status(config: Config, *, as_json: bool) -> None:
    """Say what the index holds and what the last sync did.

    Exits with 1 if there is no index that can be read.
    """
    engine = open_engine(config.engine, config.index)
    try:
        found = engine.search(Query(limit=0))
    finally:
        engine.close()
    stands = answers.status(version("backmatter"), found.generation, found.total, last_report(config.index))
    if as_json:
        say(json.dumps(stands))
    else:
        for line in _lines(config, stands):
            say(line)


def _lines(config: Config, stands: shapes.Status) -> Iterator[str]:
    yield f"{counted(stands['posts'], 'post')} in {config.index}"
    yield f"Generation {stands['generation']}"
    last = stands["lastSync"]
    if last:
        left_out = sum(last["leftOut"].values())
        files = f"{counted(last['seen'], 'file')} seen, {left_out:,} left out, {last['failed']:,} failed"
        yield f"Last sync {last['syncedAt']}: {files}"
    problems = stands["totalProblems"]
    yield f"{counted(problems, 'problem')}: backmatter check" if problems else "No problems"
