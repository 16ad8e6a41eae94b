"""What is to be done when: a pure record of what has been, asked with the time that it is."""

from datetime import datetime, timedelta

from indexer import SyncReport
from service.config import Schedule
from service.schedule.timetable import next_run, stale_after
from service.tasks.task import Expectation, Source

RETRY = timedelta(seconds=10)
"""How long after a failed sync to try again; twice as long after each that fails, too."""
RETRY_AT_MOST = timedelta(minutes=10)


class Agenda:
    """Says why to sync, if there is a reason, and what to expect.

    It trusts no clock: where the time was set back, what lay ahead is planned anew, and where it leapt forward, one
    sync makes up for all that were missed.
    """

    def __init__(self, schedule: Schedule, now: datetime) -> None:
        self._schedule = schedule
        self._last = now
        self._latest = now
        self._next_run = next_run(schedule, now, now)
        self._next_due: datetime | None = None
        self._stale_after: datetime | None = None
        self._retry: tuple[datetime, Source] | None = None
        self._failures = 0

    @property
    def expectation(self) -> Expectation:
        """The next sync that is certain to come, and when the index is too old."""
        planned = (self._next_run, self._retry[0] if self._retry else self._next_due)
        return Expectation(min((moment for moment in planned if moment), default=None), self._stale_after)

    def reason(self, now: datetime) -> Source | None:
        """Why to sync at *now*, or None."""
        if now < self._latest:
            self._set_back(now)
        self._latest = now
        if self._next_run and self._next_run <= now:
            return Source.SCHEDULE
        if self._retry:
            return self._retry[1] if self._retry[0] <= now else None
        return Source.DUE if self._next_due and self._next_due <= now else None

    def succeeded(self, report: SyncReport, began: datetime, now: datetime) -> None:
        """A sync that *began* then has done what *report* tells."""
        self._failures, self._retry = 0, None
        self._next_due = report.next_due
        self._stale_after = stale_after(self._schedule, began)
        self._ended(began, now)

    def failed(self, source: Source, began: datetime, now: datetime) -> None:
        """A sync that *began* then, for the reason *source*, has failed."""
        pause: timedelta = min(RETRY * 2 ** min(self._failures, 10), RETRY_AT_MOST)
        self._failures += 1
        self._retry = now + pause, source
        self._ended(began, now)

    def _ended(self, began: datetime, now: datetime) -> None:
        self._last = began
        self._next_run = next_run(self._schedule, began, now)

    def _set_back(self, now: datetime) -> None:
        self._next_run = next_run(self._schedule, self._last, now)
        if self._retry:
            self._retry = min(self._retry[0], now + RETRY_AT_MOST), self._retry[1]
