"""Posting lists of a Whoosh index as numpy arrays.

Whoosh walks its lists one posting at a time; a list is read here block by block instead, and whole queries are then
evaluated over arrays (see evaluate.py). Whoosh 2.7.4 is pinned, so its block reader's attributes may be relied on.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.formats import Positions
from whoosh.matching.wrappers import FilterMatcher

from indexer.engines.whoosh.cards import Mask

Numbers = NDArray[np.int32]
Frequencies = NDArray[np.float64]

CACHED_LISTS = 20_000
"""Lists kept in memory; most are shorter than a hundred postings."""


class Postings(NamedTuple):
    """The documents that hold a term, in ascending order, and how often each holds it."""

    documents: Numbers
    frequencies: Frequencies


_NONE = Postings(np.empty(0, dtype=np.int32), np.empty(0))


class PostingReader:
    """Reads the posting lists of all segments of an index, without the documents that are not *live*."""

    def __init__(self, reader: Any, live: Mask) -> None:  # noqa: ANN401  (Whoosh has no types)
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers()]
        self._live = live
        self.postings: Callable[[str, str], Postings] = lru_cache(CACHED_LISTS)(self._postings)
        self.positions: Callable[[str, str], dict[int, list[int]]] = lru_cache(256)(self._positions)

    def _postings(self, field: str, term: str) -> Postings:
        """The postings of *term* in *field*; empty if no live document holds it."""
        found = [self._leaf_postings(leaf, base, field, term) for leaf, base in self._leaves if (field, term) in leaf]
        if not found:
            return _NONE
        documents = np.concatenate([documents for documents, _ in found])
        frequencies = np.concatenate([frequencies for _, frequencies in found])
        live = self._live[documents]
        return Postings(documents[live], frequencies[live])

    def _leaf_postings(self, leaf: Any, base: int, field: str, term: str) -> Postings:  # noqa: ANN401
        matcher = _unfiltered(leaf.postings(field, term))
        documents: list[int] = []
        weights: list[float] = []
        while matcher.is_active():
            matcher._read_ids()  # noqa: SLF001
            matcher._read_weights()  # noqa: SLF001
            documents.extend(matcher._ids)  # noqa: SLF001
            weights.extend(matcher._weights)  # noqa: SLF001
            matcher._next_block()  # noqa: SLF001
        return Postings(np.array(documents, dtype=np.int32) + np.int32(base), np.array(weights, dtype=np.float64))

    def _positions(self, field: str, term: str) -> dict[int, list[int]]:
        """Where *term* stands in *field*: document number to ascending positions, live documents only."""
        found: dict[int, list[int]] = {}
        decode = Positions().decode_positions
        for leaf, base in self._leaves:
            if (field, term) not in leaf:
                continue
            matcher = _unfiltered(leaf.postings(field, term))
            while matcher.is_active():
                number = matcher.id() + base
                if self._live[number]:
                    found[number] = decode(matcher.value())
                matcher.next()
        return found


def _unfiltered(matcher: Any) -> Any:  # noqa: ANN401
    """The list itself; deleted documents are masked over whole arrays instead."""
    return matcher.child if isinstance(matcher, FilterMatcher) else matcher
