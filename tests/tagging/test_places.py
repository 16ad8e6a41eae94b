"""Places in sorted arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.places import search, slices

_NUMBERS = st.lists(st.integers(0, 9), max_size=8)


@given(_NUMBERS.map(sorted), _NUMBERS)
def test_search_finds_what_is_there(ascending: list[int], wanted: list[int]) -> None:
    """And tells of each whether it is."""
    places, found = search(np.array(ascending, dtype=np.int64), np.array(wanted, dtype=np.int64))
    assert found.tolist() == [one in ascending for one in wanted]
    assert [ascending[place] for place in places.tolist()] == [one for one in wanted if one in ascending]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=8))
def test_slices_are_one_behind_the_other(wanted: list[tuple[int, int]]) -> None:
    """Empty ones are nothing."""
    firsts, counts = np.array(wanted, dtype=np.int64).reshape(-1, 2).T
    expected = [place for first, count in wanted for place in range(first, first + count)]
    assert slices(firsts, counts).tolist() == expected
