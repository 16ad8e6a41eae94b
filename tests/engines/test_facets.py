"""Facets against a loop over all documents."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.folding import fold_name
from indexer.engines.whoosh.facets import Facet

SPELLINGS = ("python", "Python", "PYTHON", "web dev", "Web  Dev", "é", "É", "e\u0301", "日本", "straße", "STRASSE", "")
DOCUMENTS = st.lists(st.lists(st.sampled_from(SPELLINGS), max_size=4, unique=True), max_size=8)


def facet_of(documents: Sequence[Sequence[str]], unused: Sequence[str] = ()) -> Facet:
    """The values of *documents*; spellings that deleted ones alone used may be *unused*."""
    spellings = [*unused, *dict.fromkeys(value for values in documents for value in values if value not in unused)]
    pairs = [(number, spellings.index(value)) for number, values in enumerate(documents) for value in values]
    carriers, carried = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Facet(carriers, carried, spellings, len(documents))


def shown(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each folded value the spelling that most documents use, of equals the first in order of letters."""
    used = Counter(value for values in documents for value in values)
    by_key: dict[str, list[str]] = {}
    for value in sorted(used):
        by_key.setdefault(fold_name(value), []).append(value)
    return {key: max(spelt, key=lambda value: used[value]) for key, spelt in by_key.items()}


@given(DOCUMENTS, st.data(), st.lists(st.sampled_from(SPELLINGS), max_size=2, unique=True))
def test_counts_are_those_of_a_loop(documents: list[list[str]], data: st.DataObject, unused: list[str]) -> None:
    """Of any choice of documents; each counts once for a value, however often and in whatever spelling it has it."""
    chosen = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    counts = Counter(
        key
        for values, is_chosen in zip(documents, chosen, strict=True)
        if is_chosen
        for key in {*map(fold_name, values)}
    )
    names = shown(documents)
    expected = [(names[key], count) for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    facet = facet_of(documents, unused)

    assert list(facet.counts(np.array(chosen, dtype=bool)).items()) == expected
    assert list(facet.counts(np.array(chosen, dtype=bool), 2).items()) == expected[:2]


@given(DOCUMENTS, st.lists(st.sampled_from([*SPELLINGS, "nobody's"]), max_size=3))
def test_carriers_are_those_of_a_loop(documents: list[list[str]], asked: list[str]) -> None:
    """Any of the values, in any spelling."""
    keys = {*map(fold_name, asked)}

    found = facet_of(documents).carrying(asked)
    assert found.tolist() == [not keys.isdisjoint(map(fold_name, values)) for values in documents]


def test_no_values() -> None:
    """A facet that no document has."""
    facet = facet_of([[], []])

    assert facet.counts(np.ones(2, dtype=bool)) == {}
    assert facet.carrying(["python"]).tolist() == [False, False]
