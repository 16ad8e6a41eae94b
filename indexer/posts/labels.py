"""Tags, categories and authors: lists of short texts, in all the ways in which headers write them."""

import re
from collections.abc import Iterable

from indexer.posts.markup import inline_text
from indexer.posts.values import text_of, texts_of, without_entities

_SEPARATOR = re.compile(r"[,;，、；\n]")
_ORG_TAGS = re.compile(r":(?:[^:\s]+:)+")
_HASH = re.compile(r"\A#+(?=\w)")

_BETWEEN_AUTHORS = re.compile(r"\s*[,，、]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_SURNAME_FIRST = re.compile(r"[A-Z][\w'’-]+, [A-Z][\w'’.-]+")
_TITLES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "ph.d.", "md", "m.d.", "esq", "esq."))
_EMAIL = re.compile(r"\s*[<(][^<>()@\s]+@[^<>()\s]+[>)]")
_EMAIL_THEN_NAME = re.compile(r"\S+@\S+\s+\((?P<name>[^()]+)\)")


def labels(value: object, *, spaces_separate: bool = False) -> tuple[str, ...]:
    """The tags or categories in *value*, as typed and in order, without repetition in any case.

    A text is split at commas and semicolons; one without them at its spaces if *spaces_separate* (as Jekyll
    does). A ``#`` in front is no part of a tag.
    """
    texts = _split(value, spaces_separate=spaces_separate) if isinstance(value, str) else texts_of(value)
    return _distinct(_HASH.sub("", text_of(text)) for text in texts)


def _split(typed: str, *, spaces_separate: bool) -> list[str]:
    text = without_entities(typed).strip()
    if _ORG_TAGS.fullmatch(text):
        return text.strip(":").split(":")
    if _SEPARATOR.search(text):
        return _SEPARATOR.split(text)
    return text.split() if spaces_separate else [text]


def authors(value: object) -> tuple[str, ...]:
    """The names in *value*, in order and without repetition.

    A text is split at commas, "and" and "&"; at semicolons alone if it holds one. "Smith, John" is one name, and
    so is "Jane Roe, PhD". Addresses are left out.
    """
    if isinstance(value, str):
        return _distinct(_split_names(_name(value)))
    return _distinct(_name(text) for text in texts_of(value))


def _name(typed: str) -> str:
    if found := _EMAIL_THEN_NAME.fullmatch(typed.strip()):
        return found["name"]
    without_address = _EMAIL.sub("", typed)
    plain = inline_text(without_address) if re.search(r"[<&\[]", without_address) else without_address
    return text_of(plain) or text_of(typed)


def _split_names(text: str) -> list[str]:
    if ";" in text:
        return text.split(";")
    if _SURNAME_FIRST.fullmatch(text):
        return [text]
    names: list[str] = []
    for name in _BETWEEN_AUTHORS.split(text):
        if names and name.casefold() in _TITLES:
            names[-1] += f", {name}"
        else:
            names.append(name)
    return names


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts* without empty ones and without those that are there already in another case."""
    by_folded: dict[str, str] = {}
    for text in texts:
        if stripped := text.strip():
            by_folded.setdefault(stripped.casefold(), stripped)
    return tuple(by_folded.values())
