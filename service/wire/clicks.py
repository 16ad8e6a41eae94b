"""A click on a hit, as a search box reports it and as it is written down."""

from datetime import datetime
from typing import Annotated, NamedTuple, TypedDict

from service.wire.answers import moment
from service.wire.bodies import Member, is_short, is_whole_number, members
from service.wire.encoding import encoded
from service.wire.parameters import ParameterError

MAX_QUERY = 2_000
"""Characters; what is typed beyond is not searched for either."""
MAX_POSITION = 1_000

_EXAMPLE = '{"query": "…", "id": "…", "position": 1}'


class ClickBody(TypedDict):
    """A hit that was chosen."""

    query: Annotated[str, "What was typed, at most 2,000 characters; empty if nothing was."]
    id: Annotated[str, "The hit's id."]
    position: Annotated[int, "Where among the hits it stood, 1 to 1,000."]


class Click(NamedTuple):
    """The hit of the *id* was chosen, which stood in *position*, from 1, for *query*."""

    query: str
    id: str
    position: int


def _is_query(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_QUERY


_MEMBERS = (
    Member("query", _is_query, f"a text of at most {MAX_QUERY:,} characters"),
    Member("id", is_short, "the id of a hit"),
    Member("position", is_whole_number(1, MAX_POSITION), f"a whole number from 1 to {MAX_POSITION:,}"),
)


def click(content: bytes) -> Click:
    """The click that *content* reports.

    Raises:
        ParameterError: It is no JSON, no object, or a member is missing or bad.
    """
    given = members(content, _MEMBERS, _EXAMPLE)
    missing = next((member for member in _MEMBERS if member.name not in given), None)
    if missing:
        message = f'There is no "{missing.name}"; give {", ".join(member.name for member in _MEMBERS)}.'
        raise ParameterError("missing_parameter", missing.name, message)
    return Click(**given)


def line(click: Click, when: datetime, generation: str) -> bytes:
    """*click* as a line of JSON, with when it was reported and the state of the index then."""
    return encoded({"time": moment(when), **click._asdict(), "generation": generation}) + b"\n"
