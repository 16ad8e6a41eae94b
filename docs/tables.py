"""The tables of the documentation, made from the code: ``python -m docs.tables`` writes them anew.

A page says where a table stands: ``<!-- settings: made by docs/tables.py -->`` before it, ``<!-- end -->`` behind it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import click

from indexer.posts.problem_codes import PROBLEM_CODES
from service.cli import cli
from service.problems import KINDS
from service.settings import SETTINGS

PAGES = Path(__file__).parent
WIDTH = 100
"""Columns of a command's help."""

_BLOCK = re.compile(
    r"(?P<top><!-- (?P<name>[a-z ]+): made by docs/tables\.py -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def shown(value: object) -> str:
    """A default as people write it."""
    text = str(value.value if isinstance(value, Enum) else "" if value in (None, ()) else value)
    return f"`{text.lower() if isinstance(value, bool) else text}`" if text else ""


def settings() -> str:
    """Every setting."""
    return table(
        ("setting", "default", "what it is", "in the environment"),
        ((f"`{s.name}`", shown(s.default), f"{s.about}", f"`{s.variable}`") for s in SETTINGS),
    )


def problem_codes() -> str:
    """Every code of a problem in a post."""
    return table(
        ("code", "what it means, and what to do"), ((f"`{code}`", about) for code, about in PROBLEM_CODES.items())
    )


def http_problems() -> str:
    """Every code of a problem over HTTP."""
    rows = ((f"`{code}`", str(kind.status), f"{kind.title}. {kind.about}") for code, kind in KINDS.items())
    return table(("code", "status", "what it means"), rows)


def commands() -> str:
    """Every command with its help."""
    return "\n".join(_helps(cli, "backmatter"))


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    width = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, parent, info_name=name, **{**command.context_settings, **width})
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _helps(command.commands[inner], inner, context)


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "settings": settings,
        "problem codes": problem_codes,
        "http problems": http_problems,
        "commands": commands,
    }
)


def filled(page: str) -> str:
    """The text of a *page* with its tables as the code has them now."""
    return _BLOCK.sub(lambda block: f"{block['top']}\n{TABLES[block['name']]()}\n{block['end']}", page)


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(filled(path.read_text("utf-8")), "utf-8")
