"""Feature lists: for each feature the posts that use it, and how much it weighs in each.

A post is three vectors. In its *whole* a feature weighs ``(1 + ln times) * idf**3``, where the title counts as three
times; in its *body* ``(1 + ln times) * idf``; in its *title* ``idf``. idf is ``ln((1 + posts) / (1 + holders)) + 1``
(Salton, Buckley: "Term-weighting approaches in automatic text retrieval", 1988). Each vector is made `ONE_WEIGHT` long
and its weights rounded to whole numbers: sums of their products are exact, so that no score depends on the order in
which posts were indexed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import FEATURE_BITS, MOST_TIMES, are_in_title, features_of, times_in_body
from indexer.vectors import Vectors

Numbers = NDArray[np.int64]
Weights = NDArray[np.int16]
Lengths = NDArray[np.float64]
"""shape (3, posts): how long wholes, bodies and titles are before they are made equally long; 0 where one is empty."""

ONE_WEIGHT = 1 << 11

TITLE_TIMES = 3
RARITY = 3
"""Rare features decide; with the usual 1, clearly fewer of the posts that authors link to are found."""
FEWEST_HOLDERS = 2
MOST_HOLDERS, MOST_PART = 128, 1 / 32
"""What more than 128 posts and more than every 32nd say tells nothing, and would take most of the time."""
LARGE = 10_000
"""What a larger blog compares is as in one of so many posts, or time would grow with the square of their number."""

ENTRIES_AT_ONCE = 1 << 16
"""What is made of so many stays in the processor's cache,"""
_NEAR_BITS = 16
_NEAR_SHIFT = np.uint32(32 - _NEAR_BITS)
"""as does a table of so many bits of features, which is asked first: it saves two thirds of the time."""

_ENTRY_SHIFT, _ROW_SHIFT = np.uint64(24), np.uint64(8)
_ROW, _COUNTS = np.uint64(0xFFFFFF), np.uint32(0xFF)
_NEXT_FEATURE = np.uint64(1 << 32)
_LEVELS = np.concatenate(([0.0], 1 + np.log(np.arange(1, MOST_TIMES + TITLE_TIMES + 1))))


class FeatureLists(NamedTuple):
    """Posts by feature, in compressed sparse rows.

    Attributes:
        firsts: shape (features + 1,): where the posts of each feature begin.
        rows: The posts, ascending within a feature.
        whole, body, title: What the feature weighs in each of the three vectors of the post.
        lengths: How long the vectors were.
    """

    firsts: Numbers
    rows: NDArray[np.int32]
    whole: Weights
    body: Weights
    title: Weights
    lengths: Lengths


def feature_lists(
    vectors: Vectors, places: Numbers, only: Numbers | None = None, known: Lengths | None = None
) -> FeatureLists:
    """The features that more than one post has, and not too many have.

    Args:
        vectors: The posts.
        places: The row that each post has in the lists.
        only: Rows: features that none of them has are left out.
        known: The lengths of the other posts' vectors, which what is left of their features does not tell; else 0.
    """
    keys, firsts = _kept(_keys(vectors, places, only), len(vectors))
    rows = (keys >> _ROW_SHIFT & _ROW).astype(np.int32)
    said = keys.astype(np.uint32) & _COUNTS
    del keys  # the largest array of all
    times, in_title = times_in_body(said).astype(np.uint8), are_in_title(said).astype(np.uint8)
    holders = np.diff(firsts)
    idf = np.log((1 + len(vectors)) / (1 + holders)) + 1
    lengths = np.zeros((3, len(vectors))) if known is None else known.copy()
    weights = []
    for kind, (levels, rarity) in enumerate(((times + TITLE_TIMES * in_title, RARITY), (times, 1), (in_title, 1))):
        exact = _LEVELS[levels]
        exact *= np.repeat(idf**rarity, holders)
        measured = np.sqrt(np.bincount(rows, exact * exact, len(vectors)))
        np.maximum(lengths[kind], measured, out=lengths[kind])  # a feature of one post is another's now, too
        scale = ONE_WEIGHT / np.where(lengths[kind] > 0, lengths[kind], 1.0)
        exact *= scale[rows]
        weights.append(np.rint(exact, out=exact).astype(np.int16))
    whole, body, title = weights
    return FeatureLists(firsts, rows, whole, body, title, lengths)


def _keys(vectors: Vectors, places: Numbers, only: Numbers | None) -> NDArray[np.uint64]:
    """Feature, row and counts of each entry in one number, ascending."""
    entries, bounds = vectors.entries, vectors.firsts
    if only is not None:
        chosen = _sharing(vectors, np.flatnonzero(np.isin(places, only)))
        entries, bounds = entries[chosen], np.searchsorted(chosen, bounds)
    keys = (entries & ~_COUNTS).astype(np.uint64)
    keys <<= _ENTRY_SHIFT
    keys |= np.repeat(places.astype(np.uint64) << _ROW_SHIFT, np.diff(bounds))
    keys |= entries & _COUNTS
    keys.sort()
    return keys


def _sharing(vectors: Vectors, rows: Numbers) -> Numbers:
    """The entries whose features some of *rows* have, too."""
    used, near = np.zeros(1 << FEATURE_BITS, dtype=bool), np.zeros(1 << _NEAR_BITS, dtype=bool)
    for row in rows.tolist():
        used[features_of(vectors.row(row))] = True
        near[vectors.row(row) >> _NEAR_SHIFT] = True
    found = []
    for first in range(0, len(vectors.entries), ENTRIES_AT_ONCE):
        part = vectors.entries[first : first + ENTRIES_AT_ONCE]
        likely = np.flatnonzero(near.take(part >> _NEAR_SHIFT))  # which takes two thirds of the time of an index
        found.append(likely[used[features_of(part[likely])]] + first)
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def _kept(keys: NDArray[np.uint64], posts: int) -> tuple[NDArray[np.uint64], Numbers]:
    """The *keys* of features that are compared, and where those of each begin."""
    firsts = np.flatnonzero((keys[1:] ^ keys[:-1]) >= _NEXT_FEATURE) + 1
    holders = np.diff(np.concatenate(([0], firsts, [len(keys)])))
    tells = (holders >= FEWEST_HOLDERS) & (holders <= max(MOST_HOLDERS, min(posts, LARGE) * MOST_PART))
    return keys[np.repeat(tells, holders)], np.concatenate(([0], np.cumsum(holders[tells])))
