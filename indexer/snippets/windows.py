"""Windows: where a passage begins and ends, so that it shows whole sentences where it can."""

import re

PASSAGE = 240
"""Characters of a passage, at most."""
LEAD = 80
"""Characters before the first match, at most, when its sentence begins far before."""

_LAST_SENTENCE_END = re.compile(
    r"""
    .* [.!?…。！？\n]
    (?: (?<=[.!?…])["'”’)\]]*(?=\s) | (?<=[。！？])(?=.) | (?<=\n)(?=\s*?\n|\s*[-*•]) )
    """,
    re.VERBOSE | re.DOTALL,
)
"""All up to the last end of a sentence that something follows."""
_LAST_WORD_END = re.compile(r".*\S(?=\s)", re.DOTALL)
_SPACE = re.compile(r"\s+")


def window(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The passage between *start* and *end* that shows what stands from *first* to *last*.

    It begins with a sentence, if one begins near, and goes on to the end of one.
    """
    earliest = first - max(0, min(LEAD, PASSAGE - (last - first)))
    if earliest > start:
        start = _beginning(text, earliest, first)
    return start, end if start + PASSAGE >= end else _ending(text, start, last)


def _beginning(text: str, earliest: int, match: int) -> int:
    """Where the last sentence before *match* begins, or else the first word."""
    sentences = _LAST_SENTENCE_END.match(text, earliest - 1, match + 1)
    if sentences:
        return sentences.end()
    space = _SPACE.search(text, earliest - 1, match)
    return space.end() if space else earliest


def _ending(text: str, start: int, match: int) -> int:
    """Where the last sentence ends that leaves the passage half full, or else the last word."""
    limit = start + PASSAGE
    sentences = _LAST_SENTENCE_END.match(text, max(match, start + PASSAGE // 2) - 1, limit + 1)
    if sentences:
        return sentences.end()
    words = _LAST_WORD_END.match(text, max(match - 1, start), limit + 1)
    return words.end() if words else limit
