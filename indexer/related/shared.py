"""Shared words: what two posts have in common, for readers to see why one is suggested below the other."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from math import log
from typing import NamedTuple, Protocol

from indexer.analysis.tokens import is_unspaced

TITLE_TIMES = 3
"""A word in the title counts as so many in the text, as in the likeness by which neighbours are found."""

_WORD = re.compile("[\u30a1-\u30fa\u30fc]+|[\u3400-\u9fff\u3005]+|[\uac00-\ud7a3]+")
"""Katakana, Han or Hangul: what stands in one of these scripts without a break is a word, more often than not."""
_LONGEST = 12
"""Characters on each side that are looked at."""


class SharedWord(NamedTuple):
    """A word that two posts share.

    Attributes:
        word: As both posts together write it most, or else as the first of them writes it first.
        posts: How many posts of the blog use it.
        weight: How much it tells (`weight`).
    """

    word: str
    posts: int
    weight: float


class ContentWords(Protocol):
    """The words of a post's title and body that are no stop words."""

    @property
    def times(self) -> Mapping[str, int]:
        """How often it says each stem; what the title says counts `TITLE_TIMES`."""
        ...

    def spellings(self, stem: str) -> Counter[str]:
        """The words of *stem* as they are written, the first before the others, and how often each is."""
        ...


def shared_words(
    ours: ContentWords, theirs: ContentWords, posts: Callable[[str], int], blog: int, limit: int
) -> tuple[SharedWord, ...]:
    """At most *limit* words that two posts share, the most telling first, ties by stem.

    Args:
        ours: The words of the post of which readers see why another one is suggested.
        theirs: Those of the other one.
        posts: How many posts of the blog hold a stem.
        blog: How many posts the blog has.
        limit: How many words are wanted.
    """
    weights = [
        (-weight(times, theirs.times[stem], posts(stem), blog), stem)
        for stem, times in ours.times.items()
        if stem in theirs.times and is_telling(stem)
    ]
    shared = (SharedWord(_written(stem, ours, theirs), posts(stem), -negative) for negative, stem in sorted(weights))
    return first_words(shared, limit)


def _written(stem: str, ours: ContentWords, theirs: ContentWords) -> str:
    return (ours.spellings(stem) + theirs.spellings(stem)).most_common(1)[0][0]


def weight(times: int, times_in_other: int, posts: int, blog: int) -> float:
    """What a word tells about the likeness of two posts: the product of its tf-idf in both.

    They use it *times* and *times_in_other*, at least once each, as do so many of the *posts* that the *blog* has.
    """
    idf = log((1 + blog) / posts)
    return (1 + log(times)) * (1 + log(times_in_other)) * idf**2


def is_telling(stem: str) -> bool:
    """Whether *stem* may tell a reader something: numbers do not, nor pairs of characters that cross a word's end."""
    return bool(_WORD.fullmatch(stem)) if is_unspaced(stem) else any(map(str.isalpha, stem))


def word_around(text: str, start: int, end: int) -> str:
    """The word that the token at *start* to *end* in *text* is part of: all of プログラム, which is cut into pairs."""
    token = text[start:end]
    if token.isascii() or not is_unspaced(token):
        return token
    runs = _WORD.finditer(text, max(0, start - _LONGEST), end + _LONGEST)
    return next((run[0] for run in runs if run.start() <= start and end <= run.end()), token)


def first_words(found: Iterable[SharedWord], limit: int) -> tuple[SharedWord, ...]:
    """The first *limit* of *found*, each word once: pairs of characters may belong to the same."""
    by_word: dict[str, SharedWord] = {}
    for shared in found:
        if len(by_word) == limit:
            break
        by_word.setdefault(shared.word, shared)
    return tuple(by_word.values())
