"""JSON objects that come in: which members they may have, and what is wrong with them if anything is."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.wire.kinds import MAX_VALUE_LENGTH
from service.wire.parameters import ParameterError, refuse_unknown, shortened


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a JSON object: its *name*, whether a value *suits* it, and what to write if none does."""

    name: str
    suits: Callable[[Any], bool]
    expected: str


def is_text(value: object) -> bool:
    """Whether it is a text, of any length."""
    return isinstance(value, str)


def is_short(value: object) -> bool:
    """Whether it is a text that is no longer than a parameter's may be."""
    return isinstance(value, str) and len(value) <= MAX_VALUE_LENGTH


def is_whole_number(low: int, high: int) -> Callable[[object], bool]:
    """Whether a value is a whole number from *low* to *high*."""
    return lambda value: type(value) is int and low <= value <= high  # True is an int, too


def members(content: bytes, known: Sequence[Member], example: str) -> Mapping[str, Any]:
    """The members of the object that *content* is; all are *known*, none need be there.

    Raises:
        ParameterError: It is no JSON, no object (then *example* shows one), or a member is unknown or bad.
    """
    given = _object(content, example)
    refuse_unknown(given, known)
    for member in known:
        if member.name in given and not member.suits(given[member.name]):
            value = shortened(json.dumps(given[member.name], ensure_ascii=False))
            raise ParameterError(
                "invalid_parameter", member.name, f'"{member.name}": {value}: write {member.expected}.'
            )
    return given


def _object(content: bytes, example: str) -> Mapping[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:  # what is no UTF-8, or nested by the thousand, is no JSON either
        raise _no_object(f"is not JSON ({error})", example) from error
    if not isinstance(said, dict):
        raise _no_object("is no object", example)
    return said


def _no_object(why: str, example: str) -> ParameterError:
    return ParameterError("invalid_body", "", f"The request's body {why}; send an object such as {example}.")
