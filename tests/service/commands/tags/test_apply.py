"""``backmatter tags apply``: what it accepts, shows, writes and ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import cli

POST = "---\ntitle: T\ntags: [a]\n---\n\nText\n"
SUGGESTED = {
    "posts": [
        {
            "id": "a",
            "path": "a.md",
            "suggestions": [
                {"tag": "new", "probability": 0.8, "accepted": True},
                {"tag": "not this", "probability": 0.4, "accepted": False},
            ],
        }
    ]
}


@pytest.fixture
def file(here: Path) -> Path:
    """A post in a folder beside which the command runs."""
    file = here / "posts" / "a.md"
    file.parent.mkdir()
    file.write_text(POST)
    return file


def applied(accepted: object, *options: str) -> Result:
    """The command with what is *accepted* on its standard input."""
    command = ["tags", "apply", "--posts", "posts", "--from", "-", *options]
    return CliRunner().invoke(cli, command, input=accepted if isinstance(accepted, str) else json.dumps(accepted))


def test_nothing_is_written_unless_it_is_said_so(file: Path) -> None:
    """The difference is shown, and how to write it."""
    result = applied(SUGGESTED)

    assert result.exit_code == 0
    assert "-tags: [a]\n+tags: [a, new]\n" in result.stdout
    assert result.stderr == "Nothing was written. To write 1 tag into 1 post, add --write.\n"
    assert file.read_text() == POST


@pytest.mark.parametrize("accepted", [SUGGESTED, {"a.md": ["new"]}])
def test_accepted_tags_are_written(file: Path, accepted: object) -> None:
    """The difference is shown all the same; the second time there is none."""
    result = applied(accepted, "--write")

    assert (result.exit_code, result.stderr) == (
        0,
        "Wrote 1 tag into 1 post; backmatter index makes them searchable.\n",
    )
    assert "+tags: [a, new]\n" in result.stdout
    assert file.read_text() == POST.replace("[a]", "[a, new]")
    assert applied(accepted, "--write").stderr == "Nothing to write\n"


def test_refusals_are_told_and_fail(file: Path) -> None:
    """The others are written."""
    result = applied({"b.md": ["new"], "a.md": ["new"]}, "--write")

    assert result.exit_code == 1
    assert result.stderr.startswith("b.md: no-such-post: ")
    assert "new" in file.read_text()


def test_programs_get_one_object(file: Path) -> None:
    """With every change and every refusal, and nothing on the standard error."""
    result = applied({"a.md": ["new"], "b.md": ["new"]}, "--json", "--write")

    answer = json.loads(result.stdout)
    assert answer["written"]
    assert [(post["path"], post["added"]) for post in answer["posts"]] == [("a.md", ["new"])]
    assert "+tags: [a, new]" in answer["posts"][0]["diff"]
    assert [refused["code"] for refused in answer["refused"]] == ["no-such-post"]
    assert (result.exit_code, result.stderr) == (1, "")
    assert "new" in file.read_text()


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    "accepted",
    [
        "no json",
        [],
        {"a.md": "new"},
        {"a.md": [1]},
        {"posts": [{"suggestions": []}]},
        {"posts": ["a.md"]},
        {"posts": [{"path": "a.md", "suggestions": "new"}]},
        {"posts": [{"path": "a.md", "suggestions": [{"accepted": True}]}]},
    ],
)
def test_what_cannot_be_used_is_explained(accepted: object) -> None:
    """With what is wrong with it and what to give instead."""
    result = applied(accepted)

    assert result.exit_code == 2
    assert "'--from': this " in result.stderr
    assert "give what backmatter tags suggest --json prints" in result.stderr
