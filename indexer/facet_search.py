"""Facet search: the values of a facet that hold a text, in the order that was asked for."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from indexer.aliases import FACET, NO_ALIASES, Aliases
from indexer.analysis.folding import fold, fold_name, fold_value

Counts = Mapping[str, int]


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
    ranks = {name: _rank(sought, [name, *words.get(fold_value(facet, name), ())], facet) for name in counts}
    found = sorted((name for name in counts if ranks[name] is not None), key=_KEYS[order])
    return {name: counts[name] for rank in (0, 1) for name in found if ranks[name] == rank}


def _rank(sought: str, forms: Iterable[str], facet: str) -> int | None:
    """0 if one of *forms* begins with what is sought, 1 if one holds it, None if none does."""
    plain = [_plain(facet, form) for form in forms]
    if any(form.startswith(sought) for form in plain):
        return 0
    return 1 if any(sought in form for form in plain) else None


def _plain(facet: str, text: str) -> str:
    return fold(fold_value(facet, text))


_KEYS: Mapping[ValueOrder, Callable[[str], str]] = {
    ValueOrder.COUNT: lambda _: "",  # sorting leaves equals as they are
    ValueOrder.NAME: lambda name: fold(fold_name(name)),
}
