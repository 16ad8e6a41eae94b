"""Holdings of a snapshot: sets of posts are masks, so that AND, OR and exclusion are one operation each."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from indexer.engines.whoosh.columns import FIELDS, Mask
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.expansion import Expander
from indexer.matching.holdings import Kind, PhraseTerms
from indexer.schema import TEXT_FIELD_NAMES


class SnapshotHoldings:
    """What `indexer.matching` asks of *snapshot*; see `indexer.matching.holdings.Holdings`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def expander(self) -> Expander:
        """Expands words by what the snapshot holds."""
        return self._snapshot.expander

    @property
    def everything(self) -> Mask:
        """All live documents."""
        return self._snapshot.live

    @property
    def nothing(self) -> Mask:
        """No document."""
        return np.zeros(self._snapshot.size, dtype=bool)

    @property
    def count(self) -> int:
        """How many live documents there are."""
        return self._snapshot.live_count

    def carrying(self, field: str, value: str) -> Mask:
        """The live documents that carry *value* in the facet *field*."""
        return self._snapshot.carrying(field, [value])

    def terms(self, kind: Kind, terms: Sequence[str], field: str | None) -> Found:
        """The postings of *terms*."""
        return _in_field(self._snapshot.found(kind, terms), field)

    def phrase(self, terms: PhraseTerms, field: str | None) -> Found:
        """The cells that hold *terms* in a row."""
        return _in_field(self._snapshot.phrase(terms), field)

    def holding(self, found: Found) -> Mask:
        """The live documents that *found* is in."""
        return self._snapshot.holding(found)

    def all_of(self, sets: Sequence[Mask]) -> Mask:
        """The documents that are in all of *sets*."""
        return reduce(np.logical_and, sets)

    def any_of(self, sets: Sequence[Mask]) -> Mask:
        """The documents that are in any of *sets*."""
        return reduce(np.logical_or, sets)

    def without(self, posts: Mask, others: Mask) -> Mask:
        """Those of *posts* that are not among *others*."""
        return posts & ~others

    def size(self, posts: Mask) -> int:
        """How many documents are in the set."""
        return int(np.count_nonzero(posts))

    def occurrences(self, found: Found) -> int:
        """How many live documents hold each of the terms of *found*, summed up."""
        return int(np.count_nonzero(self._snapshot.live[found.documents[found.begins()]]))


def _in_field(found: Found, field: str | None) -> Found:
    """Those of *found* in one field; all of them if it is None."""
    return found if field is None else found.where(found.cells & (FIELDS - 1) == TEXT_FIELD_NAMES.index(field))
