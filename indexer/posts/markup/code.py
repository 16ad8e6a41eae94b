"""Where a Markdown post shows code, in which no generator's additions are looked for."""

import re
from collections.abc import Iterator
from typing import Any, cast

from pyromark import Markdown

_PARSER = Markdown()
_MASK = "\x00"
_FENCE_OR_SPAN = re.compile(
    rb"^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*+\n(?:.*\n)*?(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    rb"|(?<!`)(?P<run>`{1,4})(?!`)(?:[^`\n]|\n(?!\s*\n)|`(?!(?P=run))){1,2000}?(?<!`)(?P=run)(?!`)",
    re.MULTILINE,
)


def code_masked(source: str, *, indented: bool) -> str:
    """*source* with code made unrecognisable, each character of it by one other.

    Args:
        source: Markdown.
        indented: Whether lines indented by four spaces are code, as everywhere but in MDX.
    """
    if not any(sign in source for sign in _SIGNS):
        return source
    raw = source.encode()
    spans = _parsed(source) if indented else (match.span() for match in _FENCE_OR_SPAN.finditer(raw))
    pieces, at = list[str](), 0
    for start, end in spans:
        pieces += raw[at:start].decode(), _MASK * len(raw[start:end].decode())
        at = end
    return "".join((*pieces, raw[at:].decode()))


_SIGNS = ("`", "\n    ", "\t", "~~~")
"""Without any of them a source holds no code."""


def _parsed(source: str) -> list[tuple[int, int]]:
    return [
        (place["start"], place["end"])
        for event, place in cast("Iterator[Any]", _PARSER.events_with_range(source))
        if "Code" in event or ("Start" in event and "CodeBlock" in event["Start"])
    ]
