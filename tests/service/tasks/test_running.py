"""A sync as a task: written down whatever becomes of it, and run even if it cannot be written down."""

import logging
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Engine, IndexLocked, PostsFolderError, SyncRefused, open_engine
from service.config import Config, Schedule, load
from service.pull import PullFailed
from service.tasks import store
from service.tasks.failures import ABOUT, CANCELED
from service.tasks.running import run
from service.tasks.store import Tasks
from service.tasks.task import Options, Source, Status, Task

POST = "---\ntitle: One\n---\nWords of a post.\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A blog of four posts, not indexed yet."""
    posts = tmp_path / "posts"
    posts.mkdir()
    for name in "abcd":
        (posts / f"{name}.md").write_text(POST)
    return load({"posts": str(posts)}, environment={}, folder=tmp_path)


@pytest.fixture
def engine(config: Config) -> Iterator[Engine]:
    """Its engine."""
    engine = open_engine(config.engine, config.index)
    yield engine
    engine.close()


@pytest.fixture
def tasks(config: Config) -> Tasks:
    """Its tasks."""
    return Tasks(config.index)


def last(tasks: Tasks) -> Task:
    """The newest task."""
    (task,) = tasks.latest(1)
    return task


def test_a_sync_is_written_down(config: Config, engine: Engine, tasks: Tasks) -> None:
    """What it found and did, and who asked."""
    outcome = run(config, engine, tasks, Source.SERVE)
    task = last(tasks)

    assert outcome.report.added == 4
    assert (task.status, task.source, task.report) == (Status.SUCCEEDED, Source.SERVE, outcome.report)


def test_a_waiting_task_is_done(config: Config, engine: Engine, tasks: Tasks) -> None:
    """By the next sync, whoever runs it."""
    asked = tasks.request(Source.WEBHOOK)
    run(config, engine, tasks, Source.COMMAND)

    assert tasks.waiting() is None
    assert (last(tasks).uid, last(tasks).status) == (asked.uid, Status.SUCCEEDED)


def test_what_changes_while_a_sync_runs_is_not_lost(config: Config, engine: Engine, tasks: Tasks) -> None:
    """Who asks then waits for the next one, which begins afterwards."""

    def change(_done: int, _of: int) -> None:
        if not (config.posts / "late.md").exists():
            (config.posts / "late.md").write_text(POST)
            tasks.request(Source.WEBHOOK)

    run(config, engine, tasks, Source.COMMAND, progress=change)
    waiting = tasks.waiting()
    assert waiting
    outcome = run(config, engine, tasks, waiting.source, waiting.options)

    assert outcome.report.added == 1
    assert last(tasks).uid == waiting.uid


def test_a_failure_is_written_down_and_raised(config: Config, engine: Engine, tasks: Tasks) -> None:
    """With a code, and the whole message."""
    run(config, engine, tasks, Source.COMMAND)
    for name in "abc":
        (config.posts / f"{name}.md").unlink()
    with pytest.raises(SyncRefused):
        run(config, engine, tasks, Source.SCHEDULE)
    refused = last(tasks)
    run(config, engine, tasks, Source.COMMAND, Options(force=True))

    assert (refused.status, refused.report) == (Status.FAILED, None)
    assert refused.error
    assert refused.error.code == "sync_refused"
    assert "sync again with --force" in refused.error.message
    assert (last(tasks).status, last(tasks).options) == (Status.SUCCEEDED, Options(force=True))


def test_a_missing_folder_is_a_failure(config: Config, engine: Engine, tasks: Tasks) -> None:
    """An unmounted disk, for instance."""
    with pytest.raises(PostsFolderError):
        run(replace(config, posts=config.posts / "none"), engine, tasks, Source.DUE)
    error = last(tasks).error

    assert error
    assert error.code == "posts_unreadable"


def test_a_sync_that_finds_another_running_is_not_written_down(config: Config, engine: Engine, tasks: Tasks) -> None:
    """What waits goes on waiting."""
    tasks.request(Source.REQUEST)
    other = open_engine(config.engine, config.index)
    with other.writing(), pytest.raises(IndexLocked):
        run(config, engine, tasks, Source.COMMAND)

    assert (tasks.count(), last(tasks).status) == (1, Status.ENQUEUED)


@pytest.mark.parametrize(
    ("error", "ended"),
    [(KeyboardInterrupt, (Status.CANCELED, CANCELED.code)), (ZeroDivisionError, (Status.FAILED, "internal"))],
)
def test_whatever_ends_a_sync_is_written_down(
    config: Config, engine: Engine, tasks: Tasks, error: type[BaseException], ended: tuple[Status, str]
) -> None:
    """Ctrl+C, and faults of ours."""

    def stop(_done: int, _of: int) -> None:
        raise error

    with pytest.raises(error):
        run(config, engine, tasks, Source.COMMAND, progress=stop)
    task = last(tasks)

    assert task.error
    assert (task.status, task.error.code) == ended
    assert task.error.message == ABOUT[task.error.code]


def _full(folder: Path) -> None:
    (folder / store.FILE).mkdir(parents=True)


def _taken(folder: Path) -> None:
    (folder / store.MARK).mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_full, _taken])
def test_a_sync_runs_even_if_it_cannot_be_written_down(
    config: Config, engine: Engine, tasks: Tasks, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    """The log says so, once and with the reason."""
    spoil(config.index)
    with caplog.at_level(logging.WARNING):
        outcome = run(config, engine, tasks, Source.COMMAND)

    assert outcome.report.added == 4
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith(f"This sync is not written down: {config.index / store.FILE}: ")


def git(folder: Path, *words: str) -> None:
    """Run git in *folder*."""
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_git_is_asked_before_anything_is_read(config: Config, engine: Engine, tasks: Tasks, tmp_path: Path) -> None:
    """If the setting says so."""
    git(config.posts, "init")
    git(config.posts, "add", ".")
    git(config.posts, "commit", "-m", "Four posts")
    git(tmp_path, "clone", "posts", "clone")
    (config.posts / "e.md").write_text(POST)
    git(config.posts, "add", ".")
    git(config.posts, "commit", "-m", "One more")
    cloned = replace(config, posts=tmp_path / "clone", schedule=Schedule(pull=True))

    assert run(cloned, engine, tasks, Source.COMMAND).report.indexed == 5


def test_a_failed_pull_keeps_nothing_from_being_indexed(config: Config, engine: Engine, tasks: Tasks) -> None:
    """The task has failed, and what it did is kept."""
    with pytest.raises(PullFailed):
        run(replace(config, schedule=Schedule(pull=True)), engine, tasks, Source.WEBHOOK)
    task = last(tasks)

    assert task.error
    assert task.report
    assert (task.status, task.error.code, task.report.added) == (Status.FAILED, "pull_failed", 4)
    assert "git pull failed" in task.error.message
    assert engine.generation == task.report.generation
