"""Facets: which documents carry which values, as arrays."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.folding import fold_value
from indexer.engines.whoosh.columns import Mask
from indexer.facet_values import FacetValues

Numbers = NDArray[np.int64]


class Carried(NamedTuple):
    """Pairs of a document, ascending, and the place in *names* of a value that it carries."""

    documents: Numbers
    values: Numbers
    names: Sequence[str]


class ValueKeys:
    """By which keys the values of the facet *field* are found that one segment holds, numbered as in *spellings*.

    They outlive the generations that hold the segment, as a `Facet` does not: who filters by values, and does not count
    them, has nothing to wait for after a sync.
    """

    def __init__(self, field: str, spellings: Sequence[str]) -> None:
        self._field = field
        self._spellings = spellings

    def numbers(self, keys: Sequence[str]) -> Numbers:
        """The numbers of the values that fold to one of *keys*."""
        hashes, numbers = self._hashed
        wanted = np.array([hash(key) for key in keys], dtype=np.int64)
        bounds = zip(hashes.searchsorted(wanted), hashes.searchsorted(wanted, "right"), strict=True)
        return np.concatenate([np.empty(0, dtype=np.int64), *(numbers[first:last] for first, last in bounds)])

    @cached_property
    def _hashed(self) -> tuple[Numbers, Numbers]:
        """Python's hashes of the keys, ascending, and the number of the value of each."""
        keys = (fold_value(self._field, value) for value in self._spellings)
        hashes = np.fromiter(map(hash, keys), dtype=np.int64, count=len(self._spellings))
        order = np.argsort(hashes)
        return hashes[order], order


class Facet:
    """The values of one facet.

    Args:
        field: Its name, one of `schema.VALUE_FIELDS`.
        documents, values: Pairs of a document's number and the number of a spelling that it carries.
        spellings: The values as they were written; those that fold to the same are one value.
        size: How many documents there are.

    Attributes:
        names: Every value in order of keys, as it is shown.
    """

    def __init__(self, field: str, documents: Numbers, values: Numbers, spellings: Sequence[str], size: int) -> None:
        used = np.bincount(values, minlength=len(spellings)).tolist()
        self._field = field
        self._size = size
        self._known = FacetValues(field, {one: count for one, count in zip(spellings, used, strict=True) if count})
        self._numbers = {key: number for number, key in enumerate(self._known.names)}
        self.names = list(self._known.names.values())
        keys = self._known.keys
        of_spelling = np.array([self._numbers[keys[one]] if one in keys else -1 for one in spellings], dtype=np.int64)
        self._own = documents, of_spelling[values]
        self._documents, self._values = self._with_parents(self._known.above)

    @property
    def spellings(self) -> Mapping[str, int]:
        """How many documents carry each spelling that is used."""
        return self._known.spellings

    @property
    def own(self) -> Carried:
        """What documents carry themselves, not because of what stands below it."""
        documents, values = self._unique(*self._own)
        carried, places = np.unique(values, return_inverse=True)
        return Carried(documents, places, [self.names[number] for number in carried.tolist()])

    def carrying(self, values: Sequence[str]) -> Mask:
        """Which documents carry any of *values*, or what stands below it."""
        keys = (fold_value(self._field, value) for value in values)
        wanted = np.zeros(len(self.names), dtype=bool)
        wanted[[self._numbers[key] for key in keys if key in self._numbers]] = True
        mask = np.zeros(self._size, dtype=bool)
        mask[self._documents[wanted[self._values]]] = True
        return mask

    def counts(self, mask: Mask, limit: int | None = None) -> dict[str, int]:
        """How many documents of *mask* carry each value, the most frequent first, then in order of keys.

        A *limit* leaves the first ones.
        """
        counts = np.bincount(self._values[mask[self._documents]], minlength=len(self.names))
        found = np.flatnonzero(counts)
        order = found[np.argsort(-counts[found], kind="stable")][:limit]
        return dict(zip([self.names[number] for number in order.tolist()], counts[order].tolist(), strict=True))

    def _with_parents(self, above: Mapping[str, str]) -> tuple[Numbers, Numbers]:
        """Each document with its values and with all that these stand below."""
        parent = np.full(len(self.names), -1)
        parent[[self._numbers[key] for key in above]] = [self._numbers[key] for key in above.values()]
        documents, values = self._own
        found = [(documents, values)]
        while above and len(values):
            is_below = parent[values] >= 0
            documents, values = documents[is_below], parent[values[is_below]]
            found.append((documents, values))
        return self._unique(*(np.concatenate(parts) for parts in zip(*found, strict=True)))

    def _unique(self, documents: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
        """Each pair once, ascending."""
        count = max(len(self.names), 1)
        return np.divmod(np.unique(documents * count + values), count)
