"""A window: posts that were brought here are scored as by looking at every text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.holdings import Row, Terms
from indexer.engines.opensearch.window import Window
from indexer.schema import TEXT_FIELD_NAMES
from tests.documents import Chance, document
from tests.oracle.corpus import Corpus


def window(documents: list[Document], averages: dict[str, float] | None = None) -> Window:
    """*documents* as a window."""
    sources = [source for _, source in Sources(Analyzer()).of(documents)]
    return Window(sources, averages or dict.fromkeys(TEXT_FIELD_NAMES, 10.0), lambda: 1.0, dict)


@settings(max_examples=30)
@given(st.integers(0))
def test_terms_are_as_frequent_as_in_the_texts(seed: int) -> None:
    """Stems and words, in all fields and in the title alone, however often and long."""
    documents = Chance(seed).documents(8)
    corpus = Corpus(documents, Analyzer())
    held = window(documents, {name: corpus._averages[name] for name in TEXT_FIELD_NAMES})
    for exact, field in ((True, None), (False, None), (False, "title")):
        terms = sorted(
            {
                term
                for entry in corpus.entries
                for name in TEXT_FIELD_NAMES
                for term in (entry.terms[name].exact if exact else entry.terms[name].stems)
            }
        )
        found = held.saturated(Terms("word" if exact else "stem", tuple(terms), field))
        numbers = found.terms.tolist() if found.terms is not None else [0] * len(found.places)
        scores = dict(zip(zip(found.places.tolist(), numbers, strict=True), found.frequencies.tolist(), strict=True))
        expected = {
            (place, number): score
            for number, term in enumerate(terms)
            for place, entry in enumerate(corpus.entries)
            if (score := corpus.saturated(entry, term, field, exact=exact))
        }
        assert scores == pytest.approx(expected)


def test_a_phrase_is_counted_where_it_stands_in_a_row() -> None:
    """Its words in another order do not count, nor with another word between them."""
    held = window(
        [document("a", "big red dog", "red dog and red dog, dog red, red big dog"), document("b", "dog", "red")]
    )
    row = Row((("red", 0), ("dog", 1)), None)

    assert [[*held.posts[0].standing(row, field)] for field in ("title", "body")] == [[(0, 1)], [(0, 2)]]
    assert [[*held.posts[1].standing(row, field)] for field in ("title", "body")] == [[], []]
    assert [*held.posts[0].standing(Row((("red", 0), ("dog", 2)), None), "body")] == [(0, 2)]


def test_a_hole_in_a_phrase_takes_any_word() -> None:
    """As the second half of a word that takes two positions does."""
    assert Row((("node.js", 0), ("rocks", 2)), None).text() == "node.js \x1e rocks"


def test_the_newest_come_first_and_undated_ones_last() -> None:
    """Ties go to the smaller id."""
    documents = [*Chance(3).many(20), document("a"), document("z")]
    held = window(documents)

    ordered = sorted(range(len(documents)), key=held.newest.tolist().__getitem__)

    ages = [
        (date is None, -date.timestamp() if date else 0, documents[place].id)
        for place in ordered
        for date in [documents[place].date]
    ]
    assert ages == sorted(ages)


def test_a_field_is_looked_at_only_where_it_is_asked_for() -> None:
    """What explains a hit names the fields that count."""
    post = window([document("a", "dog", "dog")]).posts[0]

    assert [field for field in TEXT_FIELD_NAMES if post.holds(Terms("stem", ("dog",), None), field)] == [
        "title",
        "body",
    ]
    assert [field for field in TEXT_FIELD_NAMES if post.holds(Terms("stem", ("dog",), "title"), field)] == ["title"]
    assert not post.holds(Terms("stem", (), None), "body")
