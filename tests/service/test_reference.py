"""The reference: every setting, command, route and code is in it, and the documentation holds it."""

import pytest

from service.api.operations import OPERATIONS
from service.cli import cli
from service.commands.tags import tags
from service.problems import KINDS
from service.reference import TABLES, commands, main, problems, routes, settings
from service.settings import SETTINGS


def test_every_setting_has_a_row() -> None:
    """With its variable and what it takes."""
    assert all(f"| `{setting.name}` | `{setting.variable}` |" in settings() for setting in SETTINGS)


def test_every_command_has_its_help() -> None:
    """As the program prints it."""
    assert all(f"Usage: backmatter {name} " in commands() for name in cli.commands)
    assert all(command.help for command in cli.commands.values())


def test_commands_within_commands_follow_them() -> None:
    """Each under its whole name, with its own help."""
    headings = [line for line in commands().splitlines() if line.startswith("### ")]

    assert {f"### backmatter tags {name}" for name in tags.commands} <= set(headings)
    assert headings.index("### backmatter tags list") > headings.index("### backmatter tags")
    assert "Usage: backmatter tags list [OPTIONS]" in commands()


def test_every_route_and_code_has_a_row() -> None:
    """None is left out."""
    assert all(f"`{operation.method} {operation.path}`" in routes() for operation in OPERATIONS)
    assert all(f"| `{code}` |" in problems() for code in KINDS)


def test_tables_are_chosen_by_name() -> None:
    """Without a name all of them."""
    assert list(main(["routes"])) == [routes()]
    assert len(list(main([]))) == len(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_whole(name: str) -> None:
    """A bar inside a cell would add a column."""
    rows = [line for line in TABLES[name]().splitlines() if line.startswith("| ")]

    assert len({row.replace("\\|", "").count("|") for row in rows}) <= 1
