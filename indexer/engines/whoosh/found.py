"""What was found of terms: their postings in all segments, as arrays."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import FIELD_BITS


class Found(NamedTuple):
    """The postings of several terms, one after the other.

    Attributes:
        cells: The cells that hold the term, numbered through all segments; ascending within a term.
        documents: The documents that these are in.
        frequencies: How often each holds it.
        terms: The place of the posting's term in the list that was asked for; None if one term was found at most.
    """

    cells: NDArray[np.int64]
    documents: NDArray[np.int64]
    frequencies: NDArray[Any]
    terms: NDArray[np.int64] | None = None

    @classmethod
    def of(cls, cells: NDArray[Any], frequencies: NDArray[Any], terms: NDArray[np.int64] | None = None) -> "Found":
        """What was found in *cells*."""
        wide = cells.astype(np.int64)
        return cls(wide, wide >> FIELD_BITS, frequencies, terms)

    def where(self, chosen: NDArray[Any]) -> "Found":
        """Only those of *chosen*."""
        terms = None if self.terms is None else self.terms[chosen]
        return Found(self.cells[chosen], self.documents[chosen], self.frequencies[chosen], terms)

    def begins(self) -> NDArray[np.int64]:
        """Where another document or another term begins."""
        change = np.ones(len(self.documents), dtype=bool)
        np.not_equal(self.documents[1:], self.documents[:-1], out=change[1:])
        if self.terms is not None:
            change[1:] |= self.terms[1:] != self.terms[:-1]
        return change.nonzero()[0]
