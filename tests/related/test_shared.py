"""Shared words: what they weigh, and which are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import tokenize
from indexer.related.shared import SharedWord, first_words, is_telling, weight, word_around


def test_a_word_weighs_more_the_rarer_it_is_and_the_more_both_use_it() -> None:
    """And something even if all posts use it."""
    assert weight(1, 1, 2, 100) > weight(1, 1, 50, 100) > weight(1, 1, 100, 100) > 0
    assert weight(5, 1, 9, 100) == weight(1, 5, 9, 100) > weight(1, 1, 9, 100)


def test_numbers_and_particles_tell_nothing() -> None:
    """Of pairs of characters those do that stand within a word."""
    stems = ("bread", "c++", "k8s", "2024", "検索", "に記", "フッ", "ของ")

    assert list(filter(is_telling, stems)) == ["bread", "c++", "k8s", "検索", "フッ"]


@pytest.mark.parametrize(
    ("text", "token", "word"),
    [
        ("Sour dough", "dough", "dough"),
        ("GitのコミットフックをNotionに記録する", "フッ", "コミットフック"),
        ("GitのコミットフックをNotionに記録する", "記録", "記録"),
        ("전문 검색을 합니다", "검색", "검색을"),
        ("に記", "に記", "に記"),
        ("フッ", "フッ", "フッ"),
    ],
)
def test_a_pair_of_characters_is_shown_as_the_word_around_it(text: str, token: str, word: str) -> None:
    """Other tokens are words already."""
    start = text.index(token)
    assert word_around(text, start, start + len(token)) == word


@given(st.text(alphabet="aé1 .検索フックにを검색ー々", max_size=40))
def test_the_word_around_a_token_holds_it(text: str) -> None:
    """Wherever it stands."""
    for token in tokenize(text):
        assert text[token.start : token.end] in word_around(text, token.start, token.end)


def test_each_word_is_shown_once() -> None:
    """With the weight of the first."""
    found = [SharedWord(word, 1, weight) for word, weight in (("a", 3.0), ("a", 2.0), ("b", 1.0), ("c", 0.5))]

    assert first_words(found, 2) == (found[0], found[2])
    assert first_words(found, 0) == ()
