"""Likeness: how related each post is to each.

    score = cos + max(title in body, body in title) / 2 + nearness / 10

*cos* is the cosine of the wholes of two posts, *title in body* that of the one's title and the other's body: who writes
about something mentions what it is called. *nearness* is ``1 / (1 + days / 365)``, and 0 if one of them has no date:
authors stay with a subject for a while. The weights were fitted to the links within thirteen blogs, each with the
weights that were best for the other twelve.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import Features
from indexer.related.feature_lists import LARGE, FeatureLists, Numbers, Weights
from indexer.related.keys import ONE, Scores

TITLE_PART = 2
"""What the likeness of titles with bodies is divided by."""
NEARNESS = 0.1
HALF_LIFE = 365
"""Days after which half of the nearness is left."""
COPY_COSINE, COPY_PART = 0.9, 0.8
"""Two posts are the same text published twice if their cosine is this, which where posts are few is soon the case, and
they share this part of all their features, those of no other post included."""

MOST_COPIES = 40
"""So many of a post are looked for, the first ones; who is a copy of these is one of the others, too."""

CELLS_AT_ONCE = 1 << 19
PRODUCTS_AT_ONCE = 1 << 20
"""Both together take some 60 MB."""


class Block(NamedTuple):
    """How related some posts are to others.

    Attributes:
        rows: The posts, ascending.
        others: Those that they were compared with, ascending.
        scores: shape (rows, others), in units of `keys.ONE`; 0 for a post with itself or with a copy of it.
        copies: shape (pairs, 2): which of *rows* are copies of which posts.
    """

    rows: Numbers
    others: Numbers
    scores: Scores
    copies: Numbers


class _Lists(NamedTuple):
    """Posts by feature: where those of each begin, how many and which they are, and what it weighs in them."""

    firsts: Numbers
    counts: Numbers
    rows: NDArray[np.int32]
    weights: Weights


class _Said(NamedTuple):
    """What so many *posts* of a block say: pairs of a post, as its place in the block, and a feature."""

    rows: Numbers
    features: NDArray[np.int32]
    posts: int


class Likeness:
    """Compares posts.

    Args:
        lists: Their features.
        days: The date of each in days since the year 1; 0 where there is none.
        features: All features of a post, those that are in no list included.
    """

    def __init__(self, lists: FeatureLists, days: NDArray[np.int32], features: Callable[[int], Features]) -> None:
        self._lists = lists
        self._features_of = features
        self._undated = days == 0
        first = days.min(initial=days.max(initial=0), where=~self._undated)
        self._days = np.where(self._undated, first, days)
        self._nearness = _nearness(int(self._days.max(initial=0) - first))
        holders = np.diff(lists.firsts)
        self._features = np.repeat(np.arange(len(holders), dtype=np.int32), holders)
        # The entries of the lists, post by post; numbers of 16 bits are sorted in a fifth of the time.
        narrow = lists.rows.astype(np.uint16 if len(days) < 1 << 16 else np.int32)
        self._places = np.argsort(narrow, kind="stable").astype(np.int32)
        self._bounds = np.concatenate(([0], np.cumsum(np.bincount(lists.rows, minlength=len(days)))))
        # How many products comparing each post with all takes.
        self._work = np.bincount(lists.rows, holders.astype(float)[self._features], len(days))
        titled = np.flatnonzero(lists.title)
        firsts = np.searchsorted(titled, lists.firsts)
        self._whole = _Lists(lists.firsts, holders, lists.rows, lists.whole)
        self._body = _Lists(lists.firsts, holders, lists.rows, lists.body)
        self._title = _Lists(firsts, np.diff(firsts), lists.rows[titled], lists.title[titled])

    def blocks(self, rows: Numbers) -> Iterator[Block]:
        """How related *rows*, ascending, are to the others; so many at once as memory is meant for.

        Where there are more than `LARGE` posts, one is compared with those of which a feature tells something, and not
        with all that merely are near in date: there are enough of them, and it takes a tenth of the time.
        """
        most = max(1, CELLS_AT_ONCE // max(1, len(self._days)))
        first, work = 0, np.cumsum(self._work[rows])
        while first < len(rows):
            done = work[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(work, done + PRODUCTS_AT_ONCE, side="right")))
            last = min(last, first + most)
            yield self._block(rows[first:last])
            first = last

    def _block(self, rows: Numbers) -> Block:
        counts = self._bounds[rows + 1] - self._bounds[rows]
        places = self._places[ranges(self._bounds[rows], counts)]
        said = _Said(np.repeat(np.arange(len(rows)), counts), self._features[places], len(rows))
        others = self._others(rows, said)
        cosines = self._products(said, self._lists.whole[places], self._whole, others)
        scores = self._products(said, self._lists.body[places], self._title, others)
        titles = np.flatnonzero(self._lists.title[places])
        of_title = _Said(said.rows[titles], said.features[titles], said.posts)
        weights = self._lists.title[places[titles]]
        np.maximum(scores, self._products(of_title, weights, self._body, others), out=scores)
        scores /= TITLE_PART
        scores += np.minimum(cosines, ONE)  # rounding may exceed it, and lengths that are not of this moment
        scores += self._near(rows, others)
        themselves = np.arange(len(rows)), np.searchsorted(others, rows)
        cosines[themselves] = scores[themselves] = 0
        copies = self._copies(rows, others, cosines)
        scores[np.searchsorted(rows, copies[:, 0]), np.searchsorted(others, copies[:, 1])] = 0
        return Block(rows, others, scores.astype(np.int64), copies)

    def _others(self, rows: Numbers, said: _Said) -> Numbers:
        """The posts with which *rows* are compared, themselves included."""
        posts = len(self._days)
        if posts <= LARGE:
            return np.arange(posts)
        shares = np.zeros(posts, dtype=bool)
        shares[rows] = True
        features = np.unique(said.features)
        shares[self._whole.rows[ranges(self._whole.firsts[features], self._whole.counts[features])]] = True
        return np.flatnonzero(shares)

    def _copies(self, rows: Numbers, others: Numbers, cosines: NDArray[np.float64]) -> Numbers:
        """Which of *rows* are copies of which posts, shape (pairs, 2)."""
        likely, columns = np.nonzero(cosines >= COPY_COSINE * ONE)
        first = np.arange(len(likely)) - np.searchsorted(likely, likely) < MOST_COPIES
        likely, columns = likely[first], columns[first]
        pairs = zip(rows[likely].tolist(), others[columns].tolist(), strict=True)
        found = [pair for pair in pairs if _are_copies(*map(self._features_of, pair))]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def _products(self, said: _Said, weights: Weights, lists: _Lists, others: Numbers) -> NDArray[np.float64]:
        """The products of the vectors of a block's posts with those of *others*, shape (posts, others)."""
        counts = lists.counts[said.features]
        places = ranges(lists.firsts[said.features], counts)
        cells = np.repeat(said.rows * len(others), counts)
        holders = lists.rows[places]
        cells += holders if len(others) == len(self._days) else np.searchsorted(others, holders)
        products = np.repeat(weights.astype(np.float64), counts)
        products *= lists.weights[places]
        found = np.bincount(cells, products, said.posts * len(others)).reshape(said.posts, len(others))
        return found.astype(np.float64, copy=False)  # without any cell it counts in whole numbers

    def _near(self, rows: Numbers, others: Numbers) -> NDArray[np.int32]:
        """The nearness in date of *rows* to *others*, in units of scores."""
        near: NDArray[np.int32] = self._nearness[np.abs(self._days[rows, None] - self._days[others])]
        near[self._undated[rows]] = 0
        near[:, self._undated[others]] = 0
        return near


def _are_copies(one: Features, other: Features) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= COPY_PART * max(len(one), len(other))


def ranges(firsts: Numbers, counts: Numbers) -> Numbers:
    """*counts* whole numbers from each of *firsts* on, one range after the other."""
    ends = np.cumsum(counts)
    found = np.repeat(firsts - ends + counts, counts)
    found += np.arange(len(found))
    return found


def _nearness(most: int) -> NDArray[np.int32]:
    """The nearness of two posts by the days between them, up to *most*."""
    nearness: NDArray[np.int32] = np.rint(NEARNESS * ONE / (1 + np.arange(most + 1) / HALF_LIFE)).astype(np.int32)
    return nearness
