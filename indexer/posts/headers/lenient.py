"""Headers read line by line: for dialects without a grammar, and for YAML, TOML and JSON with mistakes in them."""

import re
from collections.abc import Sequence

from indexer.posts.headers.header import KNOWN_KEYS

_KEY = re.compile(
    r"""^(?:@def[ ]+)?             # Franklin's way of setting a page variable
        (?P<quote>["']?)(?P<key>[^\W\d][\w.-]*(?:[ ][\w.-]+){0,3})(?P=quote)
        [ \t]*(?::(?=[\s"'\[{]|$)|=)[ \t]*
        (?P<value>.*)$""",
    re.VERBOSE,
)
_ENTRY = re.compile(r"^\s*-\s+(?P<value>.*)$")
_CLOSER = re.compile(r"^\s*[\]})]+[,;]?\s*$")
_BLOCK = re.compile(r"^[|>][+-]?\d?$")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_JULIA_DATE = re.compile(r"^Date\((\d{4}),\s*(\d{1,2}),\s*(\d{1,2})\)$")
_FENCE = '"""'


def key_of(line: str) -> str | None:
    """The case-folded key that *line* sets, or None if it sets none."""
    found = _KEY.match(line.strip())
    return found["key"].casefold() if found else None


def belongs(line: str) -> bool:
    """Whether *line* may stand in a header: a key, a list entry, a continuation, a comment, or nothing."""
    return not line.strip() or line[0] in " \t-#]}" or bool(_KEY.match(line))


def read(lines: Sequence[str]) -> dict[str, object]:
    """The fields that *lines* set, as well as they can be made out; what is no field is passed over."""
    fields: dict[str, object] = {}
    position = 0
    while position < len(lines):
        found = _KEY.match(lines[position].strip())
        position += 1
        if found:
            below, position = _below(lines, position, found["value"])
            fields[found["key"].casefold()] = _value(found["value"].strip(), below)
    return fields


def _below(lines: Sequence[str], position: int, value: str) -> tuple[list[str], int]:
    """The lines from *position* that belong to *value*, and the position after them."""
    opened = value.count(_FENCE) == 1
    begun = bool(value.strip(" \t[{(|>+-"))
    below: list[str] = []
    while position < len(lines) and (opened or _continues(lines[position], begun=begun)):
        below.append(lines[position])
        opened = opened and _FENCE not in lines[position]
        position += 1
    return below, position


def _continues(line: str, *, begun: bool) -> bool:
    """Whether *line* goes on with a value that has *begun*; a key that headers have is then only indented wrongly."""
    if begun and key_of(line) in KNOWN_KEYS:
        return False
    return line[:1] in {" ", "\t", "]", "}"} or bool(_ENTRY.match(line))


def _value(first: str, below: list[str]) -> object:
    """The value that begins with *first* and goes on in the lines *below*."""
    if first in {"", "["} and (entries := _entries(below)):
        return entries
    if _BLOCK.match(first):
        first = ""
    return scalar(" ".join([first, *(line.strip() for line in below if not _CLOSER.match(line))]).strip())


def _entries(lines: list[str]) -> list[object]:
    if found := [match["value"] for line in lines if (match := _ENTRY.match(line))]:
        return [scalar(value.strip()) for value in found]
    quoted_lines = [line.strip().rstrip(",") for line in lines if line.strip()[:1] in {'"', "'"}]
    return [scalar(line) for line in quoted_lines]


def scalar(text: str) -> object:
    """The value that *text* spells: without quotes and closing comma, ``[a, b]`` as a list, null as None.

    A list or a quotation that is not closed ends with the text.
    """
    text = text.removesuffix(",") if text[:1] in {'"', "'", "["} else text
    if text.startswith("[") and (text.endswith("]") or "]" not in text):
        return [scalar(part.strip()) for part in _split_list(text[1:].removesuffix("]"))]
    if text.startswith("{") and text.endswith("}") and text[1] not in "{%":
        pairs = (part.partition(":") for part in _split_list(text[1:-1]))
        return {key.strip(): scalar(value.strip()) for key, _, value in pairs}
    if found := _JULIA_DATE.match(text):
        return "{}-{:0>2}-{:0>2}".format(*found.groups())
    for quote in (_FENCE, '"', "'"):
        if text.startswith(quote) and quote not in text[len(quote) :].removesuffix(quote).replace(f"\\{quote}", ""):
            return text[len(quote) :].removesuffix(quote).strip()
    return None if text in _NULL else text


def _split_list(text: str) -> list[str]:
    return [part for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^,\s][^,]*', text) if part.strip()]
