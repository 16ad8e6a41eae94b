"""A task: one sync, from the moment it is asked for until it has ended, and long after."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from indexer import SyncReport


class Status(StrEnum):
    """How far a task is, in the words that Meilisearch made common."""

    ENQUEUED = "enqueued"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class Source(StrEnum):
    """Who asked for a sync.

    A command, the service as it starts, the schedule, a change that was seen, a post that became due, a request that
    proved its right by the key, or a webhook.
    """

    COMMAND = "command"
    SERVE = "serve"
    SCHEDULE = "schedule"
    WATCH = "watch"
    DUE = "due"
    REQUEST = "request"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Options:
    """What a sync may be told: to read and index everything anew, to apply even if most posts would be removed."""

    rebuild: bool = False
    force: bool = False

    def __or__(self, other: "Options") -> "Options":
        """What either demands."""
        return Options(self.rebuild or other.rebuild, self.force or other.force)

    def __ge__(self, other: "Options") -> bool:
        """Whether they demand all that *other* does."""
        return self | other == self


class TaskError(NamedTuple):
    """Why a task failed: a short stable *code*, and a *message* for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """One sync.

    Attributes:
        uid: Its number, from 1; never given twice.
        status: How far it is.
        source: Who asked for it first.
        options: What it was told.
        requests: How many asked for it: who asks while it waits gets the same one.
        enqueued_at: When it was asked for.
        started_at: When it began, or None.
        finished_at: When it ended, or None. Of a task whose process died: when that was noticed.
        report: What it found and did, with at most `MAX_PROBLEMS` problems; None if it did not come so far.
        total_problems: How many problems there were.
        error: Why it failed, or None.
    """

    uid: int
    status: Status
    source: Source
    options: Options
    requests: int
    enqueued_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    report: SyncReport | None = None
    total_problems: int = 0
    error: TaskError | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of the time to come.

    Attributes:
        next_run: When the next sync is due, or None.
        stale_after: When the index counts as stale unless a sync has succeeded by then; None for never.
    """

    next_run: datetime | None = None
    stale_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How syncing stands.

    Attributes:
        begun: The task that began last, or None; it may be running.
        ended: The task that ended last, however it did, or None.
        succeeded: The last one that succeeded, or None.
        expectation: What is to come.
    """

    begun: Task | None = None
    ended: Task | None = None
    succeeded: Task | None = None
    expectation: Expectation = Expectation()


MAX_PROBLEMS = 100
"""How many problems of a sync are kept with its task."""

LOST = (Status.FAILED, Status.CANCELED)

INTERRUPTED = TaskError("interrupted", "The process that ran this sync died; the next sync does its work.")
