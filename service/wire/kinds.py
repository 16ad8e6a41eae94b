"""What a parameter's value may be: how it is read, what to write instead, and the same as JSON Schema."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from indexer import FACETS, Sort, ValueOrder

MAX_VALUE_LENGTH = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a parameter's value may be.

    Attributes:
        read: The value of a text; raises ValueError if it is none.
        expected: The cure for a bad value: what to write instead.
        schema: The same in JSON Schema.
    """

    read: Callable[[str], T]
    expected: str
    schema: Mapping[str, Any]


def whole_number(low: int, high: int) -> Kind[int]:
    """A whole number from *low* to *high*, which has at most seven digits."""

    def read(text: str) -> int:
        # int() alone would take " +1_0" and the digits of other scripts.
        if not re.fullmatch(r"[0-9]{1,7}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Kind(read, f"a whole number from {low} to {high}", schema)


def optional(kind: Kind[T]) -> Kind[T | None]:
    """The same *kind*, for a parameter that may be without a value."""
    return Kind(kind.read, kind.expected, kind.schema)


def choice(names: Mapping[str, T]) -> Kind[T]:
    """One of *names*, which stand for their values."""

    def read(text: str) -> T:
        if text not in names:
            raise ValueError(text)
        return names[text]

    return Kind(read, "one of " + ", ".join(names), {"type": "string", "enum": list(names)})


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or month is None:
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    days = monthrange(year, month)[1]
    return date(year, month, day or 1), date(year, month, day or days)


def _value(text: str) -> str:
    if len(text) > MAX_VALUE_LENGTH:
        raise ValueError(text)
    return text.strip()


def _year(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError(text)
    return text


def _facets(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not set(names) <= {*FACETS, "*"}:
        raise ValueError(text)
    return FACETS if "*" in names else names


_DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "examples": ["2024-05-12", "2024-05", "2024"]}
_ORDERS = {sort.value: sort for sort in Sort} | {
    "-date": Sort.NEWEST,
    "newest": Sort.NEWEST,
    "date": Sort.OLDEST,
    "oldest": Sort.OLDEST,
    "title": Sort.TITLE,
}

TEXT = Kind(str, "words", {"type": "string"})
VALUE = Kind(_value, f"at most {MAX_VALUE_LENGTH} characters", {"type": "string", "maxLength": MAX_VALUE_LENGTH})
YEAR = Kind(_year, "a year of four digits", {"type": "string", "pattern": r"^\d{4}$"})
FIRST_DAY: Kind[date | None] = Kind(lambda text: _days(text)[0], "a date as 2024-05-12, 2024-05 or 2024", _DAY)
LAST_DAY: Kind[date | None] = Kind(lambda text: _days(text)[1], "a date as 2024-05-12, 2024-05 or 2024", _DAY)
FACET_NAMES = Kind(
    _facets,
    f"{', '.join(FACETS)} with commas between them, or *",
    {"type": "string", "examples": ["tags,year", "*"]},
)
SWITCH = choice({"true": True, "1": True, "false": False, "0": False})
ORDER = choice(_ORDERS)
VALUE_ORDER = choice({order.value: order for order in ValueOrder} | {"alpha": ValueOrder.NAME})
