"""What is sought: a word of the query with everything that may stand for it, and how much it tells."""

from collections.abc import Sequence
from math import log
from typing import Generic, NamedTuple, TypeVar

Found = TypeVar("Found")
"""Where some terms stand, as an engine has it."""


class Sought(NamedTuple, Generic[Found]):
    """What one slot of the query looks for, and where it is.

    Attributes:
        variants: Where the terms stand that may stand for it.
        worths: How well each of these terms stands for it.
        exact: Where the word stands as typed.
        weight: Its idf, raised where it was typed several times; 0 if no post matches.
        alternatives: What was joined by ``OR``; then all but `weight` is theirs.
    """

    variants: Found
    worths: Sequence[float]
    exact: Found
    weight: float
    alternatives: "tuple[Sought[Found], ...]" = ()


def idf(posts: int, holding: int) -> float:
    """How much a term says that *holding* of *posts* hold; 0 for one that none holds."""
    return log(1 + (posts - holding + 0.5) / (holding + 0.5)) if holding else 0.0
