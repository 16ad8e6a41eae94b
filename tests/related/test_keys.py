"""Keys sort as the posts do that they stand for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.related.keys import NOBODY, ONE, best, keys_of, rows_of, scores_of

pairs = st.lists(
    st.tuples(st.integers(0, 2 * ONE), st.integers(0, NOBODY - 1)), max_size=12, unique_by=lambda one: one[1]
)


@given(pairs)
def test_a_key_tells_its_score_and_its_row(found: list[tuple[int, int]]) -> None:
    """A score of 0 is no post at all."""
    scores, rows = np.array(found, dtype=np.int64).reshape(-1, 2).T
    keys = keys_of(scores, rows)
    assert scores_of(keys).tolist() == scores.tolist()
    assert rows_of(keys).tolist() == [row if score else NOBODY for score, row in found]


@given(pairs, st.integers(1, 14))
def test_the_best_come_first_and_of_equal_ones_the_first_row(found: list[tuple[int, int]], count: int) -> None:
    """Where there are too few, nobody follows."""
    scores, rows = np.array(found, dtype=np.int64).reshape(-1, 2).T
    (keys,) = best(keys_of(scores, rows)[None, :], count)
    ordered = sorted(((-score, row) for score, row in found if score))[:count]
    expected = [row for _, row in ordered] + [NOBODY] * (count - len(ordered))
    assert rows_of(keys).tolist() == expected
