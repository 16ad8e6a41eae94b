"""Relations: what a post's header says about its place among the other posts."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from indexer.posts.language import without_language
from indexer.posts.names import plain_name
from indexer.posts.values import text_of, texts_of, without_entities

_SUFFIX = re.compile(r"\.[a-z]+\Z", re.IGNORECASE)
_INDEX = re.compile(r"/_?index\Z")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_SEPARATOR = re.compile(r"[,;\n]")
_NAME_KEYS = ("url", "permalink", "path", "file", "slug", "id", "link", "href", "ref", "name", "title")
_PART_KEYS = ("part", "order", "index", "number", "position", "weight")
ORIGINAL = "of "
_MOST = 100
"""Posts that one header names at most."""


class Series(NamedTuple):
    """A series that a post belongs to: its *name* as typed, and the *part* that the post is, if its header says so."""

    name: str
    part: float | None = None


class Relations(NamedTuple):
    """What an author says of a post's place among the others.

    Attributes:
        series: The series it belongs to, or None.
        related: Posts to suggest first, in this order, as the author named them.
        excluded: Posts that are not to be suggested below it, likewise.
        suggests: Whether anything is to be suggested below it.
        is_suggested: Whether it may be suggested below others that do not name it.
        translation_key: Shared with the posts that say the same in another language; "" without one.
        original: The post that it is a translation of, as the author named it; "" if it is none.
    """

    series: Series | None = None
    related: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    suggests: bool = True
    is_suggested: bool = True
    translation_key: str = ""
    original: str = ""


NONE = Relations()
"""Those of a post whose header says nothing about others."""


def series_of(value: object) -> Series | None:
    """The series that *value* names: a text, the first of a list, or a dict with ``name`` and, maybe, ``part``."""
    name = next(iter(texts_of(value)), "")
    own = {str(key).casefold(): one for key, one in value.items()} if isinstance(value, Mapping) else {}
    parts = (part for key in _PART_KEYS if (part := part_of(own.get(key))) is not None)
    return Series(name, next(parts, None)) if name else None


def part_of(value: object) -> float | None:
    """The number in *value*, such as 3 or "Part 3", or None."""
    found = _NUMBER.search(text_of(value))
    return float(found[0]) if found else None


def named_posts(value: object) -> tuple[str, ...]:
    """The posts that *value* names, as typed: a list, or a text with commas between them."""
    if isinstance(value, str):
        listed: list[object] = list(_SEPARATOR.split(without_entities(value)))
    else:
        listed = list(value) if isinstance(value, list) else [value]
    typed = (_named(one) for one in listed[:_MOST])
    return tuple(dict.fromkeys(filter(None, typed)))


def _named(value: object) -> str:
    if isinstance(value, Mapping):
        folded = {str(key).casefold(): one for key, one in value.items()}
        return next((name for key in _NAME_KEYS if (name := text_of(folded.get(key)))), "")
    return text_of(value)


def translations(path: str, relations: Relations) -> tuple[str, ...]:
    """What the post at *path* shares with those that say the same in another language, any of it.

    These are the path but for its language, the key that the header gives, and the name of the original behind
    `ORIGINAL`.
    """
    shared = {
        "path ": _INDEX.sub("", without_language(_SUFFIX.sub("", path))),
        "key ": relations.translation_key,
        ORIGINAL: plain_name(relations.original),
    }
    return tuple(kind + value for kind, value in shared.items() if value)
