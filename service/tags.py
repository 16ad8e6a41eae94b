"""The blog's tags, counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer import Engine, Filter, Query


@dataclass(frozen=True, slots=True)
class TagCounts:
    """Every tag with the number of posts that carry it, most used first, and the index's *generation*."""

    counts: Mapping[str, int]
    generation: str


@dataclass(frozen=True, slots=True)
class TagCount:
    """One tag: its *name* as the blog writes it, and how many posts carry it."""

    name: str
    count: int


def count_tags(engine: Engine) -> TagCounts:
    """All tags of the blog; raises EngineError."""
    found = engine.search(Query(limit=0, facets=("tags",)))
    return TagCounts(found.facets["tags"], found.generation)


def find_tag(engine: Engine, name: str) -> TagCount | None:
    """The tag *name*, in upper or lower case, or None if no post carries it; raises EngineError."""
    found = engine.search(Query(filters=(Filter("tags", (name,)),), limit=0, facets=("tags",)))
    written = (tag for tag in found.facets["tags"] if tag.casefold() == name.casefold())
    return TagCount(next(written, name), found.total) if found.total else None
