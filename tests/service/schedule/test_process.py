"""The keeper's process: there is one, it is replaced when it dies, and it ends with the block."""

import multiprocessing
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.config import Config, load
from service.schedule.process import Pauses, keeping
from service.tasks.store import Tasks
from service.tasks.task import Expectation, Source, Status


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A blog that may be changed."""
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "a.md").write_text("# A post\n\nSome text.\n")
    return folder


def config(posts: Path, **flags: str) -> Config:
    """Settings of a service."""
    named = {name.replace("_", "."): value for name, value in flags.items()}
    return load({"posts": str(posts), **named}, environment={}, folder=posts.parent)


def wait_for(condition: Callable[[], object]) -> None:
    """Return when *condition* holds; fail if that takes very long."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it does not come")


def indexed(tasks: Tasks) -> int:
    """How many posts the last sync has indexed."""
    last = tasks.last_success()
    return last.report.indexed if last and last.report else 0


@pytest.mark.slow
def test_posts_are_kept_in_step_beside_the_block(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first sync on; and the process ends with the block."""
    monkeypatch.setattr("service.schedule.process.STOP_WITHIN", 60.0)  # it steps back behind all that is busy here
    settings = config(posts, schedule_watch="true")
    tasks = Tasks(settings.index)

    with keeping(settings):
        wait_for(lambda: indexed(tasks) == 1)
        (posts / "b.md").write_text("# Another\n\nSome text.\n")
        wait_for(lambda: indexed(tasks) == 2)
        (keeper,) = multiprocessing.active_children()

    assert keeper.exitcode == 0
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_key_alone_is_a_reason(posts: Path) -> None:
    """Somebody may ask for a sync."""
    settings = config(posts, key="k" * 16)
    tasks = Tasks(settings.index)

    with keeping(settings):
        wait_for(lambda: indexed(tasks) == 1)
        asked = tasks.request(Source.REQUEST)
        wait_for(lambda: (task := tasks.get(asked.uid)) and task.status is Status.SUCCEEDED)


@pytest.mark.slow
def test_a_keeper_that_dies_is_replaced(posts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Loudly, and the next one looks at once for what has changed meanwhile."""
    settings = config(posts, schedule_watch="true")
    tasks = Tasks(settings.index)

    with keeping(settings):
        wait_for(lambda: indexed(tasks) == 1)
        for keeper in multiprocessing.active_children():
            keeper.kill()
        (posts / "b.md").write_text("# Another\n\nSome text.\n")
        wait_for(lambda: indexed(tasks) == 2)

    assert "What keeps the index in step has ended (-9), and is started again." in capfd.readouterr().err


def test_without_schedule_and_key_there_is_none(posts: Path) -> None:
    """What an earlier service has planned is void then."""
    settings = config(posts)
    tasks = Tasks(settings.index)
    tasks.expect(Expectation(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)))

    with keeping(settings):
        assert multiprocessing.active_children() == []

    assert tasks.expectation() == Expectation()


def test_deaths_in_a_row_are_met_with_patience() -> None:
    """Twice as long each time, and not for ever; whoever was told to stop is not replaced at once."""
    pauses = Pauses()

    assert [pauses.after(-9, lived=1) for _ in range(8)] == [2, 4, 8, 16, 32, 60, 60, 60]
    assert pauses.after(1, lived=3_600) == 1
    assert pauses.after(0, lived=1) == pauses.after(-signal.SIGTERM, lived=1) == 20
