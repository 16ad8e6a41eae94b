"""Neighbourhoods: the related posts of every post, and what is needed to follow changes without comparing all anew.

Posts stand in order of their ids, so that nothing depends on the order in which they were indexed. How rare a feature
is changes with every post; scores of old pairs stay what they were until more than `MOST_CHANGED` of the posts have
changed, and then all are made anew. On a blog of up to `SMALL` posts that happens whenever anything changes.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import Features, features_of
from indexer.related.candidates import Candidates
from indexer.related.exposure import shown
from indexer.related.feature_lists import Lengths, Numbers, feature_lists
from indexer.related.keys import ONE, Keys, rows_of, scores_of
from indexer.related.likeness import Likeness
from indexer.related.neighbour import Neighbour
from indexer.vectors import Vectors

SMALL = 1_500
"""Posts; comparing all of them takes less than a second."""
MOST_CHANGED = 1 / 32


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The related posts of all posts.

    Attributes:
        ids: The posts, ascending.
        shown: shape (posts, exposure.KEPT): the neighbours of each, the most related first.
        candidates: What these were chosen from.
        lengths: How long the posts' vectors are.
        changed: How many posts have come, gone or changed since all were compared with all.
    """

    ids: Sequence[str]
    shown: Keys
    candidates: Candidates
    lengths: Lengths
    changed: int

    def of(self, document_id: str) -> tuple[Neighbour, ...]:
        """The neighbours of the post of that id, the most related first; none if there is no such post."""
        row = bisect_left(self.ids, document_id)
        if row == len(self.ids) or self.ids[row] != document_id:
            return ()
        keys = self.shown[row]
        keys = keys[keys > 0]
        pairs = zip(rows_of(keys).tolist(), scores_of(keys).tolist(), strict=True)
        return tuple(Neighbour(self.ids[other], score / ONE) for other, score in pairs)


NOBODY = Neighbourhoods((), np.empty((0, 0), dtype=np.int64), Candidates.none(0), np.empty((3, 0)), 0)
"""Of a blog without posts."""


class _Posts(NamedTuple):
    """Posts in order of their ids.

    Attributes:
        ids: The posts.
        vectors: The same, in another order.
        places: The row that each row of *vectors* has here.
        days: The date of each.
        order: The row that each has in *vectors*.
    """

    ids: Sequence[str]
    vectors: Vectors
    places: Numbers
    days: NDArray[np.int32]
    order: Numbers

    def features(self, row: int) -> Features:
        """The features of the post in that row here."""
        return features_of(self.vectors.row(int(self.order[row])))


def neighbourhoods(vectors: Vectors, before: Neighbourhoods, changed: Collection[str]) -> Neighbourhoods:
    """The neighbourhoods of all posts.

    Args:
        vectors: The posts.
        before: The neighbourhoods as they were; `NOBODY` if they are not known.
        changed: The ids of posts that were not there then, or different.
    """
    posts = _sorted(vectors)
    if len(posts.ids) <= SMALL:
        return _compared(posts)
    rows = _rows(before.ids, posts.ids, changed)
    drift = before.changed + max(len(before.ids), len(posts.ids)) - int(np.count_nonzero(rows >= 0))
    if drift > len(posts.ids) * MOST_CHANGED:
        return _compared(posts)
    return _followed(before, posts, rows, drift)


def _sorted(vectors: Vectors) -> _Posts:
    order = np.array(sorted(range(len(vectors)), key=vectors.ids.__getitem__), dtype=np.int64)
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return _Posts([vectors.ids[row] for row in order.tolist()], vectors, places, vectors.days[order], order)


def _rows(before: Sequence[str], now: Sequence[str], changed: Collection[str]) -> Numbers:
    """The row *now* of each post *before*; -1 if it is gone or *changed*."""
    row_of = {name: row for row, name in enumerate(now)}
    for name in changed:
        row_of.pop(name, None)
    return np.array([row_of.get(name, -1) for name in before], dtype=np.int64)


def _compared(posts: _Posts) -> Neighbourhoods:
    """All posts compared with all."""
    count = len(posts.ids)
    lists = feature_lists(posts.vectors, posts.places)
    blocks = Likeness(lists, posts.days, posts.features).blocks(np.arange(count))
    candidates = Candidates.none(count).joined(blocks, np.zeros(count, dtype=bool))
    return Neighbourhoods(posts.ids, shown(candidates), candidates, lists.lengths, 0)


def _followed(before: Neighbourhoods, posts: _Posts, rows: Numbers, drift: int) -> Neighbourhoods:
    """Only what came compared with all, and what lost too many candidates; *rows* are those of what stayed."""
    count = len(posts.ids)
    known = before.candidates.moved(rows, count)
    new = np.ones(count, dtype=bool)
    new[rows[rows >= 0]] = False
    compared = np.flatnonzero(new | known.too_short)
    lengths = np.zeros((len(before.lengths), count))
    lengths[:, rows[rows >= 0]] = before.lengths[:, rows >= 0]
    lengths[:, compared] = 0
    lists = feature_lists(posts.vectors, posts.places, compared, lengths)
    blocks = Likeness(lists, posts.days, posts.features).blocks(compared)
    candidates = known.joined(blocks, new)
    return Neighbourhoods(posts.ids, shown(candidates), candidates, lists.lengths, drift)
