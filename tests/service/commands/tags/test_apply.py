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


@pytest.fixture
def garden(here: Path) -> Path:
    """A blog whose tags can be told from its words, in its index; two posts have no tags."""
    posts = here / "posts"
    posts.mkdir()
    for number in range(30):
        tag = ("gardening", "cooking")[number % 2]
        tools = ("spades and soil", "pots and salt")[number % 2]
        posts.joinpath(f"{number}.md").write_text(
            f"---\ntitle: On {tag} {number}\ntags: [{tag}]\n---\n{tag} needs {tools}\n"
        )
    posts.joinpath("spring.md").write_text("---\ntitle: On gardening again\n---\ngardening needs spades\n")
    posts.joinpath("summer.md").write_text("---\ntitle: More gardening\n---\ngardening needs soil\n")
    assert CliRunner().invoke(cli, ["index", "posts"]).exit_code == 0
    return posts


def test_suggested_tags_are_written_where_there_are_none(garden: Path) -> None:
    """Those that are probable enough, and nowhere else."""
    before = {file: file.read_text() for file in garden.iterdir()}

    result = CliRunner().invoke(cli, ["tags", "apply", "--posts", "posts", "--write"])

    assert result.stderr == "Wrote 2 tags into 2 posts; backmatter index makes them searchable.\n"
    changed = {file.name: file.read_text() for file in before if file.read_text() != before[file]}
    assert sorted(changed) == ["spring.md", "summer.md"]
    assert all("\ntags: [gardening]\n---\n" in text for text in changed.values())


@pytest.mark.usefixtures("garden")
def test_suggested_tags_are_written_into_the_posts_named() -> None:
    """By whatever names posts have; one that there is not is told of."""
    result = CliRunner().invoke(cli, ["tags", "apply", "--posts", "posts", "spring", "winter"])

    assert result.exit_code == 1
    assert "+++ b/spring.md\n" in result.stdout
    assert "summer.md" not in result.stdout
    assert result.stderr.startswith("winter: no-such-post: ")


@pytest.mark.usefixtures("garden")
def test_only_what_is_probable_enough_is_written() -> None:
    """Nothing is quite certain."""
    result = CliRunner().invoke(cli, ["tags", "apply", "--posts", "posts", "--at-least", "1"])

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing to write\n")


@pytest.mark.usefixtures("file")
def test_posts_are_named_once() -> None:
    """On the command line or in the file."""
    result = applied({"a.md": ["new"]}, "a")

    assert result.exit_code == 2
    assert "which names its posts" in result.stderr


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
