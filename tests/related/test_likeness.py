"""Likeness: the parts of a score, and blocks that give the same however they are cut."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.features import features_of
from indexer.related import likeness
from indexer.related.candidates import groups_of
from indexer.related.feature_lists import feature_lists
from indexer.related.keys import ONE
from indexer.related.likeness import Block, Likeness, ranges
from tests.oracle.related import Said
from tests.related.posts import blog, vectors


def blocks(posts: list[Said]) -> Iterator[Block]:
    """All of *posts* compared, in the order of their ids, which must be theirs."""
    made = vectors(posts)
    lists = feature_lists(made, np.arange(len(made)))
    return Likeness(lists, made.days, lambda row: features_of(made.row(row))).blocks(np.arange(len(made)))


def scores(posts: list[Said]) -> list[list[float]]:
    """The score of each of *posts* with each."""
    return [[score / ONE for score in row] for block in blocks(posts) for row in block.scores.tolist()]


def test_a_score_is_made_of_words_titles_and_dates() -> None:
    """Of each as much as the formula says."""
    posts = [
        Said("a", 730_000, {1: (False, 1), 2: (False, 1)}),
        Said("b", 730_365, {1: (False, 1), 3: (False, 1)}),
        Said("c", 0, {2: (True, 0)}),
        Said("d", 0, {3: (False, 1)}),
        Said("e", 730_000, {}),
    ]
    found = scores(posts)
    assert found[0] == pytest.approx([0, 0.5 + 0.1 / 2, 0.7071 * (1 + 0.5), 0, 0.1], abs=0.001)
    assert found[1][3:] == pytest.approx([0.7071, 0.05], abs=0.001)


def test_blocks_do_not_change_a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little fits into one."""
    posts = sorted(blog(3, 50))
    whole = scores(posts)
    for cells, products in ((1, 1), (160, 10_000), (10_000, 300)):
        monkeypatch.setattr(likeness, "CELLS_AT_ONCE", cells)
        monkeypatch.setattr(likeness, "PRODUCTS_AT_ONCE", products)
        assert scores(posts) == whole


def test_posts_of_a_large_blog_are_compared_with_those_that_share_a_feature(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same scores; what is left out is near in date and nothing else."""
    posts = sorted(blog(3, 200))
    whole = np.array(scores(posts))
    monkeypatch.setattr(likeness, "LARGE", 0)
    monkeypatch.setattr(likeness, "CELLS_AT_ONCE", 1)
    for block in blocks(posts):
        found = block.scores / ONE
        assert (found == whole[np.ix_(block.rows, block.others)]).all()
        left_out = np.setdiff1d(np.arange(len(posts)), block.others)
        assert (whole[np.ix_(block.rows, left_out)] <= likeness.NEARNESS + 1e-6).all()


def test_copies_are_found_by_way_of_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text that was published a hundred times not every pair is looked at."""
    monkeypatch.setattr(likeness, "MOST_COPIES", 2)
    same = {1: (True, 1), 2: (False, 2)}
    posts = [Said(f"{number:02}", 0, same if number < 9 else {3: (False, 1)}) for number in range(11)]
    pairs = np.concatenate([block.copies for block in blocks(posts)])
    assert len(pairs) <= 2 * len(posts)
    assert groups_of(pairs, len(posts)).tolist() == [0] * 9 + [9] * 2


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5))))
def test_ranges_follow_each_other(asked: list[tuple[int, int]]) -> None:
    """Empty ones leave no trace."""
    firsts, counts = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    assert ranges(firsts, counts).tolist() == [first + step for first, count in asked for step in range(count)]
