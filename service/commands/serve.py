"""``backmatter serve``: bring the index in step, then answer requests."""

from time import sleep
from urllib.parse import quote

import click

from indexer import (
    BackmatterError,
    Engine,
    EngineError,
    EngineNotReady,
    EngineUnreachable,
    IndexLocked,
    Query,
    open_engine,
    parse,
)
from service.commands import options, syncing
from service.config import Config
from service.listening import is_loopback, refuse_taken_port
from service.pull import PullFailed
from service.schedule.stopping import sigterm_interrupts
from service.tasks.running import run
from service.tasks.store import Tasks
from service.tasks.task import Source
from service.terminal import progress, say, warn

_SCHEDULE = ("schedule.every", "schedule.cron", "schedule.watch", "schedule.pull")

_ANYTHING = "hello"
_PAUSE = 0.5
"""Seconds between two looks whether another sync has ended."""


@click.command()
@options.configured("posts", "index", "engine", "host", "port", "workers", *_SCHEDULE)
def serve(config: Config) -> None:
    """Sync the folder POSTS, then serve its search over HTTP.

    If the sync fails and there is an index from before, that one is served; if a cluster is away, search says so until
    it is back. With a schedule, or a key by which others may ask for it, the index is kept in step by a process of its
    own.
    """
    sigterm_interrupts()
    refuse_taken_port(config.host, config.port)
    # Flask and the server take longer to load than the other commands take to run.
    from service import server  # noqa: PLC0415
    from service.pages.theme import Theme  # noqa: PLC0415

    Theme.read(config.stylesheet)  # so that a bad one is told here, and not by each worker
    engine = open_engine(config.engine, config.index, config.access)
    try:
        example = _prepare(config, engine)
    finally:
        engine.close()
    _announce(config, example)
    server.serve(config)
    say("Stopped.")


def _prepare(config: Config, engine: Engine) -> str:
    """Sync, and search for the first time; something to search for. A cluster that is away may come back any time."""
    try:
        _sync(config, engine)
        # Workers are forked from this process: what a first search loads here, they need not load again.
        engine.search(Query(clauses=parse("first")))
        return _example(engine)
    except (EngineUnreachable, EngineNotReady) as error:
        warn(f"Search is down: {error}", loud=True)
        warn("Serving all the same: requests are answered by 503 until it is back.", loud=True)
        return _ANYTHING


def _sync(config: Config, engine: Engine) -> None:
    """Bring the index in step, or say why it is not; raises BackmatterError if there is none to serve then."""
    waits = False
    while True:
        try:
            return _first_sync(config, engine)
        except IndexLocked:
            if _has_index(engine):
                return say("Another sync is running; serving the index as it is.")
        if not waits:
            say("Another sync is making the index; waiting for it.")
            waits = True
        sleep(_PAUSE)


def _first_sync(config: Config, engine: Engine) -> None:
    try:
        with progress() as report:
            outcome = run(config, engine, Tasks(config.index), Source.SERVE, progress=report)
    except IndexLocked:
        raise
    except PullFailed as error:
        warn(f"{error} The posts that are there have been indexed.", loud=True)
    except BackmatterError as error:
        if not _has_index(engine):
            raise
        warn(f"The sync failed: {error}", loud=True)
        warn("Serving the index as it was before.", loud=True)
    else:
        for line in syncing.summary(outcome):
            say(line)


def _has_index(engine: Engine) -> bool:
    try:
        return bool(engine.generation)
    except EngineError:
        return False


def _example(engine: Engine) -> str:
    """Something to search for that will be found: the tag that most posts carry."""
    tags = engine.search(Query(limit=0, facets=("tags",))).facets["tags"]
    return next(iter(tags), _ANYTHING)


def _announce(config: Config, example: str) -> None:
    host = f"[{config.host}]" if ":" in config.host else config.host
    address = f"http://{host}:{config.port}"
    say("")
    say(f"Open         {address}")
    say(f"API          {address}/docs")
    say(f"Try          curl '{address}/api/search?q={quote(example)}'")
    say(f"             curl '{address}/api/tags'")
    if not config.site.url:
        say(
            'Note         Hits link from the root; set [site] url = "https://…" in backmatter.toml to link to the blog.'
        )
    if not is_loopback(config.host):
        say(f"Note         Listening on {config.host}: other machines can reach it.")
    say("Stop with Ctrl+C.")
