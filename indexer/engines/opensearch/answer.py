"""The answer to a query: one search in the cluster, of which a window is scored again, cut to a page and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from indexer.engines.opensearch import facets
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.holdings import Found, SnapshotHoldings, all_of
from indexer.engines.opensearch.order import Order
from indexer.engines.opensearch.paging import fetched
from indexer.engines.opensearch.showing import Shown
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import Clause
from indexer.engines.opensearch.window import SOURCE, Window
from indexer.matching.evaluation import Matches, evaluate
from indexer.matching.understood import understood
from indexer.query import Query, Sort
from indexer.query_parser import reworded
from indexer.ranking.scoring import DESCRIBING_SLOTS, Ranking, rank
from indexer.ranking.smoothing import BEST, best, smoothed
from indexer.results import Results
from indexer.understanding import Understanding

MARGIN = 6
"""Posts before and behind a page that are scored again with it, as those of nearly equal scores may change places."""
_NEWEST: Sequence[Json] = ({"moment": {"order": "desc", "missing": "_last"}}, {"key": "asc"})
_ORDERS: Mapping[Sort, Sequence[Json]] = {
    Sort.NEWEST: _NEWEST,
    Sort.OLDEST: ({"moment": {"order": "asc", "missing": "_last"}}, {"key": "asc"}),
    Sort.TITLE: ({"title_key": "asc"}, *_NEWEST),
    Sort.TITLE_DESCENDING: ({"title_key": "desc"}, *_NEWEST),
    Sort.RELEVANCE: ({"_score": "desc"}, *_NEWEST),
}

Evaluated = tuple[Matches[Clause, Found], Understanding | None]


def answer(snapshot: Snapshot, query: Query) -> Results:
    """The results of *query* in *snapshot*."""

    def evaluation(holdings: SnapshotHoldings) -> Evaluated:
        matches = evaluate(holdings, query.clauses)
        return matches, understood(holdings, matches) if query.explain else None

    matches, understanding = SnapshotHoldings(snapshot).settled(evaluation)
    found = _Search(snapshot, query, matches)
    typed = [slot for joined in matches.slots for slot in joined.typed]
    show = Shown(snapshot, query, matches)
    return Results(
        hits=tuple(show.hit(found.window, found.ranking, place) for place in found.page),
        total=found.response["hits"]["total"]["value"],
        generation=snapshot.name,
        facets=facets.counts(snapshot, query, found.response) if query.facets else {},
        matching=matches.matching,
        corrected=reworded(query.text, {slot.text: slot.correction for slot in typed if slot.correction}),
        did_you_mean=reworded(query.text, {slot.text: slot.offer for slot in typed if slot.offer}),
        understanding=understanding,
    )


@dataclass(frozen=True)
class _Search:
    """The search for *query* in *snapshot*, of which it is known what it *matches*."""

    snapshot: Snapshot
    query: Query
    matches: Matches[Clause, Found]

    @cached_property
    def response(self) -> Json:
        """What the cluster answers: the window, the total and the facets."""
        query, narrow = self.query, facets.narrowing(self.snapshot, self.query.filters)
        body: dict[str, Any] = {
            "query": self._ordered(all_of([self.matches.posts, *self._period()])),
            "sort": _ORDERS[query.sort if self._is_ranked else self._unranked],
            "track_total_hits": True,
            "_source": SOURCE,
        }
        if narrow:
            body["post_filter"] = all_of([clause for clauses in narrow.values() for clause in clauses])
        if query.facets:
            body["aggs"] = facets.aggregations(self.snapshot, query, narrow)
        first, last = self._reach
        return fetched(self.snapshot, body, first, last - first)

    @cached_property
    def window(self) -> Window:
        """The posts of the page, and those around it."""
        return self._window(self.response, self._highest, lambda: self._smoothed)

    @cached_property
    def ranking(self) -> Ranking | None:
        """Their scores, if anything is scored."""
        return rank(self.window, self.matches.sought) if self.matches.sought and self.query.limit else None

    @property
    def page(self) -> list[int]:
        """The places of the page's posts in the window, in order."""
        places = self.window.numbers
        if self._is_ranked and self.ranking:
            places = np.lexsort((self.window.newest, -self.ranking.total))
        first = self.query.offset - self._reach[0]
        return [int(place) for place in places[first : first + self.query.limit]]

    @property
    def _is_ranked(self) -> bool:
        return self.query.sort is Sort.RELEVANCE and bool(self.matches.sought)

    @property
    def _unranked(self) -> Sort:
        return Sort.NEWEST if self.query.sort is Sort.RELEVANCE else self.query.sort

    @property
    def _reach(self) -> tuple[int, int]:
        """From where to where hits are fetched."""
        first, last = self.query.offset, self.query.offset + self.query.limit
        if not self._is_ranked or not self.query.limit:
            return first, last
        if len(self.matches.sought) >= DESCRIBING_SLOTS and first < BEST:  # smoothing shuffles the best
            first, last = 0, max(last, BEST)
        return max(0, first - MARGIN), last + MARGIN

    @property
    def _order(self) -> Order:
        return Order(self.snapshot, self.matches.sought)

    def _ordered(self, posts: Clause) -> Clause:
        """What finds *posts*, scored if hits are ordered by that."""
        return self._scored(posts) if self._is_ranked and self.query.limit else {"bool": {"filter": [posts]}}

    def _scored(self, posts: Clause) -> Clause:
        are_all_held = self.matches.matching == "all" and not any(one.alternatives for one in self.matches.sought)
        is_covered = are_all_held and all(worth == 1 for one in self.matches.sought for worth in one.worths)
        return self._order.query(posts, is_covered=is_covered)

    def _period(self) -> list[Clause]:
        bounds = {"gte": self.query.since, "lte": self.query.until}
        days = {name: day.toordinal() for name, day in bounds.items() if day}
        return [{"range": {"day": days}}] if days else []

    def _window(self, response: Json, *others: Any) -> Window:  # noqa: ANN401  (what Window takes)
        sources = [hit["_source"] for hit in response["hits"]["hits"]]
        return Window(sources, self.snapshot.averages, *others)

    def _highest(self) -> float:
        """1 if a post that matches may be what was named; else 0."""
        naming = {"query": self._order.covering(self.matches.posts), "size": 0, "track_total_hits": 1}
        return float(self.snapshot.ask(naming)["hits"]["total"]["value"] > 0)

    @cached_property
    def _smoothed(self) -> Mapping[str, float]:
        """The smoothed scores of the best of all posts that match, by id."""
        body = {
            "query": self._scored(self.matches.posts),
            "sort": _ORDERS[Sort.RELEVANCE],
            "size": BEST + MARGIN,
            "_source": SOURCE,
            "track_total_hits": False,
        }
        window = self._window(self.snapshot.ask(body), lambda: 1.0, dict)
        scores = rank(window, self.matches.sought).total
        places = best(scores, window.newest)
        together = smoothed(scores[places], window.stems(places.tolist()))
        ids = (window.posts[place].document.id for place in places.tolist())
        return dict(zip(ids, together.tolist(), strict=True))
