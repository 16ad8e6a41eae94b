"""The blog's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.spelling import Vocabulary
from tests.oracle.expansion import distance

WORDS = Vocabulary({"search": 5, "searches": 2, "sea": 2, "seal": 2, "house": 1, "node.js": 9, "日本": 3, "k8s": 1})
LETTERS = st.text("abc", max_size=6)


def test_words_and_counts() -> None:
    """What no post holds is used 0 times."""
    assert "sea" in WORDS
    assert "se" not in WORDS
    assert (WORDS.count("search"), WORDS.count("se")) == (5, 0)


def test_words_with_a_beginning_come_most_used_first() -> None:
    """Then in order of letters, the beginning itself among them."""
    assert WORDS.starting_with("sea") == ["search", "sea", "seal", "searches"]
    assert WORDS.starting_with("日") == ["日本"]
    assert WORDS.starting_with("zzz") == []
    assert Vocabulary({"a𠀀": 1, "b": 1}).starting_with("a") == ["a𠀀"]


@pytest.mark.parametrize(
    ("word", "edits", "near"),
    [
        ("searhc", 1, ["search"]),
        ("serch", 1, ["search"]),
        ("search", 1, []),
        ("search", 2, ["searches"]),
        ("search", 0, ["search"]),
        ("seas", 1, ["sea", "seal"]),
        ("k8x", 1, ["k8s"]),
        ("node.j", 1, []),
        ("日木", 1, []),
        ("", 1, []),
    ],
)
def test_words_at_exactly_so_many_edits(word: str, edits: int, near: list[str]) -> None:
    """A swap of neighbours is one; words with signs and scripts without spaces are near to none."""
    assert WORDS.near(word, edits) == near


@given(LETTERS, st.dictionaries(LETTERS.filter(bool), st.integers(1, 3)), st.integers(1, 2))
def test_nearness_is_that_of_the_naive_distance(word: str, counts: dict[str, int], edits: int) -> None:
    """For any words."""
    near = [other for other in counts if distance(word, other) == edits]

    assert Vocabulary(counts).near(word, edits) == sorted(near, key=lambda other: (-counts[other], other))
