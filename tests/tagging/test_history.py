"""The history of a blog's tags."""

import numpy as np
import pytest

from indexer.tagging.evidence import Counts, Naming
from indexer.tagging.history import HALF_LIFE, TagHistory
from indexer.tagging.names import Mentions


def history(carried: np.ndarray, named: np.ndarray) -> TagHistory:
    """That of posts, one row each, which carry and name tags, one column each."""
    texts, tags = np.nonzero(named)
    mentions = Mentions(texts, tags, np.zeros(len(texts), dtype=bool), np.ones(len(texts), dtype=np.int64))
    return TagHistory(carried.astype(np.float32), mentions)


def naming(named: np.ndarray) -> Naming:
    """Names in a text's body."""
    return Naming(np.zeros(len(named), dtype=bool), named.astype(np.float64))


def same(one: Counts, other: Counts) -> bool:
    """Whether two counts are equal; how recent tags are aside."""
    return one.posts == other.posts and all(
        (first == second).all() for first, second in zip(one[1:4], other[1:4], strict=True)
    )


def test_a_post_that_is_left_out_is_not_counted() -> None:
    """As if the history had been written without it."""
    chance = np.random.default_rng(1)
    carried, named = chance.random((9, 4)) < 0.4, chance.random((9, 4)) < 0.5
    for post in range(9):
        others = np.arange(9) != post
        without = history(carried[others], named[others]).counts(naming(named[post]), None)
        assert same(history(carried, named).counts(naming(named[post]), post), without)


def test_habits_are_shares_over_all_tags_and_posts() -> None:
    """Here: three taggings of which two are named, and one name without its tag."""
    carried, named = np.array([[1, 0], [1, 1]]), np.array([[1, 1], [0, 1]])
    habits = history(carried, named).habits
    assert habits == pytest.approx((2 / 3, 1 / 1, 2 / 3))


def test_near_posts_weigh_most() -> None:
    """One that is `HALF_LIFE` posts away counts half."""
    carried = np.zeros((HALF_LIFE + 1, 2))
    carried[0, 0] = carried[HALF_LIFE, 1] = 1
    old, new = history(carried, carried).counts(naming(carried[0]), None).recent
    assert new == pytest.approx(2 * old, rel=1e-4)


def test_no_posts_have_no_habits() -> None:
    """And no warnings."""
    empty = history(np.zeros((0, 3)), np.zeros((0, 3)))
    assert empty.habits == (0, 0, 0)
    assert empty.counts(naming(np.zeros(3)), None).recent.tolist() == [0, 0, 0]
