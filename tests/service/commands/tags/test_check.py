"""``backmatter tags check``."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.api.openapi import object_schema
from service.cli import cli
from service.commands.tags.check import alias_table
from service.wire.tag_check import TagCheck

SAMPLES = Path(__file__).parents[4] / "data/posts"

TAGGED = {
    "a.md": ["JavaScript", "tools", "blog"],
    "b.md": ["javascript", "tools", "blog"],
    "c.md": ["JavaScript", "tool", "blog"],
    "d.md": ["js", 'C. "D"', "blog"],
    "e.md": ["windows", "blog"],
    "f.md": ["window", "c.\\d", "blog"],
    "g.md": [],
}


@pytest.fixture(autouse=True)
def posts(here: Path, runner: CliRunner) -> Path:
    """An index of posts with untidy tags."""
    folder = here / "posts"
    folder.mkdir()
    for path, tags in TAGGED.items():
        (folder / path).write_text(f"---\ntitle: {path}\ntags: {json.dumps(tags)}\n---\nText.\n", "utf-8")
    runner.invoke(cli, ["index", str(folder)])
    return folder


def check(runner: CliRunner, *options: str) -> Result:
    """``backmatter tags check`` on that index."""
    return runner.invoke(cli, ["tags", "check", *options])


def test_the_report_is_told_in_sections(runner: CliRunner) -> None:
    """What should be one, what may be, what tells nothing; and how many merges there are."""
    result = check(runner)

    assert result.exit_code == 1
    assert "JavaScript, on 4 posts; 2 to be changed\n    javascript (1): variant. " in result.stdout
    assert "    js (1): abbreviation. “js” stands for “JavaScript”.\n" in result.stdout
    assert "  windows (1), window (1): plural. The word with s has a meaning of its own.\n" in result.stdout
    assert "On a single post:\n  window, windows\n" in result.stdout
    assert "Posts without tags:\n  g.md\n" in result.stdout
    assert result.stderr == "3 merges in 6 tags of 7 posts\n"


def test_the_aliases_can_be_pasted_as_they_are_printed(runner: CliRunner, here: Path) -> None:
    """Once they are, nothing is left to merge; and what is printed then is nothing to paste."""
    printed = check(runner).stdout
    (here / "backmatter.toml").write_text(printed[printed.index("[tags.aliases]") :], "utf-8")

    result = check(runner)

    assert result.exit_code == 0
    assert "[tags.aliases]" not in result.stdout
    assert result.stderr == "Nothing to merge in 6 tags of 7 posts\n"


def test_aliases_in_force_are_printed_with_the_new_ones(runner: CliRunner, here: Path) -> None:
    """So that the old table can be replaced."""
    (here / "backmatter.toml").write_text('[tags.aliases]\n"ja.va" = "JavaScript"\ntool = "tools"\n', "utf-8")

    printed = check(runner).stdout
    table = tomllib.loads(printed[printed.index("[tags.aliases]") :])["tags"]["aliases"]

    assert table["ja.va"] == "JavaScript"
    assert table["tool"] == "tools"
    assert table["js"] == "JavaScript"


def test_programs_get_everything(runner: CliRunner) -> None:
    """One JSON object in its documented shape, with nothing on the standard error."""
    result = check(runner, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == 1
    assert result.stderr == ""
    assert set(answer) == set(object_schema(TagCheck)["properties"])
    assert [merge["name"] for merge in answer["merges"]] == ["JavaScript", "tools", 'C. "D"']
    assert answer["merges"][0]["merged"][0] == {
        "name": "javascript",
        "count": 1,
        "rule": "variant",
        "why": "They differ by case, punctuation or spaces alone.",
    }
    assert [proposal["name"] for proposal in answer["proposals"]] == ["windows"]
    assert (answer["posts"], answer["tags"], answer["untagged"][0]["path"]) == (7, 6, "g.md")


def test_a_tidy_blog_passes(runner: CliRunner, posts: Path) -> None:
    """With exit code 0 and a line that says so."""
    for path in sorted(TAGGED)[1:]:
        (posts / path).unlink()
    runner.invoke(cli, ["index", str(posts), "--force"])

    result = check(runner)

    assert result.exit_code == 0
    assert result.stdout == "On a single post:\n  blog, JavaScript, tools\n\n"


def test_long_lists_are_cut(runner: CliRunner, posts: Path) -> None:
    """For people; programs get all."""
    for number in range(30):
        (posts / f"{number}.md").write_text("Text.", "utf-8")
    runner.invoke(cli, ["index", str(posts)])

    assert "… and 11 more: backmatter tags check --json" in check(runner).stdout
    assert len(json.loads(check(runner, "--json").stdout)["untagged"]) == 31


def test_the_sample_posts_are_checked(runner: CliRunner) -> None:
    """Their tags are nearly tidy."""
    runner.invoke(cli, ["index", str(SAMPLES), "--force"])

    result = check(runner)

    assert "JavaScript, on 5 posts; 1 to be changed" in result.stdout
    assert tomllib.loads(result.stdout[result.stdout.index("[tags.aliases]") :])["tags"]["aliases"] == {
        "javascript": "JavaScript",
        "rss": "RSS",
    }


def test_a_missing_index_is_said(runner: CliRunner, here: Path) -> None:
    """As by the other commands."""
    result = check(runner, "--index", str(here / "nowhere"))

    assert result.exit_code == 1
    assert "there is no index yet; run: backmatter index" in result.stderr


@pytest.mark.parametrize(
    "word", ["js", "node.js", "C#", "a b", '"', "\\", "日本", "\x7f", "\x85", "\t", "😀", "\u200e", "'"]
)
def test_any_tag_can_be_written_in_toml(word: str) -> None:
    """Whatever is in it, as a word and as a name."""
    table = "\n".join(alias_table({word: f"the {word}"}))

    assert tomllib.loads(table)["tags"]["aliases"] == {word: f"the {word}"}
