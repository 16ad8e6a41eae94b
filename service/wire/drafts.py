"""A draft that comes in as JSON: what its members may be, and what is wrong with it if anything is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, NotRequired, TypedDict

from indexer import Draft
from service.wire.kinds import MAX_VALUE_LENGTH
from service.wire.parameters import ParameterError, refuse_unknown, shortened

MAX_TAGS = 100
MAX_SUGGESTIONS = 20
DEFAULT_SUGGESTIONS = 5


class DraftBody(TypedDict):
    """What is being written; one of title and body must be given."""

    title: NotRequired[str]
    body: NotRequired[Annotated[str, "The text as it is typed: Markdown, with or without a header."]]
    tags: NotRequired[Annotated[list[str], "The tags that it has already; they are not suggested."]]
    lang: NotRequired[Annotated[str | None, "Its language, such as en."]]
    limit: NotRequired[Annotated[int, "How many tags to give at most, 1 to 20; more than five are never suggested."]]


class DraftRequest(NamedTuple):
    """A request for tags: the *draft*, and how many tags to give at most."""

    draft: Draft
    limit: int


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of the JSON object: its *name*, whether a value *suits* it, and what to write if none does."""

    name: str
    suits: Callable[[Any], bool]
    expected: str


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_VALUE_LENGTH


def _is_language(value: object) -> bool:
    return value is None or _is_short(value)


def _are_tags(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MAX_TAGS and all(map(_is_short, value))


def _is_limit(value: object) -> bool:
    return type(value) is int and 1 <= value <= MAX_SUGGESTIONS  # True is an int, too


_MEMBERS = (
    _Member("title", _is_text, "a text"),
    _Member("body", _is_text, "a text"),
    _Member("tags", _are_tags, f"a list of at most {MAX_TAGS} texts of at most {MAX_VALUE_LENGTH} characters"),
    _Member("lang", _is_language, "a language such as en, or null"),
    _Member("limit", _is_limit, f"a whole number from 1 to {MAX_SUGGESTIONS}"),
)


def draft_request(content: bytes) -> DraftRequest:
    """The request for tags that *content* is.

    Raises:
        ParameterError: It is no JSON, no object, or a member is bad.
    """
    given = _object(content)
    refuse_unknown(given, _MEMBERS)
    for member in _MEMBERS:
        if member.name in given and not member.suits(given[member.name]):
            value = shortened(json.dumps(given[member.name], ensure_ascii=False))
            raise ParameterError(
                "invalid_parameter", member.name, f'"{member.name}": {value}: write {member.expected}.'
            )
    if not given.keys() & {"title", "body"}:
        raise ParameterError("missing_parameter", "body", 'There is no text; give "title", "body" or both.')
    draft = Draft.written(
        given.get("title", ""),
        given.get("body", ""),
        tags=tuple(given.get("tags", ())),
        lang=given.get("lang"),
    )
    return DraftRequest(draft, given.get("limit", DEFAULT_SUGGESTIONS))


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:  # what is no UTF-8, or nested by the thousand, is no draft either
        raise _no_draft(f"is not JSON ({error})") from error
    if not isinstance(said, dict):
        raise _no_draft("is no object")
    return said


def _no_draft(why: str) -> ParameterError:
    message = f'The request\'s body {why}; send an object such as {{"title": "…", "body": "…"}}.'
    return ParameterError("invalid_body", "", message)
