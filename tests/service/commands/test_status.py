"""``backmatter status`` and ``backmatter rollback``: which states of the index are kept, and going back by one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.api.openapi import object_schema
from service.cli import cli
from service.wire.generations import StatusOutcome


def run(*words: str) -> Result:
    """``backmatter`` with *words*."""
    return CliRunner().invoke(cli, [*words, "--index", "index"])


@pytest.fixture
def blog(here: Path) -> Path:
    """The folder of an index that was synced twice."""
    (here / "posts").mkdir()
    for name in ("one", "two"):
        (here / "posts" / f"{name}.md").write_text(f"# Post {name}\n\nWords of {name}.\n")
        assert run("index", "posts").exit_code == 0
    return here / "index"


def damage(index: Path) -> None:
    """Flip a bit in what is searched of the newest generation."""
    for file in (index / "generations" / "000002").glob("*.columns"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)


@pytest.mark.usefixtures("blog")
def test_status_lists_the_generations() -> None:
    """The newest first, and which of them serves."""
    lines = run("status").stdout.splitlines()
    answer = json.loads(run("status", "--json").stdout)

    assert lines[-2].startswith("Generation 2-")
    assert lines[-2].endswith(": 2 posts, serves")
    assert lines[-1].startswith("Generation 1-")
    assert lines[-1].endswith(": 1 post")
    assert set(answer) == set(object_schema(StatusOutcome)["properties"])
    assert [(one["posts"], one["isCurrent"], one["damage"]) for one in answer["generations"]] == [
        (2, True, None),
        (1, False, None),
    ]


def test_status_says_why_the_last_sync_failed(blog: Path) -> None:
    """The index answers all the same."""
    posts = blog.with_name("posts")
    posts.rename(blog.with_name("elsewhere"))
    assert run("index", "posts").exit_code == 1

    result = run("status")

    assert result.exit_code == 0
    assert "The sync that ended last failed: " in result.stdout
    assert "there is no such folder" in result.stdout


@pytest.mark.usefixtures("blog")
def test_verify_says_that_all_is_well() -> None:
    """And exits with 0."""
    result = run("status", "--verify")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Every byte of them is as it was written"
    assert result.stderr == ""


def test_verify_names_the_damaged_file(blog: Path) -> None:
    """It exits with 1 while the generation before answers; the next sync repairs, though no post changed."""
    damage(blog)

    result = run("status", "--verify")
    assert result.exit_code == 1
    assert ".columns" in result.stderr
    assert "Every byte" not in result.stdout
    assert "damaged; the next sync repairs it" in result.stdout
    assert "1 post in" in result.stdout

    assert run("index", "posts").exit_code == 0
    assert run("status", "--verify").exit_code == 0
    assert "2 posts in" in run("status").stdout


def test_who_asks_a_damaged_index_is_told_so(blog: Path) -> None:
    """What answers is older than it should be."""
    assert run("search", "words").stderr == ""
    damage(blog)

    result = run("search", "words")

    assert result.exit_code == 0
    assert "1 post for" in result.stdout
    assert "Damaged: " in result.stderr
    assert "The generation before answered." in result.stderr


@pytest.mark.usefixtures("blog")
def test_rollback_goes_back_by_one_and_a_sync_forward_again() -> None:
    """Where there is nothing to go back to, it says so and exits with 1."""
    back = run("rollback")
    assert back.exit_code == 0
    assert back.stdout.startswith("Generation 1-")
    assert "serves again: 1 post." in back.stdout
    assert "1 post for" in run("search", "words").stdout

    again = run("rollback")
    assert again.exit_code == 1
    assert "there is no whole generation before" in again.stderr

    assert run("index", "posts").exit_code == 0
    assert "2 posts for" in run("search", "words").stdout


def test_rollback_without_an_index_says_so(here: Path) -> None:
    """As every command does."""
    result = run("rollback")

    assert result.exit_code == 1
    assert "there is no index yet" in result.stderr
    assert not (here / "index" / "current").exists()
