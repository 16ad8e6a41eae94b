"""What the commands' options have in common: they are settings, read together with file and environment."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from service.config import load
from service.settings import SETTINGS, SWITCH
from service.terminal import warn

Command = Callable[..., None]

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


def configured(*names: str) -> Callable[[Command], Command]:
    """Let a command take the settings *names* as options, and hand it a Config.

    "posts" becomes an argument, and "--posts" an option; "schedule.every" becomes the option "--every".
    """

    def decorate(command: Command) -> Command:
        @click.pass_context
        @wraps(command)
        def run(context: click.Context, /, **given: Any) -> None:  # noqa: ANN401  (click's)
            flags = {name: given.pop(_last(name)) for name in (name.removeprefix("--") for name in names)}
            config = load(flags, file=context.obj)
            if not given.get("as_json"):
                for note in config.notes:
                    warn(f"Note: {note}")
            command(config, **given)

        for name in reversed(names):
            run = _parameter(name)(run)
        return run

    return decorate


def _parameter(name: str) -> Callable[[Command], Command]:
    if name == "posts":
        return click.argument(name, required=False, metavar="[POSTS]")
    name = name.removeprefix("--")
    setting = next(setting for setting in SETTINGS if setting.name == name)
    about = setting.about if setting.default in {None, False} else f"{setting.about} [default: {setting.default}]"
    if setting.kind is SWITCH:
        return click.option(f"--{_last(name)}", flag_value="true", help=about)
    return click.option(f"--{_last(name)}", metavar=setting.kind.metavar, help=about)


def _last(name: str) -> str:
    """What stands behind the table's name."""
    return name.rpartition(".")[2]
