"""Candidates: for each post those that are most related to it, more of them than are shown."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.related.keys import Keys, Rows, Scores, best, keys_of, rows_of, scores_of
from indexer.related.likeness import Block

DEPTH = 40
"""So many for each post: when some are removed, or shown enough elsewhere, others are at hand."""
FEWEST = 30
"""A list that has become shorter than this is made anew."""


class Candidates(NamedTuple):
    """The posts most related to each.

    Attributes:
        keys: shape (posts, DEPTH): the most related first.
        floors: shape (posts,): all with a higher score than this are there, if no more than DEPTH have one.
        copies: shape (pairs, 2): posts that are copies of each other.
    """

    keys: Keys
    floors: Scores
    copies: NDArray[np.int64]

    @classmethod
    def none(cls, posts: int) -> "Candidates":
        """No candidates yet for so many *posts*."""
        return cls(
            np.zeros((posts, DEPTH), dtype=np.int64),
            np.zeros(posts, dtype=np.int64),
            np.empty((0, 2), dtype=np.int64),
        )

    @property
    def too_short(self) -> NDArray[np.bool_]:
        """Which lists have lost so many that others should take their places."""
        short: NDArray[np.bool_] = (self.floors > 0) & (np.count_nonzero(self.keys, axis=1) < FEWEST)
        return short

    def moved(self, rows: Rows, posts: int) -> "Candidates":
        """The same, each post in its new one of *rows*, of *posts*; -1: it is gone, and all that was known of it."""
        stay = np.flatnonzero(rows >= 0)
        new = Candidates.none(posts)
        others = np.append(rows, -1)[np.minimum(rows_of(self.keys[stay]), len(rows))]
        keys = keys_of(np.where(others >= 0, scores_of(self.keys[stay]), 0), others)
        new.keys[rows[stay]] = best(keys, DEPTH)
        new.floors[rows[stay]] = self.floors[stay]
        copies = rows[self.copies]
        return new._replace(copies=copies[(copies >= 0).all(axis=1)])

    def joined(self, blocks: Iterable[Block], arriving: NDArray[np.bool_]) -> "Candidates":
        """With the lists of the posts in *blocks* made anew, and those *arriving* of them in the lists of all."""
        keys, floors, copies = self.keys.copy(), self.floors.copy(), [self.copies]
        own = {}
        for block in blocks:
            own[int(block.rows[0])] = block.rows, best(keys_of(block.scores, block.others), DEPTH)
            copies.append(block.copies)
            come = arriving[block.rows]
            if come.any():
                lists, arrived = block.others, keys_of(block.scores[come].T, block.rows[come])
                keys[lists], floors[lists] = _with(keys[lists], floors[lists], arrived)
        for rows, found in own.values():
            keys[rows] = found
            floors[rows] = scores_of(found[:, -1])
        return Candidates(keys, floors, np.unique(np.sort(np.concatenate(copies), axis=1), axis=0))


def _with(keys: Keys, floors: Scores, arrived: Keys) -> tuple[Keys, Scores]:
    """*keys* and *floors* of all lists with those of the *arrived* of each that are above its floor."""
    known = np.where(scores_of(arrived) > floors[:, None], arrived, 0)
    joined = best(np.concatenate((keys, known), axis=1), DEPTH)
    return joined, np.maximum(floors, scores_of(joined[:, -1]))


def groups_of(copies: NDArray[np.int64], posts: int) -> Rows:
    """For each of *posts* the first post that it is a copy of, over however many others; itself if it is none."""
    first = np.arange(posts)
    while True:
        before = first.copy()
        np.minimum.at(first, copies[:, 0], before[copies[:, 1]])
        np.minimum.at(first, copies[:, 1], before[copies[:, 0]])
        if np.array_equal(first, before):
            return first
