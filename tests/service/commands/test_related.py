"""``backmatter related``: what it prints and what it ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.api.openapi import object_schema
from service.cli import cli
from service.wire.shapes import Exposure, RelatedPosts
from tests.service.onward import POSTS


@pytest.fixture
def blog(here: Path) -> Path:
    """The folder of an index of `POSTS`."""
    for path, text in POSTS.items():
        (here / "posts" / path).parent.mkdir(exist_ok=True, parents=True)
        (here / "posts" / path).write_text(text, encoding="utf-8")
    assert CliRunner().invoke(cli, ["index", "posts", "--index", "index"]).exit_code == 0
    return here / "index"


def run(*words: str) -> Result:
    """``backmatter related`` with *words*."""
    return CliRunner().invoke(cli, ["related", "--index", "index", *words])


@pytest.mark.usefixtures("blog")
def test_related_posts_are_listed_with_reasons() -> None:
    """After what there is to know of series, translations and pins that lead nowhere."""
    result = run("2024/sour-dough.md", "--limit", "3")

    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines() if line.strip()]
    assert lines[:4] == [
        "3 posts to read after “Sour dough”",
        "Part 1 of 2 in “Baking”",
        "Next: “A rye loaf” (2024/rye-loaf.md)",
        "Its header names “no-such-post” as related, which is the name of no post that is shown.",
    ]
    assert lines[4:8] == ["1. Trains", "2023-01-01", "/2023/trains/", "chosen by the author"]
    assert any(line.endswith(". A rye loaf") for line in lines)
    assert any(line.startswith("same series: Baking; same tags: bread; shared words: ") for line in lines)
    assert "In es: “Un pan de centeno” (2024/rye-loaf.es.md)" in run("rye-loaf").stdout


@pytest.mark.usefixtures("blog")
def test_programs_get_what_the_api_gives() -> None:
    """One JSON object and nothing else."""
    result = run("rye-loaf", "--json")

    answer = json.loads(result.stdout)
    assert answer["id"] == "2024_rye-loaf"
    assert answer.keys() == object_schema(RelatedPosts)["properties"].keys()


@pytest.mark.usefixtures("blog")
def test_an_unknown_post_is_told_so() -> None:
    """On the standard error, and by the exit code."""
    result = run("nothing")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == 'Error: There is no post called "nothing"; give an id, a path, a slug or an address.\n'


@pytest.mark.usefixtures("blog")
def test_exposure_says_what_is_suggested_most_and_what_never() -> None:
    """For people, and for programs."""
    result = run("--exposure")
    answer = json.loads(run("--exposure", "--json").stdout)

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{len(POSTS)} posts, {answer['slots']} suggestions below them\n")
    assert "Suggested most:" in result.stdout
    assert answer.keys() == object_schema(Exposure)["properties"].keys()
    assert answer["posts"] == len(POSTS)
    assert len(answer["neverShown"]) + len(answer["mostShown"]) == len(POSTS)


@pytest.mark.parametrize("words", [(), ("rye-loaf", "--exposure"), ("rye-loaf", "--limit", "0")])
def test_what_makes_no_sense_is_a_mistake_in_usage(words: tuple[str, ...]) -> None:
    """Either one post, or the whole blog."""
    assert run(*words).exit_code == 2


def test_without_an_index_there_is_nothing_to_say() -> None:
    """As with every command that reads it."""
    result = run("rye-loaf")

    assert result.exit_code == 1
    assert "backmatter index" in result.stderr
