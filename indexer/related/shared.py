"""Shared words: what two posts have in common, for readers to see why one is suggested below the other."""

from math import log
from typing import NamedTuple

TITLE_TIMES = 3
"""A word in the title counts as so many in the text, as in the likeness by which neighbours are found."""


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


def weight(times: int, times_in_other: int, posts: int, blog: int) -> float:
    """What a word tells about the likeness of two posts: the product of its tf-idf in both.

    They use it *times* and *times_in_other*, at least once each, as do so many of the *posts* that the *blog* has.
    """
    idf = log((1 + blog) / posts)
    return (1 + log(times)) * (1 + log(times_in_other)) * idf**2


def is_telling(stem: str) -> bool:
    """Whether *stem* may tell a reader something: numbers alone do not."""
    return any(map(str.isalpha, stem))
