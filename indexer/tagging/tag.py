"""A tag of the blog, with all that is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.aliases import FACET
from indexer.analysis.folding import fold_tag
from indexer.analysis.levels import parents
from indexer.engine import Engine
from indexer.query import Query


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag.

    Attributes:
        name: Its spelling that most posts use.
        count: How many posts carry it, or what stands below it.
        spellings: Other ways in which posts write it, the most used first.
        aliases: Words that stand for it.
        parent: The tag that it stands below, as "lang" is of "lang/python", if there is one.
        children: The tags that stand below it and how many posts carry them, the most used first.
    """

    name: str
    count: int
    spellings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    children: tuple[tuple[str, int], ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its aliases and spellings for people, who need not be told of "javascript" beside "JavaScript"."""
        names: dict[str, str] = {}
        for name in (self.name, *self.aliases, *self.spellings):
            names.setdefault(name.casefold(), name)
        return tuple(names.values())[1:]


def find_tag(engine: Engine, name: str) -> Tag | None:
    """The tag *name*, in any spelling or by an alias, or None if no post carries it; raises EngineError."""
    counts = engine.search(Query(limit=0, facets=(FACET,))).facets[FACET]
    shown = {fold_tag(one): one for one in counts}
    key = fold_tag(engine.aliases.name(name))
    if key not in shown:
        return None
    above = parents(shown)
    below = (shown[lower] for lower in shown if above.get(lower) == key)
    return Tag(
        name=shown[key],
        count=counts[shown[key]],
        spellings=_other_spellings(shown[key], engine.spellings(FACET)),
        aliases=engine.aliases.words(shown[key]),
        parent=shown.get(above.get(key, "")),
        children=tuple((child, counts[child]) for child in below),
    )


def _other_spellings(name: str, spellings: Mapping[str, int]) -> tuple[str, ...]:
    key = fold_tag(name)
    others = (one for one in spellings if one != name and fold_tag(one) == key)
    return tuple(sorted(others, key=lambda one: (-spellings[one], one)))
