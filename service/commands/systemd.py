"""``backmatter systemd``: the unit files for this installation."""

import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import click

from service.commands import options
from service.config import Config
from service.systemd.calendar import NotInCalendar
from service.systemd.units import SERVICE, TIMER, Installation, units
from service.terminal import say, warn

_USUALLY = timedelta(minutes=15)
_HOME = Path("/etc/systemd/system")
_OF_SERVICE = ("host", "port", "workers")


@click.command()
@options.configured("posts", "index", *_OF_SERVICE, "schedule.every", "schedule.cron", "schedule.pull")
@click.option("--user", default="", metavar="NAME", help="The user that both services run as.")
@click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=f"Write the files into this folder, such as {_HOME}, instead of printing them.",
)
def systemd(config: Config, *, user: str, into: Path | None) -> None:
    """Print unit files for systemd: a service that answers, and a timer that syncs.

    They name this installation and its settings file, or the options that are given. The timer goes by --every or
    --cron; without either, every 15 minutes.
    """
    try:
        texts = units(_installation(config, click.get_current_context().params, user))
    except NotInCalendar as error:
        raise click.UsageError(str(error)) from error
    if into:
        _write(texts, into)
    else:
        for name, text in texts.items():
            say(f"# {_HOME / name}")
            for line in text.splitlines():
                say(line)
            say("")
    for note in _notes(config, into):
        warn(note)


def _installation(config: Config, given: Mapping[str, object], user: str) -> Installation:
    program = [str(Path(sys.executable).parent / "backmatter")]
    if config.file:
        program += ["--config", str(config.file.absolute())]
    posts, index = config.posts.absolute(), config.index.absolute()
    both = [str(posts)] if given["posts"] or not config.file else []
    both += ["--index", str(index)] if given["index"] or not config.file else []
    of_service = [word for name in _OF_SERVICE if given[name] for word in (f"--{name}", str(given[name]))]
    return Installation(
        serve=[*program, "serve", *both, *of_service],
        sync=[*program, "index", *both, *(["--pull"] if given["pull"] else [])],
        index=index,
        writes=[
            *([_repository(posts)] if config.schedule.pull else []),
            *([config.clicks.absolute().parent] if config.clicks else []),
        ],
        reads=[Path(sys.prefix), posts, *(file.absolute() for file in (config.file, config.access.ca) if file)],
        user=user,
        every=config.schedule.every or _USUALLY,
        cron=config.schedule.cron,
    )


def _repository(posts: Path) -> Path:
    """The folder that git writes when it pulls."""
    return next((folder for folder in (posts, *posts.parents) if (folder / ".git").exists()), posts)


def _write(texts: Mapping[str, str], into: Path) -> None:
    for name, text in texts.items():
        file = into / name
        if file.exists() and file.read_text("utf-8", errors="surrogateescape") != text:
            raise click.ClickException(
                f"{file}: there is another one already; remove it, or keep it and change it by systemctl edit {name}."
            )
    for name, text in texts.items():
        try:
            (into / name).write_text(text, "utf-8", errors="surrogateescape")
        except OSError as error:
            raise click.ClickException(f"{into / name}: cannot be written ({error.strerror}).") from error
        say(f"{into / name}")


def _notes(config: Config, into: Path | None) -> Iterator[str]:
    if config.schedule.is_set and config.file:
        yield f"Note: with [schedule] in {config.file} the service syncs by itself, and needs no timer beside it."
    if config.schedule.watch:
        yield "Note: the timer does not watch; leave it out, and set watch in the settings file for the service."
    if not into:
        yield f"To install them: backmatter systemd … --into {_HOME}"
    yield f"To start them: systemctl daemon-reload && systemctl enable --now {SERVICE} {TIMER}"
