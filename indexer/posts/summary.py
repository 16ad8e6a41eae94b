"""The summary of a post that has none of its own: its first sentences."""

import re
from collections.abc import Iterator, Sequence

from indexer.posts.post import Section

LENGTH = 200
"""Characters that a summary has at most."""

_READ_AT_MOST = 4_000
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\n)[^\n]*)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[^\W_a-zà-öø-ÿ]|\s+[\"'“‘«(\[]|\s*\Z)|[。！？]+[」』”）]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|vs|cf|ca|approx|no|nr|st|mr|mrs|ms|dr|prof|jr|sr|inc|ltd|fig|vol|ed|al"
    r"|z\.\s?B|d\.\s?h|u\.\s?a|bzw|p\.\s?ex)|\b[A-Z])\.\Z",
    re.IGNORECASE,
)

_LONGEST_ABBREVIATION = len("approx.")


def first_sentences(body: str, sections: Sequence[Section]) -> str:
    """The first sentences of *body* that fit, on one line; cut at a word if they are too long.

    Headings before the first sentence are passed over; the next one ends the summary.
    """
    summary = ""
    for sentence in _sentences(body[:_READ_AT_MOST], {section.start for section in sections}):
        longer = f"{summary}{_gap(summary)}{sentence}" if summary else sentence
        if len(longer) > LENGTH:
            return summary if len(summary) * 2 > LENGTH else _cut(longer)
        summary = longer
    return summary


def _sentences(body: str, headings: set[int]) -> Iterator[str]:
    """The sentences up to the first heading below a sentence."""
    begun = False
    for paragraph in _PARAGRAPH.finditer(body):
        if paragraph.start() not in headings:
            begun = True
            yield from _split(" ".join(paragraph[0].split()))
        elif begun:
            return


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(paragraph):
        if not _ABBREVIATION.search(paragraph, max(start, end.end() - _LONGEST_ABBREVIATION), end.end()):
            yield paragraph[start : end.end()].strip()
            start = end.end()
    if rest := paragraph[start:].strip():
        yield rest


def _gap(before: str) -> str:
    """What stands between two sentences: nothing in Chinese and Japanese."""
    return "" if before[-1] in "。！？」』”）" else " "


def _cut(text: str) -> str:
    """*text* up to a word's end, with an ellipsis, in `LENGTH`."""
    head = text[: LENGTH - 1]
    border = head.rfind(" ")
    return f"{head[:border] if border * 2 > LENGTH else head}".rstrip(" ,;:–—-") + "…"
