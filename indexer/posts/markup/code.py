"""Where a Markdown post shows code, in which no generator's additions are looked for."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from pyromark import Markdown

_PARSER = Markdown()
_MASK = "\x00"
_FENCE_OR_SPAN = re.compile(
    # Both begin with a letter of their own, and so are looked for without a try at each place
    r"\n[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*+\n(?:.*\n)*?(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|`(?<!``)(?P<more>`{0,3})(?!`)(?:[^`\n]|\n(?!\s*\n)|`(?!`(?P=more))){1,2000}?(?<!`)`(?P=more)(?!`)",
    re.ASCII | re.MULTILINE,
)


def code_masked(source: str, *, indented: bool) -> str:
    """*source* with code made unrecognisable, each character of it by one other.

    Args:
        source: Markdown.
        indented: Whether lines indented by four spaces are code, as everywhere but in MDX.
    """
    if not any(sign in source for sign in _SIGNS):
        return source
    pieces, at = list[str](), 0
    for start, end in _parsed(source) if indented else _scanned(source):
        pieces += source[at:start], _MASK * (end - start)
        at = end
    return "".join((*pieces, source[at:]))


_SIGNS = ("`", "\n    ", "\t", "~~~")
"""Without any of them a source holds no code."""


def _scanned(source: str) -> Iterator[tuple[int, int]]:
    """Where fences and backticks enclose code."""
    for match in _FENCE_OR_SPAN.finditer("\n" + source):
        yield match.start() - (match["fence"] is None), match.end() - 1


def _parsed(source: str) -> Iterable[tuple[int, int]]:
    """Where a CommonMark parser finds code."""
    spans = [
        (place["start"], place["end"])
        for event, place in cast("Iterator[Any]", _PARSER.events_with_range(source, merge_text=True))
        if "Code" in event or ("Start" in event and "CodeBlock" in event["Start"])
    ]
    return spans if source.isascii() else _in_characters(spans, source.encode())


def _in_characters(spans: Iterable[tuple[int, int]], encoded: bytes) -> Iterator[tuple[int, int]]:
    """*spans* of bytes as spans of characters."""
    at = characters = 0
    for start, end in spans:
        start_character = characters + len(encoded[at:start].decode())
        characters = start_character + len(encoded[start:end].decode())
        at = end
        yield start_character, characters
