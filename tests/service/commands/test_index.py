"""``backmatter index``: once, and again and again; run as people run it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer import open_engine
from service.cli import cli
from service.tasks.store import Tasks
from service.tasks.task import Source, Status

PROGRAM = [sys.executable, "-c", "from service.program import main; main()"]


@pytest.fixture
def blog(here: Path) -> Path:
    """A blog with one post."""
    (here / "blog").mkdir()
    write(here / "blog", "a.md")
    return here / "blog"


def write(blog: Path, name: str) -> None:
    """A post."""
    (blog / name).write_text(f"# A post\n\nSome text in {name}.\n")


@contextmanager
def staying(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The command while it runs."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        [*PROGRAM, "index", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    """The next line of its standard output."""
    assert process.stdout
    return process.stdout.readline()


def test_a_sync_is_written_down_as_a_task(runner: CliRunner, blog: Path) -> None:
    """With its options and what it did."""
    assert runner.invoke(cli, ["index", str(blog), "--rebuild"]).exit_code == 0

    (task,) = Tasks(Path(".backmatter")).latest(9)
    assert (task.status, task.source, task.options.rebuild) == (Status.SUCCEEDED, Source.COMMAND, True)
    assert task.report
    assert task.report.added == 1


def test_a_sync_that_fails_is_written_down_too(runner: CliRunner) -> None:
    """With the reason."""
    assert runner.invoke(cli, ["index", "missing"]).exit_code == 1

    (task,) = Tasks(Path(".backmatter")).latest(9)
    assert task.error
    assert task.error.code == "posts_unreadable"


def test_a_locked_index_is_no_task(runner: CliRunner, blog: Path) -> None:
    """The other sync does the same work."""
    with open_engine("whoosh", Path(".backmatter")).writing():
        assert runner.invoke(cli, ["index", str(blog)]).exit_code == 75

    assert Tasks(Path(".backmatter")).latest(9) == []


def test_a_failed_pull_fails_with_posts_indexed(runner: CliRunner, blog: Path) -> None:
    """In one line that names the folder and the cure."""
    result = runner.invoke(cli, ["index", str(blog), "--pull"])

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {blog}: git pull failed (")
    (task,) = Tasks(Path(".backmatter")).latest(9)
    assert task.report
    assert task.report.indexed == 1


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--every", "soon"], 'write a time from "1s" to "365d", such as "15m"'),
        (["--every", "0s"], "write a time"),
        (["--cron", "61 * * * *"], "write five fields as cron has them"),
        (["--cron", "* * * *"], "write five fields as cron has them"),
        (["--cron", "0 0 30 2 *"], "write five fields as cron has them"),
        (["--every", "1h", "--cron", "0 * * * *"], "choose one of them"),
        (["--watch", "--strict"], "--strict is about what one sync ends with"),
    ],
)
def test_a_schedule_that_makes_no_sense_ends_with_2(
    runner: CliRunner, blog: Path, flags: Sequence[str], message: str
) -> None:
    """And says what to write; nothing is indexed."""
    result = runner.invoke(cli, ["index", str(blog), *flags])

    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path(".backmatter").exists()


def test_a_schedule_in_the_settings_is_the_services(runner: CliRunner, blog: Path) -> None:
    """The command syncs once, so that cron and systemd can run it with the same settings."""
    Path("backmatter.toml").write_text('[schedule]\nevery = "1s"\nwatch = true\n')

    assert runner.invoke(cli, ["index", str(blog)]).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stays_and_watches(blog: Path, number: signal.Signals) -> None:
    """One line for each sync, until it is told to stop."""
    with staying(str(blog), "--watch") as process:
        lines = [line(process), line(process)]
        write(blog, "b.md")
        lines.append(line(process))
        process.send_signal(number)
        rest, complaints = process.communicate(timeout=60)

    assert lines[0] == f"Keeping {blog.parent}/.backmatter in step with {blog}. Stop with Ctrl+C.\n"
    assert "1 added, 1 post indexed" in lines[1]
    assert "1 added, 2 posts indexed (posts changed)" in lines[2]
    assert (rest, complaints, process.returncode) == ("Stopped.\n", "", 0)


@pytest.mark.slow
def test_it_stays_and_prints_json(blog: Path) -> None:
    """One object for each sync, each on its line, and nothing else."""
    with staying(str(blog), "--every", "1s", "--json") as process:
        answers = [json.loads(line(process)) for _ in range(3)]
        process.send_signal(signal.SIGTERM)
        rest, complaints = process.communicate(timeout=60)

    assert [answer["added"] for answer in answers] == [1, 0, 0]
    assert (complaints, process.returncode) == ("", 0)
    assert all(json.loads(one) for one in rest.splitlines())


@pytest.mark.slow
def test_it_stays_while_syncs_fail(blog: Path) -> None:
    """The reason is told once, and that it is over."""
    with staying(str(blog.parent / "later"), "--watch") as process:
        line(process)
        assert process.stderr
        failure = process.stderr.readline()
        blog.rename(blog.parent / "later")
        recovery, success = process.stderr.readline(), line(process)
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=60)

    assert failure[20:].startswith(f"The sync failed: {blog.parent}/later: there is no such folder")
    assert recovery[20:] == "Syncing works again.\n"
    assert "1 added" in success
    assert complaints == ""
