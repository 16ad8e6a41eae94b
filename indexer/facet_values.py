"""The values of a facet: how posts write them, which of these are one, what it is called, and what it stands below."""

from collections.abc import Mapping

from indexer.analysis.folding import fold_value
from indexer.analysis.levels import beginning, higher, parents

HIERARCHICAL = {"tags", "categories"}
"""The facets of which a value may stand below another."""

_Written = dict[str, dict[str, int]]
"""Keys to the spellings that fold to them, and how many posts carry each."""


class FacetValues:
    """What follows from the *spellings* of the facet *field*, of `schema.VALUE_FIELDS`, in a whole blog.

    Attributes:
        spellings: The values as they are written, and how many posts write each so.
        keys: The key of each of these (`folding.fold_value`); those with the same key are one value.
        above: For each key that stands below another one, that one (`levels.parents`).
        names: Every key, ascending, those that nobody writes but others stand below included: how it is shown.
    """

    def __init__(self, field: str, spellings: Mapping[str, int]) -> None:
        self.spellings = spellings
        self.keys = {spelling: fold_value(field, spelling) for spelling in spellings}
        written: _Written = {}
        for spelling, key in self.keys.items():
            written.setdefault(key, {})[spelling] = spellings[spelling]
        self.above = parents(written) if field in HIERARCHICAL else {}
        shown = written | _implied(written, self.above)
        self.names = {key: _most_used(shown[key]) for key in sorted(shown)}


def _implied(written: _Written, above: Mapping[str, str]) -> _Written:
    """The values that nobody writes alone, though others stand below them, with the beginnings of these."""
    implied: _Written = {key: {} for key in above.values() if key not in written}
    for lower in written if implied else ():
        for key in implied.keys() & set(higher(lower)):
            for spelling, count in written[lower].items():
                start = beginning(spelling, key)
                implied[key][start] = implied[key].get(start, 0) + count
    return implied


def _most_used(spellings: Mapping[str, int]) -> str:
    if len(spellings) == 1:  # as with most
        return next(iter(spellings))
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
