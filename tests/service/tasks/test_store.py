"""All tasks: at most one waits, one runs, and nothing that was asked for is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer import SyncReport
from service.tasks import store
from service.tasks.database import TasksUnavailable
from service.tasks.store import Tasks
from service.tasks.task import INTERRUPTED, Expectation, Options, Source, Standing, Status, TaskError
from tests.service.tasks.conftest import START

REPORT = SyncReport(START, "1-a", 3, 2, 0, added=2, left_out={"draft": 1})
FAULT = TaskError("sync_refused", "/srv/posts: this sync would remove 9 of 10 posts.")

ASK_TEN_TIMES = """
import os, sys
from pathlib import Path
from service.tasks.store import Tasks
from service.tasks.task import Options, Source
for number in range(10):
    if not os.fork():
        task = Tasks(Path(sys.argv[1])).request(Source.REQUEST, Options(force=number == 7))
        # One write: print writes the number and the end of the line apart where output is not buffered.
        os.write(1, f"{task.uid}\\n".encode())
        os._exit(0)
for _ in range(10):
    os.wait()
"""

BEGIN = """
import sys, time
from pathlib import Path
from service.tasks.store import Tasks
from service.tasks.task import Source
print(Tasks(Path(sys.argv[1])).begin(Source.COMMAND).uid, flush=True)
time.sleep(60)
"""


def done(tasks: Tasks, source: Source = Source.SCHEDULE) -> int:
    """The number of a task that has just succeeded."""
    uid = tasks.begin(source).uid
    tasks.succeed(uid, REPORT)
    return uid


def test_nothing_is_known_before_anything_was_asked(tasks: Tasks, folder: Path) -> None:
    """And no file comes of looking."""
    assert (tasks.waiting(), tasks.get(1), tasks.latest(10), tasks.count(), tasks.last_success()) == (
        None,
        None,
        [],
        0,
        None,
    )
    assert (tasks.standing(), tasks.expectation(), tasks.version()) == (Standing(), Expectation(), 0)
    assert not folder.exists()


def test_a_task_goes_its_way(tasks: Tasks) -> None:
    """From being asked for to its end; each step has its time."""
    asked = tasks.request(Source.WEBHOOK)
    waiting = tasks.waiting()
    begun = tasks.begin(Source.WEBHOOK)
    nobody = tasks.waiting()
    tasks.succeed(begun.uid, REPORT)
    ended = tasks.get(asked.uid)

    assert asked == waiting
    assert (asked.uid, asked.status, asked.source) == (1, Status.ENQUEUED, Source.WEBHOOK)
    assert (begun.uid, begun.status, nobody) == (1, Status.PROCESSING, None)
    assert ended
    assert (ended.status, ended.report, ended.error) == (Status.SUCCEEDED, REPORT, None)
    assert ended.started_at
    assert ended.finished_at
    assert START <= ended.enqueued_at < ended.started_at < ended.finished_at


def test_who_asks_while_a_task_waits_gets_the_same(tasks: Tasks) -> None:
    """It does all that anybody demands, and knows how many asked; who asked first is its source."""
    tasks.request(Source.WEBHOOK)
    tasks.request(Source.REQUEST, Options(force=True))
    joined = tasks.request(Source.REQUEST, Options(rebuild=True))

    assert (joined.uid, joined.requests, joined.source) == (1, 3, Source.WEBHOOK)
    assert joined.options == Options(rebuild=True, force=True)
    assert tasks.count() == 1


def test_who_asks_while_a_sync_runs_gets_another(tasks: Tasks) -> None:
    """The running one may have read what has changed since."""
    running = tasks.begin(Source.SCHEDULE)
    asked = tasks.request(Source.REQUEST)
    tasks.succeed(running.uid, REPORT)
    waiting = tasks.waiting()

    assert waiting == asked
    assert asked.uid != running.uid


def test_a_sync_takes_the_waiting_task_along_if_it_does_enough(tasks: Tasks) -> None:
    """It begins after the task was asked for, so it does its work; but not if more was demanded."""
    tasks.request(Source.REQUEST, Options(force=True))
    plain = tasks.begin(Source.COMMAND)
    tasks.succeed(plain.uid, REPORT)
    still = tasks.waiting()
    forced = tasks.begin(Source.COMMAND, Options(force=True, rebuild=True))

    assert plain.uid == 2
    assert still
    assert still.uid == 1
    assert (forced.uid, forced.source, forced.requests) == (1, Source.REQUEST, 1)
    assert forced.options == Options(force=True, rebuild=True)
    assert tasks.waiting() is None


def test_ten_processes_that_ask_at_once_get_one_task(folder: Path) -> None:
    """While one runs: the one that waits counts them all."""
    tasks = Tasks(folder)
    running = tasks.begin(Source.SERVE)
    asked = subprocess.run([sys.executable, "-c", ASK_TEN_TIMES, str(folder)], stdout=subprocess.PIPE, check=True)
    (waiting, first) = tasks.latest(10)

    assert asked.stdout.split() == [b"2"] * 10
    assert (waiting.status, waiting.requests, waiting.options) == (Status.ENQUEUED, 10, Options(force=True))
    assert (first.uid, first.status) == (running.uid, Status.PROCESSING)


def test_a_task_whose_process_died_has_failed(folder: Path, tasks: Tasks) -> None:
    """Everybody sees so at once; the next to begin writes it down."""
    with subprocess.Popen([sys.executable, "-c", BEGIN, str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        uid = int(process.stdout.readline())
        running = tasks.get(uid)
        process.kill()
    dead = tasks.get(uid)
    assert running
    assert dead

    assert (running.status, dead.status, dead.error) == (Status.PROCESSING, Status.FAILED, INTERRUPTED)
    assert tasks.latest(5, statuses=[Status.FAILED]) == [dead]
    assert (tasks.count([Status.FAILED]), tasks.count([Status.PROCESSING])) == (1, 0)
    assert dead.finished_at is None
    tasks.begin(Source.SERVE)
    written = tasks.get(uid)
    assert written
    assert (written.status, written.error) == (Status.FAILED, INTERRUPTED)
    assert written.finished_at


def test_a_delivery_is_taken_once(tasks: Tasks) -> None:
    """While its task waits, runs, and after it has succeeded."""
    first = tasks.request(Source.WEBHOOK, delivery="d1")
    waiting = tasks.request(Source.WEBHOOK, delivery="d1")
    tasks.begin(Source.WEBHOOK)
    running = tasks.request(Source.WEBHOOK, delivery="d1")
    tasks.succeed(first.uid, REPORT)
    ended = tasks.request(Source.WEBHOOK, delivery="d1")
    other = tasks.request(Source.WEBHOOK, delivery="d2")

    assert [task.uid for task in (first, waiting, running, ended, other)] == [1, 1, 1, 1, 2]
    assert [task.requests for task in (waiting, ended)] == [1, 1]


def test_a_delivery_is_taken_again_if_its_task_failed(tasks: Tasks) -> None:
    """Who delivers it again wants it done."""
    tasks.request(Source.WEBHOOK, delivery="d1")
    tasks.fail(tasks.begin(Source.WEBHOOK).uid, FAULT)
    again = tasks.request(Source.WEBHOOK, delivery="d1")
    once_more = tasks.request(Source.WEBHOOK, delivery="d1")

    assert [(task.uid, task.requests) for task in (again, once_more)] == [(2, 1), (2, 1)]


def test_how_syncing_stands(tasks: Tasks) -> None:
    """The last that began, ended and succeeded, in the order in which they began and not that of their numbers."""
    tasks.request(Source.REQUEST, Options(force=True))
    good = done(tasks)
    bad = tasks.begin(Source.REQUEST, Options(force=True)).uid
    tasks.fail(bad, FAULT, REPORT)
    running = tasks.begin(Source.COMMAND).uid
    stands = tasks.standing()
    assert stands.begun
    assert stands.ended
    assert stands.succeeded

    assert (stands.begun.uid, stands.ended.uid, stands.succeeded.uid) == (running, bad, good) == (3, 1, 2)
    assert (stands.ended.error, stands.ended.report) == (FAULT, REPORT)
    assert tasks.last_success() == stands.succeeded


def test_what_is_to_come_is_known_to_all(tasks: Tasks, folder: Path) -> None:
    """The last word counts."""
    tasks.expect(Expectation(START))
    tasks.expect(Expectation(None, START))

    assert Tasks(folder).expectation() == Expectation(None, START) == Tasks(folder).standing().expectation


def test_tasks_are_listed_in_pages(tasks: Tasks) -> None:
    """The newest first, of any status or of some."""
    for _ in range(5):
        done(tasks)
    tasks.cancel(tasks.begin(Source.COMMAND).uid, FAULT)

    assert [task.uid for task in tasks.latest(2)] == [6, 5]
    assert [task.uid for task in tasks.latest(2, up_to=4)] == [4, 3]
    assert [task.uid for task in tasks.latest(9, statuses=[Status.SUCCEEDED])] == [5, 4, 3, 2, 1]
    assert tasks.latest(0) == []
    assert (tasks.count(), tasks.count([Status.CANCELED, Status.FAILED])) == (6, 1)


def test_old_tasks_are_forgotten(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """But not the one that waits, nor the last that succeeded; a number is never given twice."""
    monkeypatch.setattr(store, "KEPT", 3)
    tasks.request(Source.WEBHOOK, Options(force=True), delivery="d1")
    done(tasks)
    good = done(tasks)
    for _ in range(5):
        tasks.fail(tasks.begin(Source.SCHEDULE).uid, FAULT)

    assert [task.uid for task in tasks.latest(10)] == [8, 7, 6, good, 1]
    assert tasks.request(Source.WEBHOOK, delivery="d1").uid == 1
    assert done(tasks) == 9


def test_a_list_that_cannot_be_written_marks_nothing(tasks: Tasks, folder: Path) -> None:
    """Nobody seems to be running then."""
    folder.mkdir()
    (folder / store.FILE).mkdir()
    with pytest.raises(TasksUnavailable, match=r"tasks\.db"):
        tasks.begin(Source.COMMAND)
    (folder / store.FILE).rmdir()

    assert done(Tasks(folder)) == 1
