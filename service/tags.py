"""The blog's tags, counted, and the way from an alias to a tag."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer import Aliases, Engine, Query, Tag, find_tag
from service.problems import NotFound
from service.wire.parameters import shortened


@dataclass(frozen=True, slots=True)
class TagCounts:
    """Every tag with the number of posts that carry it, most used first.

    Attributes:
        counts: By name, as most posts write it.
        aliases: Other words for tags.
        generation: Which state of the index answered.
    """

    counts: Mapping[str, int]
    aliases: Aliases
    generation: str


def count_tags(engine: Engine) -> TagCounts:
    """All tags of the blog; raises EngineError."""
    found = engine.search(Query(limit=0, facets=("tags",)))
    return TagCounts(found.facets["tags"], engine.aliases, found.generation)


def known_tag(engine: Engine, name: str) -> Tag:
    """The tag *name*, in any spelling or by an alias; raises EngineError, and NotFound if no post carries it."""
    found = find_tag(engine, name)
    if found is None:
        raise NotFound("tag_not_found", f"No post carries the tag “{shortened(name)}”.")
    return found
