"""The series that a post belongs to, and what comes before and after it."""

from datetime import UTC, datetime
from typing import NamedTuple

from indexer.document import Document
from indexer.engine import Engine
from indexer.query import Filter, Query, Sort

_MOST = 500
"""Posts of a series that are looked at."""
_UNDATED = datetime.max.replace(tzinfo=UTC)


class SeriesPlace(NamedTuple):
    """Where a post stands in its series.

    Attributes:
        name: The series, as the post's author typed it.
        position: Its place among the posts, from 1.
        length: How many posts there are.
        previous, next: The posts before and after it, or None at the ends.
    """

    name: str
    position: int
    length: int
    previous: Document | None
    next: Document | None


def series_place(engine: Engine, document: Document) -> SeriesPlace | None:
    """Where *document* stands among the posts of its series in its language; None if it belongs to none.

    They are ordered by the part that their headers give, those without one last; then by date, then by path.
    """
    series = document.relations.series
    if series is None:
        return None
    posts = sorted(_posts(engine, series.name, document.lang), key=_order)
    place = next((place for place, post in enumerate(posts) if post.id == document.id), 0)
    before, after = posts[place - 1 : place] if place else [], posts[place + 1 : place + 2]
    return SeriesPlace(series.name, place + 1, len(posts), next(iter(before), None), next(iter(after), None))


def _posts(engine: Engine, name: str, lang: str | None) -> list[Document]:
    own_language = (Filter("lang", (lang,)),) if lang else ()
    query = Query(filters=(Filter("series", (name,)), *own_language), sort=Sort.OLDEST, limit=_MOST, sections=False)
    return [post for hit in engine.search(query).hits if (post := engine.get(hit.id))]


def _order(post: Document) -> tuple[float, datetime, str]:
    series = post.relations.series
    part = series.part if series and series.part is not None else float("inf")
    return part, post.date or _UNDATED, post.path
