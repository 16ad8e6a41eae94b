"""How a query was understood, told from its parts after they were evaluated."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from indexer.engines.whoosh.columns import Mask
from indexer.engines.whoosh.evaluate import Matches, Part
from indexer.understanding import Understanding, UnderstoodClause, UnderstoodWord


def understanding(matches: Matches) -> Understanding:
    """How the query that gave *matches* was understood."""
    clauses = tuple(
        UnderstoodClause(clause, tuple(_words(parts, passes_over=matches.passes_over)), _holding_all(parts))
        for clause, parts in matches.clauses
    )
    return Understanding(clauses, matches.is_long)


def _words(parts: Sequence[Part], *, passes_over: bool) -> Iterator[UnderstoodWord]:
    for part in parts:
        is_passed_over = passes_over and part.is_dispensable
        for one in part.alternatives or (part,):
            if slot := one.slot:
                yield UnderstoodWord(
                    text=slot.text,
                    stems=tuple(slot.variants),
                    completions=() if slot.correction else slot.words,
                    corrections=slot.words if slot.correction else (),
                    offer=slot.offer,
                    is_passed_over=is_passed_over,
                    posts=_count(one.mask),
                )


def _holding_all(parts: Sequence[Part]) -> int:
    """How many posts hold all of *parts*; none if there are no parts."""
    masks = [part.mask for part in parts]
    return _count(reduce(np.logical_and, masks)) if masks else 0


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))
