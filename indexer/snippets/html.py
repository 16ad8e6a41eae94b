"""Plain text as HTML on one line: all that is shown of posts is escaped here."""

from collections.abc import Iterable
from html import escape

_OPEN, _CLOSE = "\x02", "\x03"
"""Where marks begin and end until all is escaped at once: characters that HTML may not hold. Where a text holds them
it shows what stands for those that cannot be shown."""


def marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> str:
    """*text* from *start* to *end*, escaped, with *marks* from their starts to their ends."""
    if _OPEN in text[start:end] or _CLOSE in text[start:end]:
        text = text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    pieces = []
    for first, last in marks:
        pieces.append(f"{text[start:first]}{_OPEN}{text[first:last]}{_CLOSE}")
        start = last
    pieces.append(text[start:end])
    html = escape("".join(pieces)).replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    return _on_one_line(html)


def _on_one_line(text: str) -> str:
    """*text* with one space for each of its runs of white space."""
    line = text.replace("\n", " ").replace("  ", " ")
    if line.isprintable() and "  " not in line:  # spares most texts the splitting
        return line.strip()
    return " ".join(text.split())
