"""The command line: every command, what it prints and what it ends with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from indexer import IndexLocked, PostsFolderError, open_engine
from service.api.openapi import object_schema
from service.cli import Commands, cli
from service.config import Config
from service.wire.shapes import SyncOutcome

FREE_PORT = 47_391
"""Nobody listens there for long, and these tests do not either."""

PROGRAM = [sys.executable, "-c", "from service.program import main; main()"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("BACKMATTER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> Path:
    """A post in the current folder."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def searching(runner: CliRunner, config: Config, *words: str) -> Result:
    """``backmatter search`` on the index that is ready."""
    return runner.invoke(cli, ["search", "--index", str(config.index), *words])


def test_index_says_what_it_did(runner: CliRunner, posts: Path) -> None:
    """Files, posts, what was left out and why, what changed."""
    result = runner.invoke(cli, ["index", str(posts)])

    assert result.exit_code == 0
    assert "5 files: 4 posts indexed, 1 left out (1 draft)" in result.stdout
    assert "4 added, 0 changed, 0 removed in" in result.stdout


def test_index_is_brief_when_nothing_changed(runner: CliRunner, posts: Path) -> None:
    """Two lines, and nothing on the standard error."""
    runner.invoke(cli, ["index", str(posts)])

    again = runner.invoke(cli, ["index", str(posts)])

    assert again.stdout.splitlines()[1:] == ["Nothing changed"]
    assert again.stderr == ""


def test_index_prints_one_json_object_for_programs(runner: CliRunner, posts: Path) -> None:
    """In its documented shape, with nothing anywhere else: cron sends mail about every word."""
    result = runner.invoke(cli, ["index", str(posts), "--json"], env={"BACKMATTER_SIT_URL": "https://blog.example"})

    answer = json.loads(result.stdout)
    assert set(answer) == set(object_schema(SyncOutcome)["properties"])
    assert (answer["indexed"], answer["added"], answer["leftOut"]) == (4, 4, {"draft": 1})
    assert "did you mean BACKMATTER_SITE_URL" in answer["notes"][0]
    assert result.stderr == ""


def test_problems_are_listed_and_strict_fails_on_them(runner: CliRunner) -> None:
    """One line each, in the form that editors jump to."""
    write("posts/bad.md", "---\ntitle: Bad\ndate: 2024-02-31\n---\nText.\n")

    result = runner.invoke(cli, ["index", "posts", "--strict"])

    assert result.exit_code == 1
    assert "1 problem:\nbad.md:3: bad-date: " in result.stdout
    assert runner.invoke(cli, ["index", "posts"]).exit_code == 0


def test_only_the_first_problems_are_listed(runner: CliRunner) -> None:
    """Where the rest can be read is said."""
    for number in range(25):
        write(f"posts/{number}.md", "---\ntitle: Bad\ndate: 2024-02-31\n---\nText.\n")

    lines = runner.invoke(cli, ["index", "posts"]).stdout.splitlines()

    assert lines[-1] == "… and 5 more: backmatter check"
    assert sum("bad-date" in line for line in lines) == 20


def test_check_lists_every_problem_and_needs_no_index(runner: CliRunner, here: Path, posts: Path) -> None:
    """Exit 1 if there is any."""
    write("posts/bad.md", "---\ntitle: Bad\ndate: 2024-02-31\n---\nText.\n")

    found, clean = runner.invoke(cli, ["check", "posts"]), runner.invoke(cli, ["check", str(posts)])

    assert (found.exit_code, clean.exit_code) == (1, 0)
    assert found.stdout.startswith("bad.md:3: bad-date: ")
    assert found.stderr == "1 problem in 1 file\n"
    assert json.loads(runner.invoke(cli, ["check", "posts", "--json"]).stdout)["problems"][0]["code"] == "bad-date"
    assert not (here / ".backmatter").exists()


def test_a_sync_that_would_empty_the_blog_is_refused_until_forced(runner: CliRunner, posts: Path) -> None:
    """An unmounted folder is not an empty blog."""
    runner.invoke(cli, ["index", str(posts)])
    Path("empty").mkdir()

    refused = runner.invoke(cli, ["index", "empty"])

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")
    assert runner.invoke(cli, ["index", "empty", "--force"]).exit_code == 0


def test_a_second_sync_ends_with_75(runner: CliRunner, posts: Path) -> None:
    """The number that says "try again later" to cron and its kin."""
    with open_engine("whoosh", Path(".backmatter")).writing():
        result = runner.invoke(cli, ["index", str(posts)])

    assert result.exit_code == 75
    assert result.stderr.count("\n") == 1


def test_search_shows_ranked_hits(runner: CliRunner, config: Config) -> None:
    """Title, date, tags, address and snippet; plain where there is no terminal."""
    result = searching(runner, config, "routing", "--tag", "flask")

    assert result.exit_code == 0
    assert result.stdout.startswith("1 post for “routing”\n\n 1. Views in Flask\n    2024-05-12 · python, flask\n")
    assert "\x1b" not in result.stdout
    assert "<mark>" not in result.stdout


def test_search_without_hits_ends_with_1(runner: CliRunner, config: Config) -> None:
    """As grep does."""
    result = searching(runner, config, "xyzzyplugh")

    assert (result.exit_code, result.stdout) == (1, "No posts for “xyzzyplugh”\n")


def test_search_says_what_it_searched_instead(runner: CliRunner, config: Config) -> None:
    """A correction is never silent."""
    assert "Searched for “senderos” instead." in searching(runner, config, "senderoz").stdout


def test_search_prints_the_answer_of_the_api_for_programs(runner: CliRunner, config: Config) -> None:
    """With the limit that was asked for."""
    answer = json.loads(searching(runner, config, "paths OR view", "--json", "--limit", "1").stdout)

    assert len(answer["hits"]) == answer["limit"] == 1
    assert answer["totalHits"] == 2


def test_status_says_how_the_index_stands(runner: CliRunner, config: Config) -> None:
    """For people and for programs."""
    lines = runner.invoke(cli, ["status", "--index", str(config.index)])
    answer = json.loads(runner.invoke(cli, ["status", "--index", str(config.index), "--json"]).stdout)

    assert lines.stdout.startswith("4 posts in ")
    assert "5 files seen, 1 left out, 0 failed" in lines.stdout
    assert (answer["posts"], answer["totalProblems"]) == (4, 0)


def test_the_version_is_told(runner: CliRunner) -> None:
    """In one line."""
    assert runner.invoke(cli, ["--version"], prog_name="backmatter").stdout.startswith("backmatter ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["index", "missing"], 1),
        (["search", "x"], 1),
        (["status"], 1),
        (["check", "missing"], 1),
        (["search"], 2),
        (["search", "x", "--tag", "y" * 201], 2),
        (["search", "x", "--limit", "101"], 2),
        (["index", "--nonsense"], 2),
        (["nonsense"], 2),
        (["--config", "missing.toml", "status"], 2),
        (["status", "--engine", "elastic"], 2),
        (["serve", "--port", "zero"], 2),
        (["serve", "missing", "--port", str(FREE_PORT)], 1),
    ],
)
def test_errors_are_one_line_and_a_code(runner: CliRunner, arguments: list[str], code: int) -> None:
    """1 if it failed, 2 if it was asked wrongly; never a traceback."""
    result = runner.invoke(cli, arguments)

    assert result.exit_code == code
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (IndexLocked("x"), 75),
        (PostsFolderError("\x1b]0;x"), 1),
        (PermissionError(13, "Permission denied", "/here/\x1b]0;x"), 1),
    ],
)
def test_what_commands_raise_becomes_an_exit_code(runner: CliRunner, error: BaseException, code: int) -> None:
    """And no escape sequence of a message reaches the terminal."""

    @click.command()
    def failing() -> None:
        raise error

    result = runner.invoke(Commands("x", commands={"failing": failing}), ["failing"])

    assert result.exit_code == code
    assert "\x1b" not in result.output


@pytest.mark.slow
def test_a_command_needs_no_streams(posts: Path) -> None:
    """Some programs start others with all three closed."""
    shell = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]

    assert subprocess.run([*shell, *PROGRAM, "index", str(posts)], check=False).returncode == 0


@pytest.mark.slow
def test_an_output_that_is_full_is_said_in_one_line(config: Config) -> None:
    """A disk that is full where the output goes is no reason for a traceback."""
    with Path("/dev/full").open("wb") as full:
        command = [*PROGRAM, "search", "--index", str(config.index), "framework"]
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=buffered)

    assert ran.returncode == 1
    assert ran.stderr == b"Error: the output: No space left on device; see to it and try again.\n"


def test_a_name_that_is_no_text_is_printed_all_the_same(runner: CliRunner) -> None:
    """File names are bytes; control characters and broken UTF-8 are shown escaped."""
    folder = Path("posts")
    folder.mkdir()
    name = b"posts/a\x1b]0;pwned\x07\xff.md"
    Path(os.fsdecode(name)).write_text("---\ndate: 2024-02-31\n---\nText.\n", encoding="utf-8")

    result = runner.invoke(cli, ["index", "posts"])
    as_json = runner.invoke(cli, ["index", "posts", "--json"])

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\\x1b]0;pwned\\x07" in result.stdout
    assert json.loads(as_json.stdout)["seen"] == 1


@pytest.mark.slow
def test_the_program_runs_by_itself(posts: Path) -> None:
    """As cron runs it: another process, exit codes, nothing on the standard error."""
    first = subprocess.run([*PROGRAM, "index", str(posts), "--json"], capture_output=True, check=False)
    none = subprocess.run([*PROGRAM, "search", "xyzzyplugh"], capture_output=True, check=False)

    assert (first.returncode, first.stderr) == (0, b"")
    assert json.loads(first.stdout)["indexed"] == 4
    assert none.returncode == 1


@pytest.mark.slow
def test_a_reader_that_leaves_early_does_no_harm(config: Config) -> None:
    """``backmatter search … | head -1`` prints no traceback."""
    command = [*PROGRAM, "search", "--index", str(config.index), "framework"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaints = process.stderr.read()

    assert b"Traceback" not in complaints
