"""Dates as authors spell them, and as they stand in the names of files and folders."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from indexer.posts.quoted import quoted


class BadDate(ValueError):
    """A date that cannot be used, with the *code* under which it is reported."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


# The first letters of each month in English, German, French, Spanish, Portuguese and Italian.
_MONTHS = {
    beginning: month
    for month, beginnings in enumerate(
        (
            *("jan ene gen", "feb fev fév", "mar mär mrz", "apr avr abr", "may mai mag", "jun juin giu"),
            *("jul juil lug", "aug aoû aou ago", "sep set", "oct okt out ott", "nov", "dec dez déc dic"),
        ),
        start=1,
    )
    for beginning in beginnings.split()
}
_ZONES = {
    name: hours
    for hours, names in (
        *((-8, "pst"), (-7, "pdt mst"), (-6, "mdt cst"), (-5, "cdt est"), (-4, "edt"), (0, "z utc gmt wet")),
        *((1, "west bst cet"), (2, "cest eet"), (3, "eest msk"), (9, "jst kst"), (10, "aest"), (11, "aedt")),
    )
    for name in names.split()
}
"""Names of time zones, in hours east of UTC."""

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_TIME = rf"{_CLOCK}(?:\s*(?P<half>[ap]\.?m\b\.?))?"
_ZONE = r"(?P<zone>(?:gmt|utc)?\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,4})(?:\s*\([^)]*\))?"
_AT = rf"(?:(?:\s*t|,?\s+(?:(?:at|um|à|às|alle)\s+)?|\s+-\s+){_TIME}(?:\s*{_ZONE})?)?"
_WEEKDAY = r"(?:[^\W\d]{2,}\.?,?\s+)?"
_NUMBERED = r"(?:st|nd|rd|th|er|º|\.)?"
_NAME = r"(?P<name>[^\W\d]{3,})\.?"

_SPELLINGS = tuple(
    re.compile(spelling, re.IGNORECASE)
    for spelling in (
        rf"(?P<year>\d{{4}})(?P<separator>[-/.])(?P<month>\d{{1,2}})(?P=separator)(?P<day>\d{{1,2}})(?:\s+[^\W\d]{{2,}}\.?(?=\s|$))?{_AT}",
        rf"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d){_AT}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_NUMBERED}[\s-]*(?:(?:of|de)\s+)?{_NAME},?[\s-]+(?:del?\s+)?(?P<year>\d{{4}}){_AT}",
        rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}}){_NUMBERED},?\s+(?P<year>\d{{4}}){_AT}",
        rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?P<year>\d{{4}})(?:\s+{_ZONE})?",
        rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+{_ZONE}\s+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日号일]?{_AT}",
        rf"(?P<one>\d{{1,2}})(?P<separator>[-/.])(?P<two>\d{{1,2}})(?P=separator)(?P<year>\d{{4}}){_AT}",
    )
)
_OFFSET = re.compile(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?")
_LONGEST = 80
_EARLIEST = 1000
_ZERO = re.compile(r"0000-00-00|0001-01-01")

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.])(\d{1,2})\2(\d{1,2})(?!\d)|^((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_IN_FOLDERS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_])(\d\d)\2(\d\d)(?!\d)")


def parse(value: object) -> datetime | None:
    """The moment that *value* names, UTC where it gives no zone; None if it is empty or a generator's "no date".

    Raises:
        BadDate: it is no date, one that does not exist, or one that can be read in two ways.
    """
    typed = value.isoformat() if isinstance(value, date) else str(value or "")
    text = " ".join(typed.split()).strip("<>[] ")
    if not text or _ZERO.match(text):
        return None
    spellings = (spelling.fullmatch(text) for spelling in _SPELLINGS)
    found = next(filter(None, spellings), None) if len(text) <= _LONGEST else None
    if not found:
        raise _unreadable(value)
    try:
        return _moment(found.groupdict(""))
    except (ValueError, OverflowError) as error:
        if isinstance(error, BadDate):
            raise
        raise BadDate("bad-date", f"{quoted(value)} is not a date that exists ({error}); correct it.") from None


def in_path(path: str) -> datetime | None:
    """The date in the name of a file or its folders, or in the path of a URL, or None.

    Raises:
        BadDate: there is one, but it does not exist.
    """
    name = path.rstrip("/").rpartition("/")[2]
    found = _IN_NAME.search(name) or _IN_FOLDERS.search(path)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError as error:
        message = f"The path's {quoted(found[0])} is not a date that exists ({error}); correct it or set date."
        raise BadDate("bad-date", message) from None


def _unreadable(value: object) -> BadDate:
    return BadDate("bad-date", f"{quoted(value)} cannot be read as a date; write it as 2024-05-12 or 2024-05-12 08:00.")


def _moment(parts: dict[str, str]) -> datetime:
    """The moment of a spelling's *parts*; raises ValueError or OverflowError if there is none."""
    year = int(parts["year"])
    month, day = _month_and_day(parts)
    hour = int(parts["hour"] or 0)
    if half := parts["half"]:
        hour = hour % 12 + 12 * (half[0] in "pP")
    fraction = int(parts["fraction"][:6].ljust(6, "0")) if parts["fraction"] else 0
    clock = (hour, int(parts["minute"] or 0), int(parts["second"] or 0), fraction)
    moment = datetime(year, month, day, *clock, tzinfo=_zone(parts["zone"]))
    moment.astimezone(UTC)  # year 9999 in America is year 10000 in UTC
    if year < _EARLIEST:
        raise ValueError("the year needs four digits")
    return moment


def _month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    if name := parts.get("name", "").casefold():
        month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
        if not month:
            raise ValueError(f"{name} is no month")
        return month, int(parts["day"])
    if "one" not in parts:
        return int(parts["month"]), int(parts["day"])
    one, two = int(parts["one"]), int(parts["two"])
    if one > 12 or parts["separator"] == "." or one == two:  # with dots the day always comes first
        return two, one
    if two > 12:
        return one, two
    raise _ambiguous(parts, one, two)


def _ambiguous(parts: dict[str, str], one: int, two: int) -> BadDate:
    typed = parts["separator"].join((parts["one"], parts["two"], parts["year"]))
    readings = f"{parts['year']}-{two:02}-{one:02} or {parts['year']}-{one:02}-{two:02}"
    return BadDate("ambiguous-date", f"{quoted(typed)} can be read in two ways; write {readings}.")


def _zone(typed: str) -> tzinfo:
    if not typed:
        return UTC
    name = typed.casefold().replace(" ", "")
    if offset := _OFFSET.fullmatch(name):
        sign, hours, minutes = offset.groups("0")
        return timezone(timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1))
    if name not in _ZONES:
        raise ValueError(f"{name.upper()} is no time zone; use an offset such as +02:00")
    return timezone(timedelta(hours=_ZONES[name]))
