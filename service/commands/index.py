"""``backmatter index``: bring the index in step with the posts, once, or again and again."""

import json

import click

from indexer import open_engine
from service.commands import options, syncing
from service.config import Config
from service.schedule.keeper import Keeper
from service.schedule.stopping import sigterm_interrupts, until_told_to_stop
from service.schedule.telling import Telling
from service.tasks.running import Outcome, run
from service.tasks.store import Tasks
from service.tasks.task import Options, Source
from service.terminal import progress, say, warn

_STAYING = ("every", "cron", "watch")


@click.command()
@options.configured("posts", "index", "engine", "schedule.every", "schedule.cron", "schedule.watch", "schedule.pull")
@options.as_json
@click.option("--strict", is_flag=True, help="Exit with 1 if any post has a problem.")
@click.option("--rebuild", is_flag=True, help="Read and index every post anew.")
@click.option("--force", is_flag=True, help="Apply the sync even if it removes more than half of the posts.")
def index(config: Config, *, as_json: bool, strict: bool, rebuild: bool, force: bool) -> None:
    """Bring the index in step with the folder POSTS.

    Only what changed is read. Exits with 0; with 1 if it failed; with 75 if another sync is running.

    With --every, --cron or --watch it stays and syncs again and again, until Ctrl+C or SIGTERM; then it exits with 0.
    A schedule in the settings file is that of the service, and does not make this command stay.
    """
    wanted = Options(rebuild, force)
    given = click.get_current_context().params
    if not any(given[name] for name in _STAYING):
        _once(config, wanted, as_json=as_json, strict=strict)
    elif strict:
        raise click.UsageError("--strict is about what one sync ends with; it makes no sense with one that stays.")
    else:
        _again_and_again(config, wanted, as_json=as_json)


def _once(config: Config, wanted: Options, *, as_json: bool, strict: bool) -> None:
    sigterm_interrupts()
    engine = open_engine(config.engine, config.index, config.access)
    try:
        with progress(quiet=as_json) as report:
            outcome = run(config, engine, Tasks(config.index), Source.COMMAND, wanted, progress=report)
    finally:
        engine.close()
    if as_json:
        _print(outcome, config)
    else:
        for line in syncing.summary(outcome):
            say(line)
    if strict and outcome.report.problems:
        raise click.exceptions.Exit(1)


def _again_and_again(config: Config, wanted: Options, *, as_json: bool) -> None:
    telling = Telling(say, warn)

    def synced(outcome: Outcome, source: Source) -> None:
        if as_json:
            telling.recovered()
            _print(outcome, config)
        else:
            telling.synced(outcome, source)

    with until_told_to_stop():
        keeper = Keeper(config, telling, first=Source.COMMAND, options=wanted, synced=synced, quiet=as_json)
        if not as_json:
            say(f"Keeping {config.place} in step with {config.posts}. Stop with Ctrl+C.")
        keeper.keep()
    if not as_json:
        say("Stopped.")


def _print(outcome: Outcome, config: Config) -> None:
    say(json.dumps(syncing.as_json(outcome, config)))
