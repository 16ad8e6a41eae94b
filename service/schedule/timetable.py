"""When the next sync is due by the settings: pure functions of the time that is handed in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from cronsim import CronSim

from service.config import Schedule

SMALL_STEP = timedelta(hours=3)
"""A clock that was set back by less than this repeats no tick of cron, as in cron(8)."""


class LocalTime(tzinfo):
    """The machine's own time zone, with all its changes to summer time and back.

    `datetime.astimezone` knows only the offset that holds at one moment.
    """

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """How far *moment* is ahead of UTC."""
        return moment.replace(tzinfo=None).astimezone().utcoffset() if moment else None

    def dst(self, _moment: datetime | None, /) -> timedelta | None:
        """Not told by Python apart from the offset."""
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        """What the zone is called at *moment*."""
        return moment.replace(tzinfo=None).astimezone().tzname() if moment else None

    def fromutc(self, moment: datetime, /) -> datetime:
        """*moment*, given in UTC, as a clock on the wall shows it."""
        return datetime.fromtimestamp(moment.replace(tzinfo=UTC).timestamp()).replace(tzinfo=self)  # noqa: DTZ006


_LOCAL = LocalTime()


def next_run(schedule: Schedule, last: datetime, now: datetime) -> datetime | None:
    """The first moment after *now* at which to sync, if the last sync by the timetable began at *last*.

    None if there is no timetable. Moments that passed while a sync ran, or while the machine slept, are made up for by
    one sync and never by several. With ``every``, they keep their distance from the beginning of the last sync. A
    *last* that lies in the future tells of a clock that was set back.
    """
    if schedule.every:
        passed = (now - last) // schedule.every if last <= now else -1
        return last + (passed + 1) * schedule.every if passed >= 0 else now + schedule.every
    if schedule.cron:
        since = last if timedelta() < last - now < SMALL_STEP else now
        return next(_ticks(schedule.cron, since), None)
    return None


def stale_after(schedule: Schedule, success: datetime) -> datetime | None:
    """When the index is too old, if nothing has succeeded since the sync that began at *success*.

    That is after two intervals, or at the second of cron's times; None if there is no timetable.
    """
    if schedule.every:
        return success + 2 * schedule.every
    if schedule.cron:
        return next(islice(_ticks(schedule.cron, success), 1, None), None)
    return None


def _ticks(cron: str, after: datetime) -> Iterator[datetime]:
    """The times of *cron* after a moment, in UTC.

    As Debian's cron has it: what is skipped when summer time begins runs right afterwards, what comes twice when it
    ends runs once, and wildcards go by the time that really passes.
    """
    for tick in CronSim(cron, after.astimezone(_LOCAL)):
        moment = tick.astimezone(UTC)
        if moment > after:
            yield moment
