"""The reference of settings, commands and routes as Markdown, made from the tables that the program itself uses.

python -m service.reference settings
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from service.api.openapi import object_schema
from service.api.operations import OPERATIONS
from service.cli import cli
from service.problems import KINDS
from service.settings import SETTINGS
from service.wire.shapes import SyncOutcome


def settings() -> str:
    """Every setting: its key in backmatter.toml, its variable, its default and what it does."""
    rows = (
        (
            f"`{setting.name}`",
            f"`{setting.variable}`",
            f"`{setting.shown_default}`" if setting.shown_default else "",
            f"{setting.about} Takes {setting.kind.expected}.",
        )
        for setting in SETTINGS
    )
    return _table(("key", "variable", "default", "what it does"), rows)


def commands() -> str:
    """Every command with its help, as ``--help`` prints it."""
    return "\n".join(_commands(cli, _context(cli, "backmatter")))


def routes() -> str:
    """Every route and what it does."""
    rows = ((f"`{operation.method} {operation.path}`", operation.summary) for operation in OPERATIONS)
    return _table(("route", "what it does"), rows)


def parameters() -> str:
    """Every parameter of a search."""
    search = next(operation for operation in OPERATIONS if operation.name == "search")
    rows = (
        (f"`{parameter.name}`", parameter.about, parameter.kind.expected + (", repeatable" * parameter.repeatable))
        for parameter in search.parameters
    )
    return _table(("parameter", "what it does", "takes"), rows)


def problems() -> str:
    """Every code of a problem over HTTP."""
    rows = ((f"`{code}`", str(kind.status), kind.about) for code, kind in KINDS.items())
    return _table(("code", "status", "what it means"), rows)


def outcome() -> str:
    """Every key that ``backmatter index --json`` and ``backmatter check --json`` print."""
    keys = object_schema(SyncOutcome)["properties"]
    return _table(("key", "what it is"), ((f"`{key}`", schema.get("description", "")) for key, schema in keys.items()))


TABLES: dict[str, Callable[[], str]] = {
    function.__name__: function for function in (settings, commands, outcome, routes, parameters, problems)
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(_row(line) for line in lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _commands(group: click.Group, parent: click.Context) -> Iterator[str]:
    """The help of each command of *group*, followed by those of the commands within it."""
    for name, command in sorted(group.commands.items()):
        context = _context(command, name, parent)
        yield f"### {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from _commands(command, context)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, parent, name, terminal_width=100, max_content_width=100, **command.context_settings)


def main(names: Sequence[str]) -> Iterator[str]:
    """The tables that are named, or all."""
    return (TABLES[name]() for name in names or TABLES)


if __name__ == "__main__":
    for table in main(sys.argv[1:]):
        sys.stdout.write(table + "\n")
