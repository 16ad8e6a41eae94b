"""Sorted terms as one run of letters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.terms import TermList

LETTERS = st.text(st.sampled_from("ab\0é日\ud800\uffff😀"), max_size=12)
WORDS = st.sets(st.text() | LETTERS | LETTERS.map("internationally".__add__)).map(sorted)


@given(WORDS)
def test_it_is_a_sequence_of_its_terms(words: list[str]) -> None:
    """Whatever these are made of: nothing, zeros, half of a character."""
    terms = TermList.of(words)

    assert list(terms) == words
    assert terms[1:] == words[1:]
    assert [terms[-row] for row in range(1, len(words) + 1)] == words[::-1]
    assert terms.strings(np.arange(len(words))[::-1]) == words[::-1]


@given(WORDS, st.text() | LETTERS)
def test_each_term_is_found_and_no_other(words: list[str], other: str) -> None:
    """By its row."""
    terms = TermList.of(words)

    assert [terms.find(word) for word in words] == [*range(len(words))]
    assert (terms.find(other) >= 0) == (other in words)


@given(WORDS, st.text(max_size=2) | LETTERS)
def test_terms_with_a_beginning_stand_in_a_row(words: list[str], beginning: str) -> None:
    """The empty beginning is that of all."""
    terms = TermList.of(words)

    assert terms.strings(terms.starting_with(beginning)) == [word for word in words if word.startswith(beginning)]


@pytest.mark.parametrize("ends", [np.uint32, np.int64])
def test_it_reads_arrays_that_were_written_elsewhere(ends: type) -> None:
    """The letters and where each term ends are all that there is to keep."""
    kept = TermList.of(["a", "bé", "c"])
    letters = np.frombuffer(kept.letters.tobytes(), dtype=np.uint8)

    assert list(TermList(letters, kept.ends.astype(ends))) == ["a", "bé", "c"]


def test_there_is_no_term_behind_the_last() -> None:
    """As in any sequence."""
    with pytest.raises(IndexError):
        TermList.of(["a"])[1]


@given(st.sets(st.text()))
def test_terms_in_any_order_are_sorted_and_their_rows_told(terms: set[str]) -> None:
    """As many as come, in the order in which they come."""
    given_terms = list(terms)

    listed, rows = TermList.sorting(given_terms)

    assert list(listed) == sorted(given_terms)
    assert [listed[row] for row in rows.tolist()] == given_terms
    assert listed.octets(range(len(listed))) == [term.encode("utf-8", "surrogatepass") for term in listed]
