"""Tags of an HTML page: the ``<meta>`` of its head that names its keywords."""

import re
from collections.abc import Iterator
from html import escape

from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edits, insertion

_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_OF_TAGS = re.compile(r"\b(?:name|property)\s*=\s*[\"']?(?:keywords|tags?|topics|article:tag)\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.IGNORECASE | re.DOTALL)
_HEAD_END = re.compile(r"(?P<margin>[ \t]*)(?:</head\s*>)?\Z", re.IGNORECASE)


def extended(source: str, addition: Addition) -> Iterator[Edits]:
    """The head *source* with the added tags in each ``<meta>`` that may hold tags."""
    for meta in _META.finditer(source):
        content = _CONTENT.search(source, meta.start(), meta.end())
        if content and _OF_TAGS.search(meta[0]):
            said = content["value"].rstrip(" ,;")
            text = (", " if said else "") + _written(addition.added)
            yield insertion(content.start("value") + len(said), text)


def added(source: str, _generator: str, addition: Addition) -> Iterator[Edits]:
    """The head *source* with a new ``<meta>`` at its end, indented as the last one is."""
    end = _HEAD_END.search(source)
    at = end.start() if end else len(source)
    *_, margin = ("", *(re.findall(r"^([ \t]*)<meta\b", source, re.MULTILINE | re.IGNORECASE)))
    on_own_line = source[:at].endswith("\n")
    meta = f'<meta name="keywords" content="{_written(addition.tags)}">'
    yield insertion(at, f"{margin}{meta}\n" if on_own_line else meta)


def _written(tags: tuple[str, ...]) -> str:
    return ", ".join(map(escape, tags))
