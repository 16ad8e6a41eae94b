"""A draft that comes in as JSON: what its members may be, and what is wrong with it if anything is."""

from typing import Annotated, NamedTuple, NotRequired, TypedDict

from indexer import Draft
from service.wire.bodies import Member, is_short, is_text, is_whole_number, members
from service.wire.kinds import MAX_VALUE_LENGTH
from service.wire.parameters import ParameterError

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


def _is_language(value: object) -> bool:
    return value is None or is_short(value)


def _are_tags(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MAX_TAGS and all(map(is_short, value))


_MEMBERS = (
    Member("title", is_text, "a text"),
    Member("body", is_text, "a text"),
    Member("tags", _are_tags, f"a list of at most {MAX_TAGS} texts of at most {MAX_VALUE_LENGTH} characters"),
    Member("lang", _is_language, "a language such as en, or null"),
    Member("limit", is_whole_number(1, MAX_SUGGESTIONS), f"a whole number from 1 to {MAX_SUGGESTIONS}"),
)
_EXAMPLE = '{"title": "…", "body": "…"}'


def draft_request(content: bytes) -> DraftRequest:
    """The request for tags that *content* is.

    Raises:
        ParameterError: It is no JSON, no object, or a member is bad.
    """
    given = members(content, _MEMBERS, _EXAMPLE)
    if not given.keys() & {"title", "body"}:
        raise ParameterError("missing_parameter", "body", 'There is no text; give "title", "body" or both.')
    draft = Draft.written(
        given.get("title", ""),
        given.get("body", ""),
        tags=tuple(given.get("tags", ())),
        lang=given.get("lang"),
    )
    return DraftRequest(draft, given.get("limit", DEFAULT_SUGGESTIONS))
