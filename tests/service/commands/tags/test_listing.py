"""``backmatter tags`` and ``backmatter tags list``."""

import json

import pytest
from click.testing import CliRunner

from service.api.openapi import object_schema
from service.cli import cli
from service.config import Config
from service.wire.shapes import Tags


@pytest.mark.parametrize("words", [["tags"], ["tags", "list"]])
def test_tags_are_listed_most_used_first(runner: CliRunner, config: Config, words: list[str]) -> None:
    """With their counts in a column, whether "list" is said or left out."""
    result = runner.invoke(cli, [*words, "--index", str(config.index), "--limit", "2"])

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].casefold() == "2  python"
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "6 tags\n"


def test_tags_are_listed_by_name(runner: CliRunner, config: Config) -> None:
    """Whatever stands before the letters of a tag."""
    result = runner.invoke(cli, ["tags", "--sort", "name", "--index", str(config.index)])

    names = [line.split("  ", 1)[1] for line in result.stdout.splitlines()]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 6


def test_tags_are_listed_for_programs(runner: CliRunner, config: Config) -> None:
    """In the shape of /api/tags."""
    result = runner.invoke(cli, ["tags", "--json", "--index", str(config.index)])

    answer = json.loads(result.stdout)
    assert set(answer) == set(object_schema(Tags)["properties"])
    assert (len(answer["tags"]), answer["total"]) == (6, 6)
    assert result.stderr == ""


def test_a_missing_index_is_said(runner: CliRunner) -> None:
    """As by the other commands."""
    result = runner.invoke(cli, ["tags"])

    assert result.exit_code == 1
    assert "there is no index yet; run: backmatter index" in result.stderr


def test_a_command_that_is_not_there_is_said(runner: CliRunner) -> None:
    """It is not taken for an argument of the list."""
    result = runner.invoke(cli, ["tags", "chek"])

    assert result.exit_code == 2
    assert "No such command 'chek'" in result.stderr


def test_help_is_that_of_the_group(runner: CliRunner) -> None:
    """It names the commands, and that of the list is printed when it is asked for."""
    assert "Commands:" in runner.invoke(cli, ["tags", "--help"]).stdout
    assert "--sort" in runner.invoke(cli, ["tags", "list", "-h"]).stdout
