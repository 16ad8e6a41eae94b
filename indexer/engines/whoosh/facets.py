"""Facets: which documents carry which values, as arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.folding import fold_name
from indexer.engines.whoosh.columns import Mask


class Facet:
    """The values of one facet.

    Args:
        documents, values: Pairs of a document's number and the number of a spelling that it carries.
        spellings: The values as they were written; those that fold to the same are one value.
        size: How many documents there are.
    """

    def __init__(
        self, documents: NDArray[np.int64], values: NDArray[np.int64], spellings: Sequence[str], size: int
    ) -> None:
        self._size = size
        self._numbers: dict[str, int] = {}
        of_spelling = [self._numbers.setdefault(fold_name(one), len(self._numbers)) for one in spellings]
        used = np.bincount(values, minlength=len(spellings)).tolist()
        self.names = _most_used(spellings, of_spelling, used)
        folded = np.array(of_spelling, dtype=np.int64)[values]
        count = max(len(self.names), 1)
        self._documents, self._values = np.divmod(np.unique(documents * count + folded), count)
        folds = list(self._numbers)
        order = sorted(range(len(folds)), key=folds.__getitem__)
        self._places = np.empty(len(order), dtype=np.int64)
        self._places[order] = np.arange(len(order))

    @property
    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Each pair of a document, ascending, and the number in `names` of a value that it carries."""
        return self._documents, self._values

    def carrying(self, values: Sequence[str]) -> Mask:
        """Which documents carry any of *values*."""
        wanted = [self._numbers[key] for key in map(fold_name, values) if key in self._numbers]
        mask = np.zeros(self._size, dtype=bool)
        mask[self._documents[np.isin(self._values, wanted)]] = True
        return mask

    def counts(self, mask: Mask, limit: int | None = None) -> dict[str, int]:
        """How many documents of *mask* carry each value, the most frequent first, then in order of names.

        A *limit* leaves the first ones.
        """
        counts = np.bincount(self._values[mask[self._documents]], minlength=len(self.names))
        found = np.flatnonzero(counts)
        order = found[np.lexsort((self._places[found], -counts[found]))][:limit]
        return dict(zip([self.names[number] for number in order.tolist()], counts[order].tolist(), strict=True))


def _most_used(spellings: Sequence[str], numbers: Sequence[int], used: Sequence[int]) -> list[str]:
    """For each value the spelling to show: the one used most."""
    best: dict[int, tuple[int, str]] = {}
    for spelling, number, count in zip(spellings, numbers, used, strict=True):
        candidate = (-count, spelling)
        best[number] = min(best.get(number, candidate), candidate)
    return [best[number][1] for number in range(len(best))]
