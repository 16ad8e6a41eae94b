"""Tags in one text: ``a, b``, Jekyll's ``a b``, Org's ``:a:b:``, between quotes or not."""

import re
from collections.abc import Iterator

from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edit, Edits, insertion

_SEPARATOR = re.compile(r"[,;，、；]\s*")
_ORG_TAGS = re.compile(r":(?:[^:\s]+:)+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)
_COMMENT = re.compile(r"[ \t]+#[^\n]*")
_AMONG_BRACES = re.compile(r"[^\n,}]*")
_CLOSES = {'"': '"', "'": "'", "(": ")"}
_EMPTY = re.compile(r"(?:~|null|\"\"|''|\(\)|nothing)?", re.IGNORECASE)


def span(source: str, key: re.Match[str], dialect: str) -> tuple[int, int]:
    """Where the text stands that begins behind *key*, on its line.

    It goes on in lines that are indented further than the key. Among braces it ends at the next comma.
    """
    start = len(source) - len(source[key.end() :].lstrip(" \t"))
    if found := _QUOTED.match(source, start):
        return start, found.end()
    if dialect in {"json", "mdx"} or source[key.start() - 1 : key.start()] in {"{", ","}:
        whole = _AMONG_BRACES.match(source, start)
    else:
        whole = re.compile(rf"[^\n]*(?:\n[ \t]{{{len(key['margin']) + 1},}}\S[^\n]*)*").match(source, start)
    text = whole[0] if whole else ""
    if dialect == "yaml" and (comment := _COMMENT.search(f" {text}")):
        text = text[: max(comment.start() - 1, 0)]
    return start, start + len(text.rstrip())


def is_empty(value: str) -> bool:
    """Whether *value* says in any dialect that there is nothing."""
    return bool(_EMPTY.fullmatch(value))


def extended(source: str, start: int, end: int, addition: Addition) -> Iterator[Edits]:
    """The text from *start* to *end* with the added tags, in the ways in which tags may be separated in it."""
    value = source[start:end]
    if _ORG_TAGS.fullmatch(value):
        yield insertion(end, "".join(f"{tag}:" for tag in addition.added))
        return
    closer = _CLOSES.get(value[0])
    inside = value[1:-1] if closer and value.endswith(closer) and closer not in value[1:-1] else value
    if inside is not value and set("".join(addition.added)) & {value[0], closer, "\\"}:
        return
    at = start + value.index(inside) + len(inside.rstrip(" ,;"))
    for separator in _separators(inside, addition):
        yield insertion(at, "".join(separator + tag for tag in addition.added))


def _separators(inside: str, addition: Addition) -> Iterator[str]:
    if found := _SEPARATOR.findall(inside.rstrip(" ,;")):
        yield found[-1]
    elif not addition.has_lists:
        yield from (", ", " ")
    elif " " in inside.strip():
        yield " "


def as_list(source: str, start: int, end: int, addition: Addition) -> Edits:
    """A list of all tags instead of the text from *start* to *end*."""
    return (Edit(start, end, addition.as_list([source[start:end]])),)
