"""Completion as one types: posts whose titles match, tags, and the query completed."""

from dataclasses import dataclass

from indexer.engine import Engine
from indexer.results import Hit


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to offer while *query* is being typed.

    Attributes:
        posts: Posts whose titles match, best first.
        tags: Tags whose names hold the text, with the number of posts that carry them, most used first.
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
    raise NotImplementedError
