"""``backmatter tags suggest``."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from service.api.openapi import object_schema
from service.cli import cli
from service.commands.tags.accepted import accepted_in
from service.wire.tag_suggestions import SuggestedPost

TEXT = "JavaScript runs on JavaScript. Why JavaScript? See JavaScript, at last.\n"


@pytest.fixture
def blog(tmp_path: Path, runner: CliRunner) -> Path:
    """The index of a blog of three posts, of which one has tags and one says nothing."""
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "script.md").write_text(f"---\ntitle: JavaScript\nlang: en\n---\n{TEXT * 3}", "utf-8")
    (posts / "bread.md").write_text("---\ntitle: Bread\ntags: [food]\nlang: en\n---\nFlour, water.\n", "utf-8")
    (posts / "hello.md").write_text("---\ntitle: Hello\nlang: en\n---\nHere we go.\n", "utf-8")
    assert runner.invoke(cli, ["index", str(posts), "--index", str(tmp_path / "index")]).exit_code == 0
    return tmp_path / "index"


def asked(runner: CliRunner, blog: Path, *words: str) -> list[dict[str, Any]]:
    """The posts that are printed for programs."""
    result = runner.invoke(cli, ["tags", "suggest", *words, "--json", "--index", str(blog)])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["posts"]
    return found


def test_all_posts_are_looked_at(runner: CliRunner, blog: Path) -> None:
    """Those without a suggestion, too, in the shape that is documented."""
    found = asked(runner, blog)

    assert [post["id"] for post in found] == ["bread", "hello", "script"]
    assert all(set(post) == set(object_schema(SuggestedPost)["properties"]) for post in found)
    assert [post["tags"] for post in found] == [["food"], [], []]
    assert [one["tag"] for one in found[2]["suggestions"]] == ["JavaScript"]
    assert found[1]["suggestions"] == []


def test_posts_may_be_named(runner: CliRunner, blog: Path) -> None:
    """By path or id, in the order given."""
    assert [post["id"] for post in asked(runner, blog, "script.md", "hello")] == ["script", "hello"]


def test_those_without_tags_may_be_asked_for(runner: CliRunner, blog: Path) -> None:
    """Whoever has tags already is left out."""
    assert {post["id"] for post in asked(runner, blog, "--untagged")} == {"hello", "script"}


def test_what_is_printed_can_be_applied(runner: CliRunner, blog: Path) -> None:
    """By backmatter tags apply, without a change."""
    found = asked(runner, blog, "script")
    accepted = accepted_in(json.dumps({"posts": found}).encode())

    assert accepted == {"script.md": ["JavaScript"] if found[0]["suggestions"][0]["accepted"] else []}


def test_people_see_tags_with_their_reasons(runner: CliRunner, blog: Path) -> None:
    """Probability, tag, what the text says; a post without suggestions is counted and not shown."""
    result = runner.invoke(cli, ["tags", "suggest", "--index", str(blog)])
    first, second = result.stdout.splitlines()

    assert result.exit_code == 0
    assert first == "script.md: JavaScript"
    assert second.endswith("%  JavaScript  (says “JavaScript”; new)")
    assert result.stderr == "Tags for 1 of 3 posts\n"


def test_a_post_that_is_not_there_is_told(runner: CliRunner, blog: Path) -> None:
    """By the name that was given, before anything is printed."""
    result = runner.invoke(cli, ["tags", "suggest", "script", "nowhere", "--json", "--index", str(blog)])

    assert result.exit_code == 1
    assert result.stdout == ""
    assert 'There is no post called "nowhere"' in result.stderr


def test_names_and_untagged_contradict_each_other(runner: CliRunner, blog: Path) -> None:
    """One or the other."""
    result = runner.invoke(cli, ["tags", "suggest", "script", "--untagged", "--index", str(blog)])

    assert result.exit_code == 2
    assert "Name posts, or ask for those --untagged." in result.stderr
