"""Completion as one types: posts whose titles match, tags, and the query completed."""

from dataclasses import dataclass

from indexer.analysis.tokens import tokenize
from indexer.engine import Engine
from indexer.facet_search import facet_search
from indexer.query import Clause, Presence, Query, Words
from indexer.results import Hit


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to offer while *query* is being typed.

    Attributes:
        posts: Posts whose titles match, best first.
        tags: Tags whose names begin with the text, then those that hold it, with the number of posts that carry them.
        queries: The text with its last word completed from the blog's own words.
        generation: Which state of the index answered.
    """

    query: str
    posts: tuple[Hit, ...]
    tags: tuple[tuple[str, int], ...]
    queries: tuple[str, ...]
    generation: str


def suggest(engine: Engine, text: str, limit: int = 5) -> Suggestions:
    """At most *limit* posts, tags and queries for *text*; for an empty one the most used tags alone."""
    typed = text.strip()
    tags = _tags(engine, typed, limit)
    if not typed:
        return Suggestions(text, (), tags, (), engine.generation)
    last = Words(typed.rsplit(maxsplit=1)[-1], "title", prefix=True)
    others = [Clause(Words(word, "title"), Presence.REQUIRED) for word in typed.split()[:-1]]
    found = engine.search(Query(typed, (*others, Clause(last, Presence.REQUIRED)), limit=limit))
    return Suggestions(text, found.hits, tags, _completed(engine, typed, limit), found.generation)


def _tags(engine: Engine, typed: str, limit: int) -> tuple[tuple[str, int], ...]:
    """The tags that begin with *typed*, then those that hold it."""
    counts = engine.search(Query(limit=0, facets=("tags",))).facets["tags"]
    return tuple(facet_search("tags", counts, typed, aliases=engine.aliases).items())[:limit]


def _completed(engine: Engine, typed: str, limit: int) -> tuple[str, ...]:
    """*typed* with its last word completed, as often as that changes it; nothing after a sign that ends a word."""
    last = next((token for token in tokenize(typed) if token.end == len(typed)), None)
    if last is None:
        return ()
    others = (other for other in engine.complete(typed[last.start :], limit + 1) if other != last.exact)
    return tuple(typed[: last.start] + other for other in others)[:limit]
