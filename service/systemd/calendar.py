"""Cron's times as systemd writes them; systemd.time(7)."""

from collections.abc import Collection, Iterator
from datetime import datetime

from cronsim import CronSim

_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class NotInCalendar(Exception):
    """systemd has no way to write these times; the message says which, and what to do."""


def on_calendar(cron: str) -> tuple[str, ...]:
    """What stands behind ``OnCalendar=`` for the same times, once for each such line; raises NotInCalendar.

    Where cron names both days of the month and days of the week, either will do, which takes two lines.
    """
    times = CronSim(cron, datetime(2000, 1, 1))  # noqa: DTZ001  (only to have the fields read)
    days, weekdays = _numbers(times.days, cron), _numbers(times.weekdays, cron)
    of_month = _listed(days, range(1, 32))
    of_week = "" if {day % 7 for day in weekdays} >= set(range(7)) else _named(weekdays)
    month = _listed(times.months, range(1, 13))
    clock = f"{_listed(times.hours, range(24))}:{_listed(times.minutes, range(60))}:00"
    which = ((of_week, of_month),) if times.day_and else (("", of_month), (of_week, "*"))
    return tuple(f"{weekday} *-{month}-{day} {clock}".lstrip() for weekday, day in which)


def _numbers(field: Collection[object], cron: str) -> set[int]:
    numbers = {value for value in field if isinstance(value, int) and value >= 0}
    if len(numbers) < len(field):
        raise NotInCalendar(f"{cron}: systemd cannot tell the last day, or a weekday of one week; name days by number.")
    return numbers


def _named(weekdays: Collection[int]) -> str:
    return ",".join(_DAYS[day] for day in sorted({day % 7 for day in weekdays}, key=lambda day: (day - 1) % 7))


def _listed(numbers: Collection[int], every: range) -> str:
    if set(numbers) >= set(every):
        return "*"
    return ",".join(_runs(sorted(numbers)))


def _runs(numbers: list[int]) -> Iterator[str]:
    """Three and more in a row as a range."""
    while numbers:
        row = next((at for at, number in enumerate(numbers) if number != numbers[0] + at), len(numbers))
        row = row if row > 2 else 1
        yield f"{numbers[0]:02}..{numbers[row - 1]:02}" if row > 1 else f"{numbers[0]:02}"
        numbers = numbers[row:]
