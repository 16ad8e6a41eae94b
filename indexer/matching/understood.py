"""How a query was understood, told from its parts after they were evaluated."""

from collections.abc import Iterator, Sequence

from indexer.matching.evaluation import Matches, Part
from indexer.matching.holdings import Found, Holdings, Posts
from indexer.understanding import Understanding, UnderstoodClause, UnderstoodWord


def understood(holdings: Holdings[Posts, Found], matches: Matches[Posts, Found]) -> Understanding:
    """How the query that gave *matches* in *holdings* was understood."""
    clauses = tuple(
        UnderstoodClause(
            clause,
            tuple(_words(holdings, parts, passes_over=matches.passes_over)),
            holdings.size(holdings.all_of([part.posts for part in parts])) if parts else 0,
        )
        for clause, parts in matches.clauses
    )
    return Understanding(clauses, matches.is_long)


def _words(
    holdings: Holdings[Posts, Found], parts: Sequence[Part[Posts, Found]], *, passes_over: bool
) -> Iterator[UnderstoodWord]:
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
                    posts=holdings.size(one.posts),
                )
