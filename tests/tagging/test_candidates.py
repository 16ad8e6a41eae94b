"""Candidates: which phrases of a text might become tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.candidates import LONGEST, Candidate, candidates
from indexer.tagging.draft import Draft


def found(title: str, body: str = "", lang: str | None = "en") -> dict[str, Candidate]:
    """The candidates of a text, by the tag that each would be."""
    return {candidate.tag: candidate for candidate in candidates(Draft(title, body, lang=lang), Analyzer())}


def test_phrases_have_up_to_three_words() -> None:
    """All runs of words without a stop word or a sign between them."""
    assert set(found("Static site search, for a blog")) == {
        *("Static", "site", "search", "Static site", "site search", "Static site search", "blog"),
    }


def test_a_hyphen_joins() -> None:
    """Full-text and full text are the same phrase."""
    assert len(found("full-text", "The full text")["full text"].places) == 2


@pytest.mark.parametrize(
    "text",
    ["2024", "3.5", "Monday", "of the", "snake_case_name", "日本語の検索", "x", "Maria Quill", "https://example.org"],
)
def test_what_is_no_tag_is_no_candidate(text: str) -> None:
    """Numbers, days, stop words, code, scripts without spaces, letters, persons, addresses."""
    assert found(text) == {}


def test_words_in_other_scripts_stay() -> None:
    """A word in Latin letters amid Japanese is one, as its author would tag it."""
    assert set(found("今日は JavaScript を書く", lang="ja")) == {"JavaScript"}


def test_forms_of_a_word_are_one() -> None:
    """The most used form names them; lower case is preferred where the text has it."""
    one = found("Indexing", "An index. Indexes are indexed. The index.")["index"]

    assert len(one.places) == 5
    assert one.in_title
    assert one.first == 0


def test_an_owner_is_named_without_its_ending() -> None:
    """Whoosh's index is about Whoosh."""
    assert "Whoosh" in found("Whoosh's index, Whoosh’s segments")


def test_capital_letters_count_inside_of_sentences() -> None:
    """A letter that a sentence asks for tells nothing."""
    assert found("", "Tags help. Tags with Whoosh and with whoosh.")["Tags"].capitals == 0.0
    assert found("", "Tags help. Tags with Whoosh and with whoosh.")["whoosh"].capitals == 0.5


@given(st.text(), st.text())
def test_any_text_will_do(title: str, body: str) -> None:
    """Every candidate stands in the text as it says, and is not long."""
    for tag, candidate in found(title, body).items():
        assert 1 <= len(candidate.stems) <= LONGEST
        assert tag
        assert all(word.text in title + body for phrase in candidate.places for word in phrase)
