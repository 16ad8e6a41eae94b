"""The loop that keeps the index in step, run for real; each test ends it by what a sync told."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer import Access, Engine, open_engine
from service.config import Config, load
from service.schedule import keeper as keeping
from service.schedule.keeper import Keeper
from service.schedule.telling import Telling
from service.tasks.running import Outcome
from service.tasks.store import Tasks
from service.tasks.task import Options, Source, Status

Step = Callable[[], object]


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A loop that waits for what never comes fails."""

    def give_up(*_: object) -> None:
        raise TimeoutError("the keeper does not sync")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A blog that may be changed."""
    (tmp_path / "posts").mkdir()
    write(tmp_path / "posts", "a.md")
    return tmp_path / "posts"


def write(posts: Path, name: str, header: str = "") -> None:
    """A post."""
    (posts / name).write_text(f"---\ntitle: A post\n{header}---\nSome text in {name}.\n", encoding="utf-8")


class Kept:
    """What happens to an index that is kept; after each sync, or failure, comes the next of some steps."""

    def __init__(self, posts: Path, **schedule: str) -> None:
        flags = {f"schedule.{name}": value for name, value in schedule.items()}
        self.config: Config = load({"posts": str(posts), **flags}, environment={}, folder=posts.parent)
        self.tasks = Tasks(self.config.index)
        self.outcomes: list[tuple[Source, int]] = []
        self.warnings: list[str] = []
        self._steps: Iterator[Step] = iter(())

    def keep(self, *steps: Step, options: Options | None = None) -> None:
        """Keep it, until there is no other step."""
        self._steps = iter(steps)
        telling = Telling(lambda _line: None, self._warned)
        keeper = Keeper(
            self.config, telling, first=Source.COMMAND, options=options or Options(), synced=self._synced(telling)
        )
        with pytest.raises(KeyboardInterrupt):
            keeper.keep()

    def _synced(self, telling: Telling) -> Callable[[Outcome, Source], None]:
        def synced(outcome: Outcome, source: Source) -> None:
            self.outcomes.append((source, outcome.report.indexed))
            telling.recovered()
            self._step()

        return synced

    def _warned(self, line: str) -> None:
        self.warnings.append(line[20:])
        if "failed" in line:
            self._step()

    def _step(self) -> None:
        step = next(self._steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()


@pytest.mark.slow
def test_a_change_is_followed_by_a_sync(posts: Path) -> None:
    """One that came while a sync ran, too."""
    kept = Kept(posts, watch="true")

    kept.keep(lambda: write(posts, "b.md"), (posts / "a.md").unlink)

    assert kept.outcomes == [(Source.COMMAND, 1), (Source.WATCH, 2), (Source.WATCH, 1)]
    assert kept.warnings == []


@pytest.mark.slow
def test_the_timetable_is_kept(posts: Path) -> None:
    """And others may know of it, as long as it is."""
    kept = Kept(posts, every="1s")
    planned = []

    kept.keep(lambda: None, lambda: planned.append(kept.tasks.expectation()))

    assert kept.outcomes == [(Source.COMMAND, 1), (Source.SCHEDULE, 1), (Source.SCHEDULE, 1)]
    assert planned[0].next_run
    assert planned[0].stale_after
    assert planned[0].stale_after - planned[0].next_run == timedelta(seconds=1)
    assert kept.tasks.expectation().next_run is None
    assert kept.tasks.expectation().stale_after


def test_who_asks_for_a_sync_gets_one(posts: Path) -> None:
    """With the options that were asked for."""
    kept = Kept(posts)

    kept.keep(lambda: kept.tasks.request(Source.REQUEST, Options(rebuild=True)))

    assert [source for source, _ in kept.outcomes] == [Source.COMMAND, Source.REQUEST]
    newest, first = kept.tasks.latest(2)
    assert (newest.status, newest.options.rebuild) == (Status.SUCCEEDED, True)
    assert (first.status, first.source) == (Status.SUCCEEDED, Source.COMMAND)


@pytest.mark.slow
def test_the_first_sync_has_the_options_of_the_command(posts: Path) -> None:
    """Those after it have none: a rebuild each quarter of an hour is what nobody wants."""
    kept = Kept(posts, watch="true")

    kept.keep(lambda: write(posts, "b.md"), options=Options(rebuild=True))

    assert [task.options.rebuild for task in kept.tasks.latest(2)] == [False, True]


@pytest.mark.slow
def test_a_post_appears_when_it_is_due(posts: Path) -> None:
    """Nobody touches its file."""
    write(posts, "later.md", f"date: {datetime.now(UTC) + timedelta(seconds=3):%Y-%m-%dT%H:%M:%SZ}\n")
    kept = Kept(posts)

    kept.keep(lambda: None)

    assert kept.outcomes == [(Source.COMMAND, 1), (Source.DUE, 2)]


@pytest.mark.slow
def test_failures_are_told_and_outlived(posts: Path) -> None:
    """Here the folder is gone for a while."""
    kept, away = Kept(posts, watch="true"), posts.with_name("away")

    kept.keep(lambda: posts.rename(away), lambda: away.rename(posts))

    assert kept.outcomes == [(Source.COMMAND, 1), (Source.WATCH, 1)]
    assert kept.warnings == [
        f"The sync failed: {posts}: there is no such folder; name the folder that holds the posts.",
        "Syncing works again.",
    ]
    assert [task.status for task in kept.tasks.latest(3)] == [Status.SUCCEEDED, Status.FAILED, Status.SUCCEEDED]


@pytest.mark.slow
def test_what_nobody_foresaw_is_told_and_outlived(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its kind and in its own words."""
    right, failures = keeping.run, iter([ZeroDivisionError("division by zero")])

    def run(*arguments: object, **options: object) -> Outcome:
        for failure in failures:
            raise failure
        return right(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "run", run)
    kept = Kept(posts, watch="true")

    kept.keep(lambda: write(posts, "b.md"))

    assert kept.warnings == ["The sync failed: ZeroDivisionError: division by zero", "Syncing works again."]
    assert kept.outcomes == [(Source.WATCH, 2)]


@pytest.mark.slow
def test_who_syncs_elsewhere_is_waited_for(posts: Path) -> None:
    """It is no failure, and what was asked for is done afterwards."""
    kept = Kept(posts)
    kept.tasks.request(Source.WEBHOOK)
    locked = Event()

    def lock() -> None:
        with open_engine("whoosh", kept.config.index).writing():
            locked.set()
            time.sleep(2)

    other = Thread(target=lock)
    other.start()
    locked.wait()
    kept.keep()
    other.join()

    assert kept.warnings == []
    assert [task.status for task in kept.tasks.latest(5)] == [Status.SUCCEEDED]


def test_a_failed_pull_is_a_failure_with_a_sync(posts: Path) -> None:
    """Posts that are there are found."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    kept = Kept(posts, pull="true")

    kept.keep()

    (task,) = kept.tasks.latest(5)
    assert task.error
    assert task.error.code == "pull_failed"
    assert task.report
    assert task.report.indexed == 1
    assert "git pull failed" in kept.warnings[0]


@pytest.mark.slow
def test_syncs_go_on_where_nothing_can_be_written_down(posts: Path) -> None:
    """And not more often than they should."""
    kept = Kept(posts, every="1s")
    (kept.config.index / "tasks.db").mkdir(parents=True)

    kept.keep(lambda: None)

    assert kept.outcomes == [(Source.COMMAND, 1), (Source.SCHEDULE, 1)]
    told = [warning for warning in kept.warnings if "This sync is not written down" in warning]
    assert len(told) == len(set(told))
    assert told


@pytest.mark.slow
def test_one_engine_is_trusted_for_an_hour(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows which files it has read; then another one reads them all again."""
    opened: list[str] = []

    def counted(url: str, folder: Path, access: Access) -> Engine:
        opened.append(url)
        return open_engine(url, folder, access)

    monkeypatch.setattr(keeping, "open_engine", counted)
    Kept(posts, every="1s").keep(lambda: None, lambda: None)
    assert len(opened) == 1

    monkeypatch.setattr(keeping, "_TRUSTED", -1.0)
    Kept(posts, every="1s").keep(lambda: None, lambda: None)
    assert len(opened) == 1 + 1 + 3  # the one that is there at once is trusted no more, either
