"""A vector space: some posts weighted by tf-idf, and how like others are to them.

The weight of a feature is ``(1 + ln times) * (ln((1 + N) / (1 + df)) + 1)``, where the title counts as three times and
features of a single post are left out; vectors have length one (Salton, Buckley: "Term-weighting approaches in
automatic text retrieval", 1988).
"""

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import Entries, are_in_title, features_of, times_in_body
from indexer.tagging.places import search, slices

Numbers = NDArray[np.int64]
Weights = NDArray[np.float32]

TITLE = 3
"""How many times in the body a title counts as."""
_RARE = 32
"""Features of so many posts at most are multiplied pair by pair, others as matrices: each way the faster one."""
_AT_ONCE = 4_096


class VectorSpace:
    """The posts that others are compared with.

    Args:
        firsts: shape (posts + 1,): where the entries of each post begin.
        entries: What they say.
    """

    def __init__(self, firsts: Numbers, entries: Entries) -> None:
        self._posts = len(firsts) - 1
        known, counts = np.unique(features_of(entries), return_counts=True)
        self._known, counts = known[counts > 1], counts[counts > 1]
        self._idf = np.log((1 + self._posts) / (1 + counts)) + 1
        columns, weights, rows = self._weighted(entries, np.repeat(np.arange(self._posts), np.diff(firsts)))
        order = np.argsort(columns, kind="stable")
        self._rows, self._weights = rows[order], weights[order]
        self._counts = counts
        self._firsts = np.concatenate(([0], np.cumsum(counts)))

    def likeness(self, entries: Entries) -> Weights:
        """The cosine of a text's vector with that of each post, shape (posts,)."""
        columns, weights, _ = self._weighted(entries, np.zeros(len(entries), dtype=np.int64))
        counts = self._counts[columns]
        places = slices(self._firsts[columns], counts)
        products = self._weights[places] * np.repeat(weights, counts)
        return np.bincount(self._rows[places], products, self._posts).astype(np.float32)

    def gram(self) -> Weights:
        """The cosine of each post with each, shape (posts, posts)."""
        found = np.zeros((self._posts, self._posts), dtype=np.float32)
        self._add_rare(found)
        common = np.flatnonzero(self._counts > _RARE)
        for first in range(0, len(common), _AT_ONCE):
            part = self._dense(common[first : first + _AT_ONCE])
            found += part @ part.T
        np.fill_diagonal(found, 1.0)  # which a post without features would lack
        return found

    def _weighted(self, entries: Entries, rows: Numbers) -> tuple[Numbers, Weights, Numbers]:
        """The number of each known feature of *entries*, its weight, and its row."""
        columns, known = search(self._known, features_of(entries))
        entries, rows = entries[known], rows[known]
        times = times_in_body(entries) + TITLE * are_in_title(entries).astype(np.uint32)
        weights = (1 + np.log(times)) * self._idf[columns]
        lengths = np.sqrt(np.bincount(rows, weights**2))
        return columns, (weights / lengths[rows]).astype(np.float32), rows

    def _dense(self, columns: Numbers) -> Weights:
        """The weights of *columns*, shape (posts, columns)."""
        counts = self._counts[columns]
        places = slices(self._firsts[columns], counts)
        dense = np.zeros((self._posts, len(columns)), dtype=np.float32)
        dense[self._rows[places], np.repeat(np.arange(len(columns)), counts)] = self._weights[places]
        return dense

    def _add_rare(self, found: Weights) -> None:
        """Add the products over features that few posts have."""
        sums = found.ravel()
        for count in range(2, _RARE + 1):
            places = self._firsts[:-1][self._counts == count, None] + np.arange(count)
            rows, weights = self._rows[places], self._weights[places]
            pairs = rows[:, :, None] * self._posts + rows[:, None, :]
            np.add.at(sums, pairs, weights[:, :, None] * weights[:, None, :])
