"""All tasks of an index, in one file that its processes share."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection

from indexer import SyncReport
from service.tasks import rows
from service.tasks.database import Database
from service.tasks.mark import Mark
from service.tasks.task import INTERRUPTED, LOST, Expectation, Options, Source, Standing, Status, Task, TaskError

FILE = "tasks.db"
MARK = "tasks.lock"
KEPT = 1_000
"""How many tasks are kept, the newest; and the last that succeeded, however old."""

PLAIN = Options()

_ADD = "INSERT INTO tasks (status, source, rebuild, force, enqueued_at) VALUES (?, ?, ?, ?, ?)"
_JOIN = "UPDATE tasks SET requests = requests + 1, rebuild = ?, force = ? WHERE uid = ?"
_BEGIN = """
    UPDATE tasks SET status = 'processing', rebuild = ?, force = ?, started_at = ?,
        turn = (SELECT coalesce(max(turn), 0) + 1 FROM tasks)
    WHERE uid = ?
"""
_END = "UPDATE tasks SET status = ?, finished_at = ?, report = ?, total_problems = ?, error = ? WHERE uid = ?"
_INTERRUPT = "UPDATE tasks SET status = 'failed', finished_at = ?, error = ? WHERE status = 'processing'"
_PRUNE = """
    DELETE FROM tasks
    WHERE uid <= (SELECT max(uid) FROM tasks) - ? AND status NOT IN ('enqueued', 'processing')
        AND uid <> coalesce((SELECT uid FROM tasks WHERE status = 'succeeded' ORDER BY turn DESC LIMIT 1), 0)
"""
_PRUNE_DELIVERIES = "DELETE FROM deliveries WHERE uid NOT IN (SELECT uid FROM tasks)"
_REMEMBER = "INSERT OR REPLACE INTO deliveries VALUES (?, ?)"
_DELIVERED = "WHERE uid = (SELECT uid FROM deliveries WHERE digest = ?)"
_LAST_BEGUN = "WHERE turn > 0 ORDER BY turn DESC LIMIT 1"
_LAST_ENDED = "WHERE turn > 0 AND status <> 'processing' ORDER BY turn DESC LIMIT 1"
_LAST_SUCCEEDED = "WHERE status = 'succeeded' ORDER BY turn DESC LIMIT 1"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Tasks:
    """The tasks in *folder*; nothing is read or written before the first use, and reading writes nothing.

    One task at most waits, until the next sync takes it along, and one at most is running. Every method but `version`
    raises TasksUnavailable when the file cannot be used.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = _utc_now) -> None:
        self._database = Database(folder / FILE)
        self._mark = Mark(folder / MARK)
        self._now = now

    def request(self, source: Source, options: Options = PLAIN, delivery: str = "") -> Task:
        """The task that will do what is asked for: the one that waits already, or else a new one.

        A *delivery* that came before gives its task again, unless that failed.
        """
        digest = sha256(delivery.encode("utf-8", "surrogatepass")).digest()
        with self._writing() as connection:
            delivered = _first(connection, _DELIVERED, digest) if delivery else None
            if delivered and delivered.status not in LOST:
                return delivered
            waiting = _waiting(connection)
            if waiting:
                uid, options = waiting.uid, waiting.options | options
                connection.execute(_JOIN, (options.rebuild, options.force, uid))
            else:
                uid = self._add(connection, Status.ENQUEUED, source, options)
            if delivery:
                connection.execute(_REMEMBER, (digest, uid))
            return _of_uid(connection, uid)

    def waiting(self) -> Task | None:
        """The task that waits, or None."""
        with self._reading() as connection:
            return _waiting(connection)

    def begin(self, source: Source, options: Options = PLAIN) -> Task:
        """The task of a sync that begins now: the one that waits, if *options* are all that it demands, or a new one.

        Called when no other sync can run any more. Whatever is still said to run has died, therefore, and is marked as
        failed. `succeed`, `fail` or `cancel` must follow.
        """
        with self._marked(), self._writing() as connection:
            connection.execute(_INTERRUPT, (self._moment(), rows.error_text(INTERRUPTED)))
            waiting = _waiting(connection)
            if waiting and options >= waiting.options:
                uid = waiting.uid
            else:
                uid = self._add(connection, Status.PROCESSING, source, options)
            connection.execute(_BEGIN, (options.rebuild, options.force, self._moment(), uid))
            connection.execute(_PRUNE, (KEPT,))
            connection.execute(_PRUNE_DELIVERIES)
            return _of_uid(connection, uid)

    def succeed(self, uid: int, report: SyncReport) -> None:
        """Write down that the task has done what *report* tells."""
        self._end(uid, Status.SUCCEEDED, report)

    def fail(self, uid: int, error: TaskError, report: SyncReport | None = None) -> None:
        """Write down why the task failed, and what it did all the same."""
        self._end(uid, Status.FAILED, report, error)

    def cancel(self, uid: int, error: TaskError) -> None:
        """Write down that the task was told to stop."""
        self._end(uid, Status.CANCELED, None, error)

    def get(self, uid: int) -> Task | None:
        """The task of that number, or None."""
        with self._reading() as connection:
            return _first(connection, "WHERE uid = ?", uid)

    def latest(self, limit: int, up_to: int | None = None, statuses: Sequence[Status] = ()) -> list[Task]:
        """The newest *limit* tasks, the newest first: of those with a number *up_to* this, in one of *statuses*."""
        which, values = _in(statuses)
        with self._reading() as connection:
            return rows.select(
                connection, f"{which} AND uid <= ifnull(?, uid) ORDER BY uid DESC LIMIT ?", *values, up_to, limit
            )

    def count(self, statuses: Sequence[Status] = ()) -> int:
        """How many tasks there are in one of *statuses*, or in any."""
        which, values = _in(statuses)
        with self._reading() as connection:
            return rows.count(connection, which, *values)

    def last_success(self) -> Task | None:
        """The task that succeeded last, or None."""
        with self._reading() as connection:
            return _first(connection, _LAST_SUCCEEDED)

    def standing(self) -> Standing:
        """How syncing stands, at one moment."""
        with self._reading() as connection:
            return Standing(
                _first(connection, _LAST_BEGUN),
                _first(connection, _LAST_ENDED),
                _first(connection, _LAST_SUCCEEDED),
                _expectation(connection),
            )

    def version(self) -> int:
        """A number that changes with every change by anybody, for 5 µs; a task whose process dies changes nothing."""
        return self._database.version()

    def expect(self, expectation: Expectation) -> None:
        """Write down what is to come."""
        moments = rows.moment_text(expectation.next_run), rows.moment_text(expectation.stale_after)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO expectation VALUES (1, ?, ?)", moments)

    def expectation(self) -> Expectation:
        """What was said last of what is to come."""
        with self._reading() as connection:
            return _expectation(connection)

    def _add(self, connection: Connection, status: Status, source: Source, options: Options) -> int:
        row = (status, source, options.rebuild, options.force, self._moment())
        return int(connection.execute(_ADD, row).lastrowid or 0)

    def _end(self, uid: int, status: Status, report: SyncReport | None, error: TaskError | None = None) -> None:
        told = rows.report_text(report) if report else None
        problems = len(report.problems) if report else 0
        why = rows.error_text(error) if error else None
        try:
            with self._writing() as connection:
                connection.execute(_END, (status, self._moment(), told, problems, why, uid))
        finally:
            self._mark.clear()

    def _moment(self) -> str | None:
        return rows.moment_text(self._now())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            connection.create_function("is_running", 0, self._mark.is_set)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            connection.create_function("is_running", 0, self._mark.is_set)
            yield connection

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Mark this process as the one that runs a task, unless that cannot be written down."""
        with self._database.explained():
            self._mark.set()
        try:
            yield
        except BaseException:
            self._mark.clear()
            raise


def _first(connection: Connection, which: str, *values: object) -> Task | None:
    return next(iter(rows.select(connection, which, *values)), None)


def _of_uid(connection: Connection, uid: int) -> Task:
    (task,) = rows.select(connection, "WHERE uid = ?", uid)
    return task


def _waiting(connection: Connection) -> Task | None:
    return _first(connection, "WHERE status = 'enqueued'")


def _in(statuses: Sequence[Status]) -> tuple[str, Sequence[Status]]:
    """The condition that a task is in one of *statuses*, or in any if there are none."""
    return (f"WHERE status IN ({', '.join('?' * len(statuses))})" if statuses else "WHERE true"), statuses


def _expectation(connection: Connection) -> Expectation:
    row = connection.execute("SELECT next_run, stale_after FROM expectation").fetchone()
    return Expectation(*map(rows.moment, row)) if row else Expectation()
