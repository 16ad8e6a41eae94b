"""The command line: ``backmatter …``."""

from pathlib import Path
from typing import Any

import click

from indexer import BackmatterError, EngineUrlError, IndexLocked
from service.commands.check import check
from service.commands.index import index
from service.commands.related import related
from service.commands.rollback import rollback
from service.commands.search import search
from service.commands.serve import serve
from service.commands.status import status
from service.commands.systemd import systemd
from service.commands.tags import tags
from service.config import ConfigError
from service.listening import PortTaken
from service.pull import PullFailed
from service.schedule.stopping import interruptible
from service.terminal import last_words, warn
from service.wire.parameters import ParameterError

FAILED, USAGE, LOCKED, INTERRUPTED = 1, 2, 75, 130

EXITS: dict[type[Exception], int] = {
    IndexLocked: LOCKED,
    EngineUrlError: USAGE,
    ConfigError: USAGE,
    ParameterError: USAGE,
    BackmatterError: FAILED,
    PortTaken: FAILED,
    PullFailed: FAILED,
}
"""What a command ends with after each error; the first that fits counts."""


class Commands(click.Group):
    """The commands; what they raise becomes one clear line on the standard error, and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's)
        """Run the command that was asked for."""
        try:
            with interruptible():
                return super().invoke(ctx)
        except tuple(EXITS) as error:
            code = next(code for kind, code in EXITS.items() if isinstance(error, kind))
            warn(f"Error: {error}")
            raise click.exceptions.Exit(code) from error
        except BrokenPipeError:
            raise  # who read the output has seen enough; click ends without a word
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            last_words(f"Error: {place}{error.strerror or error}; see to it and try again.")
            raise click.exceptions.Exit(FAILED) from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backmatter", message="%(prog)s %(version)s")
@click.option(
    "--config",
    "file",
    type=click.Path(path_type=Path),
    help="The settings file. [default: backmatter.toml in the current folder, if it is there]",
)
@click.pass_context
def cli(ctx: click.Context, file: Path | None) -> None:
    """Full-text search, related posts and tags for a blog."""
    ctx.obj = file


for _command in (index, serve, search, related, check, status, rollback, systemd, tags):
    cli.add_command(_command)
