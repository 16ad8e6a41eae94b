"""The answer to a query: the posts that match, narrowed, ordered, cut to a page and shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.candidates import Candidates
from indexer.engines.whoosh.columns import FIELDS, Mask
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.holdings import SnapshotHoldings
from indexer.engines.whoosh.marking import Marker
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.expansion import Slot
from indexer.matching.evaluation import Matches, evaluate
from indexer.matching.explained import explained
from indexer.matching.understood import understood
from indexer.query import Query, Sort
from indexer.query_parser import reworded
from indexer.ranking.scoring import Ranking
from indexer.ranking.sought import Sought
from indexer.results import Explanation, Hit, Results
from indexer.schema import TEXT_FIELD_NAMES
from indexer.showing import shown

Scorer = Callable[[Candidates, Sequence[Sought[Found]]], Ranking]


def answer(snapshot: Snapshot, query: Query, scorer: Scorer) -> Results:
    """The results of *query* on *snapshot*, ranked by *scorer*."""
    holdings = SnapshotHoldings(snapshot)
    matches = evaluate(holdings, query.clauses)
    dated = matches.posts & _in_period(snapshot, query) if query.since or query.until else matches.posts
    narrowing = _narrowing(snapshot, query)
    found = reduce(np.logical_and, narrowing.values(), dated)
    ranking = None
    if matches.sought and query.limit:  # among all that match, so that filters change no score
        ranking = scorer(Candidates(snapshot, matches.posts), matches.sought).within(found)
    page = _ordered(snapshot, ranking, found, query)
    show = _Show(snapshot, matches, ranking, query)
    typed = [slot for joined in matches.slots for slot in joined.typed]
    return Results(
        hits=tuple(show.hit(int(number)) for number in page),
        total=int(np.count_nonzero(found)),
        generation=snapshot.name,
        facets={name: _counts(snapshot, name, dated, narrowing, query.facet_values) for name in query.facets},
        matching=matches.matching,
        corrected=reworded(query.text, {slot.text: slot.correction for slot in typed if slot.correction}),
        did_you_mean=reworded(query.text, {slot.text: slot.offer for slot in typed if slot.offer}),
        understanding=understood(holdings, matches) if query.explain else None,
    )


def _in_period(snapshot: Snapshot, query: Query) -> Mask:
    mask = snapshot.days > 0
    if query.since:
        mask &= snapshot.days >= query.since.toordinal()
    if query.until:
        mask &= snapshot.days <= query.until.toordinal()
    return mask


def _narrowing(snapshot: Snapshot, query: Query) -> dict[str, Mask]:
    """Facet to the posts that its filters leave."""
    masks: dict[str, Mask] = {}
    for narrow in query.filters:
        mask = snapshot.carrying(narrow.field, narrow.values)
        masks[narrow.field] = masks.get(narrow.field, snapshot.live) & mask
    return masks


def _counts(
    snapshot: Snapshot, facet: str, mask: Mask, narrowing: Mapping[str, Mask], limit: int | None
) -> dict[str, int]:
    """The counts of *facet*, its own filters aside."""
    others = [narrow for name, narrow in narrowing.items() if name != facet]
    return snapshot.facet(facet).counts(reduce(np.logical_and, others, mask), limit)


def _ordered(snapshot: Snapshot, ranking: Ranking | None, found: Mask, query: Query) -> NDArray[np.int64]:
    """The document numbers of the page that was asked for."""
    numbers = np.flatnonzero(found)
    if query.sort is Sort.OLDEST:
        keys: list[NDArray[Any]] = [snapshot.oldest[numbers]]
    elif query.sort in (Sort.TITLE, Sort.TITLE_DESCENDING):
        keys = [snapshot.newest[numbers], snapshot.titles[numbers] * (1 if query.sort is Sort.TITLE else -1)]
    elif query.sort is Sort.RELEVANCE and ranking:
        keys = [snapshot.newest[numbers], -ranking.total]
    else:
        keys = [snapshot.newest[numbers]]
    first = _smallest(keys[-1], query.offset + query.limit)
    order = np.lexsort([key[first] for key in keys])
    return numbers[first[order][query.offset : query.offset + query.limit]]


def _smallest(keys: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Where the *count* smallest of *keys* are, and all that are equal to the greatest of these; in no order."""
    if not 0 < count < len(keys):
        return np.arange(len(keys))
    return np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1])


class _Show:
    """Makes hits of document numbers."""

    def __init__(
        self, snapshot: Snapshot, matches: Matches[Mask, Found], ranking: Ranking | None, query: Query
    ) -> None:
        self._snapshot = snapshot
        self._matches = matches
        self._ranking = ranking
        self._marker = Marker(matches)
        self._query = query

    def hit(self, number: int) -> Hit:
        """The hit of document *number*."""
        return shown(
            self._snapshot.document(number),
            self._marker.marked(self._snapshot.place(number)).in_field,
            score=self._score(number),
            with_sections=self._query.sections,
            explanation=self._explanation(number) if self._query.explain else None,
        )

    def _score(self, number: int) -> float:
        return self._ranking.shown(self._ranking.place(number)) if self._ranking else 1.0

    def _explanation(self, number: int) -> Explanation | None:
        if not self._ranking:
            return None
        place, fields = self._ranking.place(number), partial(_fields, number)
        return explained(self._matches, self._ranking, place, partial(self._held, number), fields)

    def _held(self, number: int, slot: Slot) -> tuple[str, ...]:
        """The stems that stand for *slot* in document *number*."""
        return tuple(stem for stem in slot.variants if self._snapshot.holds(number, stem, slot.field))


def _fields(number: int, sought: Sought[Found]) -> Iterator[str]:
    """The fields in which document *number* holds what is *sought*."""
    found = [one.variants for one in sought.alternatives or (sought,)]
    held = {int(cell) % FIELDS for one in found for cell in one.cells[one.documents == number]}
    return (name for place, name in enumerate(TEXT_FIELD_NAMES) if place in held)
