"""Texts as entries of hashed stems and pairs."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.features import (
    MOST_TIMES,
    are_in_title,
    entries,
    features_of,
    hashes,
    pairs,
    singles,
    times_in_body,
)

WORDS = st.lists(st.sampled_from(["fox", "hen", "owl", "ümlaut", "日本"]), max_size=12)
TEXTS = st.lists(st.tuples(WORDS, WORDS), max_size=5)


def single(word: str) -> int:
    """The feature of *word*."""
    return int(singles(hashes([word.encode()]))[0])


def pair(first: str, second: str) -> int:
    """The feature of *first* with *second* behind it."""
    return int(pairs(hashes([first.encode()]), hashes([second.encode()]))[0])


def said(words: list[str]) -> Counter[int]:
    """How often each feature is said by *words*."""
    return Counter([*map(single, words), *map(pair, words[:-1], words[1:])])


@pytest.mark.slow
@given(TEXTS)
def test_entries_count_stems_and_neighbours_of_title_and_body_apart(texts: list[tuple[list[str], list[str]]]) -> None:
    """Text by text, no pair reaching from a title into its body or from one text into the next."""
    words = [word for title, body in texts for word in title + body]
    rows = np.repeat(np.arange(len(texts)), [len(title) + len(body) for title, body in texts])
    in_title = np.array(
        [flag for title, body in texts for flag in [True] * len(title) + [False] * len(body)], dtype=bool
    )
    firsts, found = entries(hashes(word.encode() for word in words), rows, in_title, len(texts))
    assert firsts.shape == (len(texts) + 1,)
    for row, (title, body) in enumerate(texts):
        own = found[firsts[row] : firsts[row + 1]]
        features = features_of(own).tolist()
        assert features == sorted(set(said(title) | said(body)))
        assert dict(zip(features, are_in_title(own).tolist(), strict=True)) == {
            one: one in said(title) for one in features
        }
        assert dict(zip(features, times_in_body(own).tolist(), strict=True)) == {
            one: said(body)[one] for one in features
        }


def test_a_word_counts_so_often_and_not_more() -> None:
    """What a post says two hundred times tells no more than what it says 127 times."""
    stems = hashes([b"fox"] * 200)
    _, found = entries(stems, np.zeros(200, dtype=np.int64), np.zeros(200, dtype=bool), 1)
    assert times_in_body(found).tolist() == [MOST_TIMES, MOST_TIMES]


def test_the_order_of_a_pair_matters() -> None:
    """A release note is no note release."""
    assert pair("release", "note") != pair("note", "release")
    assert pair("note", "note") != single("note")


def test_different_features_hardly_ever_share_a_number() -> None:
    """No more often than chance makes them: 60,000 of 2**24 numbers."""
    stems = hashes(f"word{number}".encode() for number in range(300))
    first, second = np.repeat(stems, 200), np.tile(stems[:200], 300)
    found = np.concatenate((singles(stems), pairs(first, second)))
    assert len(np.unique(found)) > 0.997 * len(found)
