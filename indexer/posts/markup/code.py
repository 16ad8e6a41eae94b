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
    """*source* as one character a byte of its UTF-8, with code made unrecognisable.

    Args:
        source: Markdown.
        indented: Whether lines indented by four spaces are code, as everywhere but in MDX.
    """
    raw = source.encode()
    text = raw.decode("latin-1")
    if not indented:
        spans = [match.span() for match in _FENCE_OR_SPAN.finditer(raw)]
    elif any(sign in source for sign in _SIGNS):
        spans = _parsed(source)
    else:
        return text
    pieces, at = list[str](), 0
    for start, end in spans:
        pieces += text[at:start], _MASK * (end - start)
        at = end
    return "".join((*pieces, text[at:]))


_SIGNS = ("`", "\n    ", "\t", "~~~")
"""Without any of them a source holds no code."""


def _parsed(source: str) -> list[tuple[int, int]]:
    return [
        (place["start"], place["end"])
        for event, place in cast("Iterator[Any]", _PARSER.events_with_range(source))
        if "Code" in event or ("Start" in event and "CodeBlock" in event["Start"])
    ]
