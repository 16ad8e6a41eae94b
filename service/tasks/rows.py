"""Tasks as rows of the database: read and written without loss, whatever names of files they speak of."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from indexer import Problem, SyncReport
from service.tasks.database import Damaged
from service.tasks.task import INTERRUPTED, MAX_PROBLEMS, Options, Source, Status, Task, TaskError

_MOMENTS = ("synced_at", "next_due")

# A task whose process has died is over, though nobody was left to write it down.
_SEEN = """
    WITH seen AS (
        SELECT uid, iif(status = 'processing' AND NOT is_running(), 'failed', status) AS status, turn, source, rebuild,
            force, requests, enqueued_at, started_at, finished_at, report, total_problems, error
        FROM tasks
    )
"""


def select(connection: Connection, which: str, *values: object) -> list[Task]:
    """The tasks that *which* (all of SQL that follows the table's name) chooses; raises Damaged if one is none."""
    found = connection.execute(f"{_SEEN} SELECT * FROM seen {which}", values)  # noqa: S608  (callers name constants)
    return [_task(row) for row in found]


def count(connection: Connection, which: str, *values: object) -> int:
    """How many tasks *which* chooses."""
    found = connection.execute(f"{_SEEN} SELECT count(*) FROM seen {which}", values)  # noqa: S608  (as above)
    return int(found.fetchone()[0])


def _task(row: Sequence[Any]) -> Task:
    uid, status, _, source, rebuild, force, requests, enqueued, started, finished, report, total, error = row
    try:
        return Task(
            uid=uid,
            status=Status(status),
            source=Source(source),
            options=Options(bool(rebuild), bool(force)),
            requests=int(requests),
            enqueued_at=datetime.fromisoformat(enqueued),
            started_at=moment(started),
            finished_at=moment(finished),
            report=_report(report) if report else None,
            total_problems=int(total),
            error=_error(status, error),
        )
    except (ValueError, TypeError, LookupError) as reason:
        raise Damaged(f"task {uid}: {reason}") from reason


def moment(text: str | None) -> datetime | None:
    """The moment that *text* names, or None."""
    return datetime.fromisoformat(text) if text else None


def moment_text(when: datetime | None) -> str | None:
    """*when* as text, or None."""
    return when.astimezone(UTC).isoformat() if when else None


def report_text(report: SyncReport) -> str:
    """*report* as JSON, with its first problems."""
    told = asdict(report) | {name: moment_text(getattr(report, name)) for name in _MOMENTS}
    problems = [[one.path, one.line, one.code, one.message] for one in report.problems[:MAX_PROBLEMS]]
    return json.dumps(told | {"problems": problems})


def error_text(error: TaskError) -> str:
    """*error* as JSON."""
    return json.dumps(error)


def _report(text: str) -> SyncReport:
    told = json.loads(text)
    problems = tuple(Problem(*problem) for problem in told["problems"])
    return SyncReport(**{**told, **{name: moment(told[name]) for name in _MOMENTS}, "problems": problems})


def _error(status: str, text: str | None) -> TaskError | None:
    if text:
        return TaskError(*json.loads(text))
    return INTERRUPTED if status == Status.FAILED else None
