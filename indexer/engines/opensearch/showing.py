"""Showing: posts of a window become hits."""

from collections.abc import Iterator
from functools import partial

from indexer.engines.opensearch.holdings import Found, fields
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import Clause
from indexer.engines.opensearch.window import Fetched, Window
from indexer.expansion import Slot
from indexer.matching.evaluation import Matches
from indexer.matching.explained import explained
from indexer.matching.marks import highlighter
from indexer.query import Query
from indexer.ranking.scoring import Ranking
from indexer.ranking.sought import Sought
from indexer.results import Explanation, Hit
from indexer.schema import TEXT_FIELD_NAMES
from indexer.showing import shown
from indexer.snippets import Marks


class Shown:
    """Makes hits of what was found for *query*, as it was understood in *matches*."""

    def __init__(self, snapshot: Snapshot, query: Query, matches: Matches[Clause, Found]) -> None:
        self._query = query
        self._matches = matches
        self._highlighter = highlighter(snapshot.analyzer, matches)

    def hit(self, window: Window, ranking: Ranking | None, place: int) -> Hit:
        """The hit of the post at *place* of *window*, ranked by *ranking* if by any."""
        post = window.posts[place]
        return shown(
            post.document,
            partial(self._marks, post),
            score=ranking.shown(place) if ranking else 1.0,
            with_sections=self._query.sections,
            explanation=self._explanation(post, ranking, place) if ranking and self._query.explain else None,
        )

    def _marks(self, post: Fetched, field: str) -> Marks:
        return self._highlighter.marks(post.document.text(field), post.document.lang)

    def _explanation(self, post: Fetched, ranking: Ranking, place: int) -> Explanation:
        return explained(self._matches, ranking, place, partial(_held, post), partial(_fields, post))


def _held(post: Fetched, slot: Slot) -> Iterator[str]:
    """The stems that stand for *slot* in *post*."""
    return (stem for stem in slot.variants if any(post.said(field).stems[stem] for field in fields(slot.field)))


def _fields(post: Fetched, sought: Sought[Found]) -> Iterator[str]:
    """The fields in which *post* holds what is *sought*."""
    found = [one.variants for one in sought.alternatives or (sought,)]
    return (name for name in TEXT_FIELD_NAMES if any(post.holds(one, name) for one in found))
