"""Texts: what the posts say, asked by phrases."""

from typing import Protocol

from indexer.engine import Engine
from indexer.query import AnyOf, Clause, Filter, Phrase, Presence, Query

_FIELDS = ("title", "headings", "body")


class Texts(Protocol):
    """What the posts say."""

    def mentions(self, phrase: str, *, tag: str | None = None) -> int:
        """In how many posts' titles, headings and bodies *phrase* stands, word by word; of those with *tag* only."""
        ...


class IndexedTexts:
    """What the posts in an index say; raises EngineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def mentions(self, phrase: str, *, tag: str | None = None) -> int:
        """In how many posts' titles, headings and bodies *phrase* stands, word by word; of those with *tag* only."""
        anywhere = AnyOf(tuple(Phrase(phrase, field) for field in _FIELDS))
        filters = (Filter("tags", (tag,)),) if tag else ()
        query = Query(clauses=(Clause(anywhere, Presence.REQUIRED),), filters=filters, limit=0)
        return self._engine.search(query).total
