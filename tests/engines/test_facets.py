"""Facets against a loop over all documents."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer import Document
from indexer.analysis.folding import fold_name, fold_tag
from indexer.engines.whoosh.facets import Facet, ValueKeys
from tests.documents import document
from tests.oracle.values import Values

SPELLINGS = (
    *("python", "Python", "PYTHON", "web dev", "Web-Dev", "é", "É", "e\u0301", "日本", "straße", "STRASSE", ""),
    *("lang", "Lang/Python", "lang / python", "lang/c", "a/b/c", "A / B/d", "a/e", "I/O", "24/7", "24/8", "/"),
)
DOCUMENTS = st.lists(st.lists(st.sampled_from(SPELLINGS), max_size=4, unique=True), max_size=8)


def facet_of(documents: Sequence[Sequence[str]], unused: Sequence[str] = ()) -> Facet:
    """The tags of *documents*; spellings that deleted ones alone used may be *unused*."""
    spellings = [*unused, *dict.fromkeys(value for values in documents for value in values if value not in unused)]
    pairs = [(number, spellings.index(value)) for number, values in enumerate(documents) for value in values]
    carriers, carried = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Facet("tags", carriers, carried, spellings, len(documents))


def tagged(documents: Sequence[Sequence[str]]) -> list[Document]:
    """Posts with the tags *documents*."""
    return [document(str(number), tags=tuple(values)) for number, values in enumerate(documents)]


@given(DOCUMENTS, st.data(), st.lists(st.sampled_from(SPELLINGS), max_size=2, unique=True))
def test_counts_are_those_of_a_loop(documents: list[list[str]], data: st.DataObject, unused: list[str]) -> None:
    """Of any choice of documents; each counts once for a value, however often and in whatever spelling it has it."""
    chosen = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    values, posts = Values("tags", tagged(documents)), tagged(documents)
    counts = Counter(
        key for post, is_chosen in zip(posts, chosen, strict=True) if is_chosen for key in values.keys(post)
    )
    expected = [
        (values.shown(key), count) for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    facet = facet_of(documents, unused)

    assert list(facet.counts(np.array(chosen, dtype=bool)).items()) == expected
    assert list(facet.counts(np.array(chosen, dtype=bool), 2).items()) == expected[:2]
    assert facet.spellings == values.spellings


@given(DOCUMENTS, st.lists(st.sampled_from([*SPELLINGS, "nobody's", "a", "A / b"]), max_size=3))
def test_carriers_are_those_of_a_loop(documents: list[list[str]], asked: list[str]) -> None:
    """Any of the values, in any spelling, or what stands below it."""
    posts, keys = tagged(documents), {*map(fold_tag, asked)}
    values = Values("tags", posts)

    found = facet_of(documents).carrying(asked)
    assert found.tolist() == [not keys.isdisjoint(values.keys(post)) for post in posts]


@given(DOCUMENTS, st.lists(st.sampled_from(SPELLINGS), max_size=2, unique=True))
def test_what_documents_carry_themselves_is_that_of_a_loop(documents: list[list[str]], unused: list[str]) -> None:
    """Without what stands above it, and without names that nobody uses any more."""
    carriers, carried, names = facet_of(documents, unused).own
    shown = Values("tags", tagged(documents)).shown
    keys = {fold_tag(value) for values in documents for value in values}

    assert sorted(names) == sorted(map(shown, keys))
    pairs = list(zip(carriers.tolist(), [names[number] for number in carried.tolist()], strict=True))
    assert sorted(pairs) == sorted(
        (number, shown(key)) for number, values in enumerate(documents) for key in {*map(fold_tag, values)}
    )
    assert carriers.tolist() == sorted(carriers.tolist())


def test_only_tags_and_categories_have_levels() -> None:
    """A slash in a name is a slash."""
    one, two = np.array([0, 1]), np.array([0, 1])

    assert [*Facet("authors", one, two, ["a/b", "a/c"], 2).counts(np.ones(2, dtype=bool))] == ["a/b", "a/c"]
    assert [*Facet("categories", one, two, ["a/b", "a/c"], 2).counts(np.ones(2, dtype=bool))] == ["a", "a/b", "a/c"]


def test_no_values() -> None:
    """A facet that no document has."""
    facet = facet_of([[], []])

    assert facet.counts(np.ones(2, dtype=bool)) == {}
    assert facet.carrying(["python"]).tolist() == [False, False]
    assert facet.own.names == []


@given(
    st.lists(st.sampled_from(["A", "a", "é", "E\u0301", "b c", "b  c", "d"]), max_size=9), st.lists(st.text("abcdé "))
)
def test_values_are_found_by_their_keys(spellings: list[str], keys: list[str]) -> None:
    """All that fold to the same, of any number of keys."""
    found = ValueKeys("authors", spellings).numbers(keys)

    assert set(found.tolist()) == {n for n, one in enumerate(spellings) if fold_name(one) in keys}
