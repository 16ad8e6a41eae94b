"""Facet search: the values of a facet that hold a text, in the order that was asked for."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import lru_cache

from indexer.aliases import FACET, NO_ALIASES, Aliases
from indexer.analysis.folding import fold, fold_name, fold_value

Counts = Mapping[str, int]

_BEGIN = "\n"
"""What no folded text holds."""


class ValueOrder(Enum):
    """The order of a facet's values: the most used first, or by name."""

    COUNT = "count"
    NAME = "name"


def facet_search(
    facet: str,
    counts: Counts,
    text: str = "",
    *,
    order: ValueOrder = ValueOrder.COUNT,
    aliases: Aliases = NO_ALIASES,
) -> dict[str, int]:
    """Those values of *facet* that begin with *text*, then those that hold it elsewhere, each in *order*.

    Case, accents, and for tags punctuation and spaces are no difference. A tag is found by its *aliases*, too.

    Args:
        facet: Its name, one of `schema.FACETS`.
        counts: Its values and how many posts carry them, the most used first.
        text: What to look for; with none all values are found.
        order: The order.
        aliases: Other words for tags.
    """
    sought = _plain(facet, text)
    words = aliases.words_by_key if facet == FACET else {}
    forms = {name: _forms(facet, name, words) for name in counts}
    first = [name for name in counts if _BEGIN + sought in forms[name]]
    later = [name for name in counts if sought in forms[name] and _BEGIN + sought not in forms[name]]
    return {name: counts[name] for found in (first, later) for name in _IN_ORDER[order](found)}


def _forms(facet: str, name: str, words: Mapping[str, Iterable[str]]) -> str:
    """All by which the value *name* may be found, as one text: to look into it takes a third of looking at each."""
    forms = [name, *words.get(fold_value(facet, name), ())] if words else [name]
    return "".join([_BEGIN + _plain(facet, form) for form in forms])


@lru_cache(maxsize=50_000)
def _plain(facet: str, text: str) -> str:
    return fold(fold_value(facet, text))


def _by_name(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: fold(fold_name(name)))


_IN_ORDER: Mapping[ValueOrder, Callable[[list[str]], list[str]]] = {
    ValueOrder.COUNT: list,  # as they came
    ValueOrder.NAME: _by_name,
}
