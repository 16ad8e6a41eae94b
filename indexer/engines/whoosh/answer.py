"""The answer to a query: the posts that match, narrowed, ordered, cut to a page and shown."""

from collections.abc import Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.whoosh.cards import Cards, Mask
from indexer.engines.whoosh.evaluate import Matches, evaluate
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.expansion import Slot
from indexer.query import Query, Sort
from indexer.query_parser import reworded
from indexer.results import Explanation, Hit, Results, WordScore
from indexer.snippets import Highlighter, highlighted, passage, section_hits


def answer(snapshot: Snapshot, analyzer: Analyzer, query: Query) -> Results:
    """The results of *query* on *snapshot*."""
    matches = evaluate(snapshot, query.clauses)
    dated = matches.mask & _in_period(snapshot.cards, query)
    narrowing = _narrowing(snapshot, query)
    found = reduce(np.logical_and, narrowing.values(), dated)
    page = _ordered(snapshot.cards, matches, found, query.sort)[query.offset : query.offset + query.limit]
    show = _Show(snapshot, matches, _highlighter(analyzer, matches), query)
    typed = [slot for joined in matches.slots for slot in joined.typed]
    return Results(
        hits=tuple(show.hit(int(number)) for number in page),
        total=int(found.sum()),
        generation=snapshot.name,
        facets={name: _counts(snapshot.cards, name, dated, narrowing) for name in query.facets},
        matching=matches.matching,
        corrected=reworded(query.text, {slot.text: slot.correction for slot in typed if slot.correction}),
        did_you_mean=reworded(query.text, {slot.text: slot.offer for slot in typed if slot.offer}),
    )


def _in_period(cards: Cards, query: Query) -> Mask:
    mask = np.ones(cards.size, dtype=bool)
    if query.since:
        mask &= cards.days >= query.since.toordinal()
    if query.until:
        mask &= (cards.days > 0) & (cards.days <= query.until.toordinal())
    return mask


def _narrowing(snapshot: Snapshot, query: Query) -> dict[str, Mask]:
    """Facet to the posts that its filters leave."""
    masks: dict[str, Mask] = {}
    for narrow in query.filters:
        mask = snapshot.cards.facets[narrow.field].carrying(narrow.values, snapshot.size)
        masks[narrow.field] = masks.get(narrow.field, snapshot.live) & mask
    return masks


def _counts(cards: Cards, facet: str, mask: Mask, narrowing: Mapping[str, Mask]) -> dict[str, int]:
    """The counts of *facet*, its own filters aside."""
    others = [narrow for name, narrow in narrowing.items() if name != facet]
    return cards.facets[facet].counts(reduce(np.logical_and, others, mask))


def _ordered(cards: Cards, matches: Matches, found: Mask, sort: Sort) -> NDArray[np.int64]:
    """The document numbers of *found* in the order of *sort*."""
    numbers = np.flatnonzero(found)
    newest = cards.newest[numbers]
    if sort is Sort.OLDEST:
        return numbers[np.argsort(cards.oldest[numbers])]
    if sort in (Sort.TITLE, Sort.TITLE_DESCENDING):
        titles = cards.titles[numbers] * (1 if sort is Sort.TITLE else -1)
        return numbers[np.lexsort((newest, titles))]
    if sort is Sort.RELEVANCE and matches.ranking:
        return numbers[np.lexsort((newest, -matches.ranking.total[numbers]))]
    return numbers[np.argsort(newest)]


def _highlighter(analyzer: Analyzer, matches: Matches) -> Highlighter:
    stems = {stem: number for number, slot in enumerate(matches.slots) for stem in slot.variants}
    words = {slot.exact: number for number, slot in enumerate(matches.slots) if slot.variants}
    letters = {number for number, slot in enumerate(matches.slots) if slot.is_letter}
    return Highlighter(analyzer, stems, words, matches.phrases, letters)


class _Show:
    """Makes hits of document numbers."""

    def __init__(self, snapshot: Snapshot, matches: Matches, highlighter: Highlighter, query: Query) -> None:
        self._snapshot = snapshot
        self._matches = matches
        self._highlighter = highlighter
        self._explain = query.explain

    def hit(self, number: int) -> Hit:
        """The hit of document *number*."""
        document, stream = self._snapshot.stored(number)
        marks = self._highlighter.marks_in(stream, document.lang)
        return Hit(
            id=document.id,
            path=document.path,
            url=document.url,
            title=document.title,
            summary=document.summary,
            tags=document.tags,
            categories=document.categories,
            authors=document.authors,
            date=document.date,
            updated=document.updated,
            lang=document.lang,
            score=self._score(number),
            title_html=highlighted(document.title, self._highlighter.marks(document.title, document.lang)),
            snippet=passage(document.body, marks, document.sections) if marks else self._summary(document),
            sections=section_hits(document.body, document.sections, marks),
            explanation=self._explanation(number) if self._explain else None,
        )

    def _summary(self, document: Document) -> str:
        text = document.summary or document.body
        return passage(text, self._highlighter.marks(document.summary, document.lang) if document.summary else ())

    def _score(self, number: int) -> float:
        ranking = self._matches.ranking
        return min(1.0, float(ranking.total[number]) / ranking.highest) if ranking and ranking.highest else 1.0

    def _explanation(self, number: int) -> Explanation | None:
        ranking = self._matches.ranking
        if not ranking:
            return None
        words = tuple(
            WordScore(slot.text, self._held(number, slot), float(part[number]))
            for slot, part in zip(self._matches.slots, ranking.slots, strict=True)
        )
        return Explanation(
            words,
            exact=float(ranking.exact[number]),
            title=float(ranking.title[number]),
            coordination=float(ranking.coordination[number]),
            score=float(ranking.total[number]),
        )

    def _held(self, number: int, slot: Slot) -> tuple[str, ...]:
        """The stems that stand for *slot* in document *number*."""
        return tuple(stem for stem in slot.variants if number in self._snapshot.saturated(stem, slot.field, False)[0])
