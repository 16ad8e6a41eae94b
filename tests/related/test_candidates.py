"""Candidates: lists that others join and leave, and groups of copies."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.related.candidates import DEPTH, Candidates, groups_of
from indexer.related.keys import NOBODY, keys_of, rows_of, scores_of
from indexer.related.likeness import Block


def filled(scores: list[list[int]]) -> Candidates:
    """The candidates of posts with these *scores* for each other."""
    rows = np.arange(len(scores))
    block = Block(rows, rows, np.array(scores), np.empty((0, 2), dtype=np.int64))
    return Candidates.none(len(scores)).joined([block], np.zeros(len(scores), dtype=bool))


def listed(candidates: Candidates) -> list[list[tuple[int, int]]]:
    """Row and score of the candidates of each post."""
    return [[(int(rows_of(key)), int(scores_of(key))) for key in keys if key > 0] for keys in candidates.keys]


def test_posts_move_and_leave() -> None:
    """Those that stay keep their scores and their order."""
    moved = filled([[0, 5, 7], [5, 0, 9], [7, 9, 0]]).moved(np.array([2, -1, 0]), 4)
    assert listed(moved) == [[(2, 7)], [], [(0, 7)], []]


def test_whoever_comes_joins_the_lists_of_all() -> None:
    """In its place by score."""
    before = filled([[0, 5, 7], [5, 0, 9], [7, 9, 0]]).moved(np.array([0, 1, 2]), 4)
    block = Block(np.array([3]), np.arange(4), np.array([[6, 6, 10, 0]]), np.array([[3, 2]]))
    after = before.joined([block], np.array([False, False, False, True]))
    assert listed(after)[0] == [(2, 7), (3, 6), (1, 5)]
    assert listed(after)[3] == [(2, 10), (0, 6), (1, 6)]
    assert after.copies.tolist() == [[2, 3]]


def test_a_list_that_may_lack_better_ones_takes_none_that_are_worse() -> None:
    """It is made anew when it has become too short."""
    count = DEPTH + 20
    before = filled(
        [[0 if one == other else 1 + (one + other) % count for other in range(count)] for one in range(count)]
    )
    floor = int(before.floors[0])
    assert floor > 0
    rows = np.arange(count)
    rows[rows_of(before.keys[0, :15])] = -1
    rows[rows >= 0] = np.arange(np.count_nonzero(rows >= 0))
    after = before.moved(rows, count)
    assert after.too_short[rows[0]]
    new = count - 1
    scores = np.array([[floor - 1] * (count - 1) + [0]])
    block = Block(np.array([new]), np.arange(count), scores, np.empty((0, 2), dtype=np.int64))
    joined = after.joined([block], np.arange(count) == new)
    assert new not in rows_of(joined.keys[rows[0]])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_copies_of_copies_are_one_group(pairs: list[tuple[int, int]]) -> None:
    """Named by its first post."""
    expected = list(range(10))
    for _ in pairs:
        for one, other in pairs:
            expected[one] = expected[other] = min(expected[one], expected[other])
    assert groups_of(np.array(pairs, dtype=np.int64).reshape(-1, 2), 10).tolist() == expected


def test_a_key_of_nobody_is_no_candidate() -> None:
    """However often it is moved."""
    assert int(rows_of(keys_of(np.array([0]), np.array([3])))[0]) == NOBODY
    assert listed(filled([[0]]).moved(np.array([0]), 1)) == [[]]
