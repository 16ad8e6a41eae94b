"""Where a Markdown post shows code, in which no generator's additions are looked for."""

import re

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
    spans = _parsed(source) if indented else [match.span() for match in _FENCE_OR_SPAN.finditer(raw)]
    text = raw.decode("latin-1")
    pieces, at = list[str](), 0
    for start, end in spans:
        pieces += text[at:start], _MASK * (end - start)
        at = end
    return "".join((*pieces, text[at:]))


def _parsed(source: str) -> list[tuple[int, int]]:
    spans = []
    for event, place in _PARSER.events_with_range(source):
        match event:
            case {"Code": _} | {"Start": {"CodeBlock": _}}:
                spans.append((place["start"], place["end"]))
    return spans
