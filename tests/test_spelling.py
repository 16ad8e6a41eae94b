"""The blog's own words."""

import gc
import weakref
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.spelling import Letters, SegmentWords, Vocabulary, deletion_index
from indexer.terms import TermList
from tests.oracle.expansion import distance

WORDS = Vocabulary.of({"search": 5, "searches": 2, "sea": 2, "seal": 2, "house": 1, "node.js": 9, "日本": 3, "k8s": 1})
LETTERS = st.text("abc", max_size=6)
COUNTS = st.dictionaries(LETTERS | st.text("aé.日\ud800", max_size=3), st.integers(0, 3))


def vocabulary(segments: list[dict[str, int]]) -> Vocabulary:
    """The vocabulary of segments with these words and how often they are used there."""
    made = []
    for counts in segments:
        terms = TermList.of(sorted(counts))
        uses = np.array([counts[term] for term in terms], dtype=np.uint32)
        made.append(SegmentWords(terms, uses, *deletion_index(terms), Letters(terms)))
    return Vocabulary(made)


def most_used(counts: Counter[str], words: list[str]) -> list[str]:
    """Those of *words* that are used, most used first."""
    return sorted((word for word in words if counts[word]), key=lambda word: (-counts[word], word))


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
    assert Vocabulary.of({"a𠀀": 1, "b": 1}).starting_with("a") == ["a𠀀"]


@pytest.mark.parametrize(
    ("word", "edits", "near"),
    [
        ("searhc", 1, ("search",)),
        ("serch", 1, ("search",)),
        ("search", 1, ()),
        ("search", 2, ("searches",)),
        ("search", 0, ("search",)),
        ("seas", 1, ("sea", "seal")),
        ("k8x", 1, ("k8s",)),
        ("node.j", 1, ()),
        ("日木", 1, ()),
        ("", 1, ()),
    ],
)
def test_words_at_exactly_so_many_edits(word: str, edits: int, near: tuple[str, ...]) -> None:
    """A swap of neighbours is one; words with signs and scripts without spaces are near to none."""
    assert WORDS.near(word, edits) == near


@given(LETTERS, st.dictionaries(LETTERS.filter(bool), st.integers(1, 3)), st.integers(0, 3), LETTERS)
def test_nearness_is_that_of_the_naive_distance(word: str, counts: dict[str, int], edits: int, start: str) -> None:
    """For any words, whatever they have to start with."""
    near = [other for other in counts if distance(word, other) == edits and other.startswith(start[:2])]

    assert Vocabulary.of(counts).near(word, edits, start[:2]) == tuple(most_used(Counter(counts), near))


@pytest.mark.slow
@given(st.lists(COUNTS, max_size=4), LETTERS)
def test_segments_answer_as_one_list(segments: list[dict[str, int]], word: str) -> None:
    """Words are counted together; what no live post holds is not there."""
    counts = sum((Counter(one) for one in segments), Counter[str]())
    parts, whole = vocabulary(segments), Vocabulary.of(counts)

    assert [parts.count(other) for other in [*counts, word]] == [counts[other] for other in [*counts, word]]
    assert [other in parts for other in [*counts, word]] == [counts[other] > 0 for other in [*counts, word]]
    assert [parts.near(word, edits) for edits in range(3)] == [whole.near(word, edits) for edits in range(3)]


@pytest.mark.slow
@given(st.lists(COUNTS, max_size=4), LETTERS, st.integers(0, 9))
def test_the_most_used_words_are_exact_over_segments(segments: list[dict[str, int]], word: str, limit: int) -> None:
    """However many are asked for, and however thinly a word is spread."""
    counts = sum((Counter(one) for one in segments), Counter[str]())
    expected = most_used(counts, [other for other in counts if other.startswith(word[:1])])

    assert vocabulary(segments).starting_with(word[:1], limit) == expected[:limit]
    assert vocabulary(segments).starting_with(word[:1]) == expected


def test_many_words_are_hashed_as_few_are() -> None:
    """Those at the end of a long list have neighbours, too."""
    words = Vocabulary.of({f"word{number}": 1 for number in range(25_000)} | {"zebra": 1})

    assert words.near("zebr", 1) == ("zebra",)
    assert words.near("zerba", 1) == ("zebra",)
    assert words.near("zzbrr", 2, "z") == ("zebra",)


def test_words_are_let_go_with_the_last_who_uses_them() -> None:
    """At once and not when Python looks for garbage: a server gets others with every sync."""
    words = Vocabulary.of({"zebra": 1})
    words.near("zebr", 1)
    forgotten = weakref.ref(words)
    gc.disable()
    try:
        del words
        assert forgotten() is None
    finally:
        gc.enable()
