"""How a query was understood, told from its parts after they were evaluated."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from indexer.engines.whoosh.columns import Mask
from indexer.engines.whoosh.evaluate import Matches, Part
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.understanding import Understanding, UnderstoodClause, UnderstoodWord


def understanding(snapshot: Snapshot, matches: Matches) -> Understanding:
    """How the query that gave *matches* was understood."""
    clauses = tuple(
        UnderstoodClause(clause, tuple(_words(parts, matches)), _count(_common(snapshot, parts)))
        for clause, parts in matches.clauses
    )
    return Understanding(clauses, matches.is_long)


def _common(snapshot: Snapshot, parts: Sequence[Part]) -> Mask:
    """The live posts that hold all of *parts*; none if there are no parts."""
    masks = [part.mask for part in parts]
    return reduce(np.logical_and, masks, snapshot.live) if masks else ~snapshot.live & snapshot.live


def _words(parts: Sequence[Part], matches: Matches) -> Iterator[UnderstoodWord]:
    for part in parts:
        is_passed_over = part.is_dispensable and matches.passes_over
        for one in part.alternatives or (part,):
            if slot := one.slot:
                completions, corrections = ((), slot.words) if slot.correction else (slot.words, ())
                yield UnderstoodWord(
                    *(slot.text, tuple(slot.variants), completions, corrections),
                    *(slot.offer, is_passed_over, _count(one.mask)),
                )


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))
