"""Tags, categories and authors: lists of short texts, in all the ways in which headers write them."""

import re
from collections.abc import Iterable

from indexer.posts.markup import inline_text
from indexer.posts.values import text_of, texts_of, without_entities

_SEPARATOR = re.compile(r"[,;，、；\n]")
_ORG_TAGS = re.compile(r":(?:[^:\s]+:)+")
_HASH = re.compile(r"\A#+(?=\w)")

_BETWEEN_AUTHORS = re.compile(r"\s*[,，、]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_SURNAME_FIRST = re.compile(r"[A-Z][\w'’-]+, [A-Z][\w'’.-]+(?: [A-Z]\.?)*")
_TITLES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "ph.d.", "md", "m.d.", "esq", "esq."))
_BYLINE = re.compile(r"\A[Bb]y:?\s+(?=\S)|,?\s+(?:for|on behalf of) the [^,]*\Z")
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

    A text is split at commas, "and" and "&", or at semicolons alone if it holds one; an entry of a list only if
    that gives full names. "Smith, John", "Jane Roe, PhD" and "The Salt and Pepper Team" are one name each. "By",
    "for the team" and addresses are left out.
    """
    listed = not isinstance(value, str)
    typed = texts_of(value) if listed else [str(value)]
    return _distinct(name for text in typed for name in _split_names(_plain(text), listed=listed))


def _plain(typed: str) -> str:
    """*typed* without markup, address, and what only introduces a name."""
    if found := _EMAIL_THEN_NAME.fullmatch(typed.strip()):
        return found["name"]
    without_address = _EMAIL.sub("", typed)
    plain = inline_text(without_address) if re.search(r"[<&\[]", without_address) else without_address
    return _BYLINE.sub("", text_of(plain)) or text_of(typed)


def _split_names(text: str, *, listed: bool) -> list[str]:
    if ";" in text:
        return text.split(";")
    if _SURNAME_FIRST.fullmatch(text) or text.startswith("The "):
        return [text]
    names: list[str] = []
    for name in _BETWEEN_AUTHORS.split(text):
        if names and name.casefold() in _TITLES:
            names[-1] += f", {name}"
        else:
            names.append(name)
    return [text] if listed and not all(" " in name for name in names) else names


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts* without empty ones and without those that are there already in another case."""
    by_folded: dict[str, str] = {}
    for text in texts:
        if stripped := text.strip():
            by_folded.setdefault(stripped.casefold(), stripped)
    return tuple(by_folded.values())
