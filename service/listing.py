"""Hits as a list on the terminal."""

import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain, repeat

from rich.console import Console
from rich.text import Text

from indexer import Document, Hit, RelatedPost
from service.reasons import reasons
from service.terminal import printable

_MARGIN = " " * 4
_MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def show(hits: Iterable[Hit]) -> None:
    """Print *hits*, numbered, on the standard output."""
    numbered(map(_lines, hits))


def numbered(entries: Iterable[Iterable[Text]]) -> None:
    """Print *entries*, each of several lines, on the standard output."""
    console = Console(highlight=False, soft_wrap=True)
    # Elsewhere lines stay whole, for grep and its kin.
    width = console.width - len(_MARGIN) if console.is_terminal else sys.maxsize
    for number, lines in enumerate(entries, start=1):
        rows = [row for line in lines for row in line.wrap(console, width)]
        console.print()
        for row, margin in zip(rows, chain([f"{number:>2}. "], repeat(_MARGIN))):  # noqa: B905  (the margins do not end)
            console.print(Text(margin).append_text(row))


def highlighted(html: str) -> Text:
    """A hit's title or snippet with the words found in bold; rich's own markup in it means nothing."""
    text = Text()
    # Every other piece stood between <mark> and </mark>.
    for number, piece in enumerate(_MARK.split(html)):
        text.append(printable(unescape(piece).replace("\n", " ")), style="bold yellow" if number % 2 else "")
    return text


def _lines(hit: Hit) -> Iterator[Text]:
    yield highlighted(hit.title_html)
    yield from _about(hit)
    if hit.snippet:
        yield highlighted(hit.snippet)


def related_lines(related: RelatedPost) -> Iterator[Text]:
    """A related post with the reasons for which it is suggested."""
    yield Text(printable(related.document.title))
    yield from _about(related.document)
    why = (f"{label}: {of}" if of else label for label, of in reasons(related.reason))
    yield Text(printable("; ".join(why)))


def _about(post: Hit | Document) -> Iterator[Text]:
    """Its date, its tags and its address."""
    known = [f"{post.date:%Y-%m-%d}" if post.date else "", ", ".join(post.tags)]
    if any(known):
        yield Text(printable(" · ".join(filter(None, known))), style="dim")
    yield Text(printable(post.url), style="cyan", no_wrap=True, overflow="ignore")
