"""The analyzer: one for documents and for queries."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.stems import FILE


def test_a_field_has_stemmed_and_unstemmed_terms_with_positions() -> None:
    """And a length that counts every word."""
    terms = Analyzer().terms("Foxes see the fox, node.js", "en")

    assert terms.stems["fox"] == [0, 3]
    assert (terms.exact["foxes"], terms.exact["fox"]) == ([0], [3])
    assert (terms.stems["node.js"], terms.stems["js"]) == ([4], [5])
    assert terms.length == 6


def test_an_empty_field_has_no_terms() -> None:
    """Nor a length."""
    terms = Analyzer().terms("  ", None)

    assert (terms.stems, terms.exact, terms.length) == ({}, {}, 0)


def test_a_query_has_wholes_without_their_parts() -> None:
    """What was typed whole is looked for whole."""
    words = Analyzer().query_words("The node.js 日本語")

    assert [(word.text, word.exact, word.position) for word in words] == [
        ("The", "the", 0),
        ("node.js", "node.js", 1),
        ("日本", "日本", 3),
        ("本語", "本語", 4),
    ]


def test_a_word_is_stemmed_in_all_languages_of_the_blog() -> None:
    """Without repetition, in the order of the languages."""
    assert Analyzer().stems("houses", ["en", "de", "en", "zz"]) == ("hous", "houses")


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The art of war", "en", 2),
        ("the of", "en", 2),
        ("the of", None, 2),
        ("x.js x.js", "en", 1),
        ("", "en", 0),
    ],
)
def test_content_words_are_no_stop_words(text: str, language: str | None, count: int) -> None:
    """Unless there are no others; each counts once."""
    assert Analyzer().content_words(text, language) == count


def test_stems_are_kept_in_the_folder(tmp_path: Path) -> None:
    """Only when asked to save."""
    analyzer = Analyzer(tmp_path)
    analyzer.terms("houses", "en")
    assert not (tmp_path / FILE).exists()

    analyzer.save()

    assert (tmp_path / FILE).exists()


@pytest.mark.slow
@given(st.text() | st.text("aé'._+日本 ", max_size=20), st.sampled_from(["en", "fr", "ja", None]))
def test_a_text_is_found_by_itself(text: str, language: str | None) -> None:
    """Every word of a text, typed as a query, is a term of the text."""
    analyzer = Analyzer()
    terms = analyzer.terms(text, language)

    for word in analyzer.query_words(text):
        assert word.exact in terms.exact
        assert set(analyzer.stems_in(word.word, language)) <= terms.stems.keys()
