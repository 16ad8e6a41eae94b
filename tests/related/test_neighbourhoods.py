"""Neighbourhoods, compared with the slow way, and followed through changes."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.related import candidates, neighbourhoods
from indexer.related.exposure import KEPT
from indexer.related.keys import scores_of
from indexer.related.neighbour import Neighbour
from indexer.related.neighbourhoods import NOBODY, Neighbourhoods
from tests.oracle.related import Said, neighbours
from tests.related.posts import DAYS, blog, blogs, vectors


def found(posts: Sequence[Said], before: Neighbourhoods = NOBODY, changed: Sequence[str] = ()) -> Neighbourhoods:
    """The neighbourhoods of *posts*."""
    return neighbourhoods.neighbourhoods(vectors(posts), before, changed)


def listed(posts: Sequence[Said], among: Neighbourhoods) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each of *posts*."""
    return {post.id: among.of(post.id) for post in posts}


@pytest.mark.slow
@settings(max_examples=40)
@given(blogs, st.randoms(use_true_random=False))
def test_the_neighbours_are_those_that_were_found_the_slow_way(posts: list[Said], chance: Random) -> None:
    """With the same scores, to the last bit, in whichever order posts were indexed."""
    assert listed(posts, found(chance.sample(posts, len(posts)))) == neighbours(posts)


@pytest.mark.parametrize("seed", range(3))
def test_so_they_are_on_a_blog_where_places_are_rare(seed: int) -> None:
    """Where some posts have to give way, and others are given places."""
    posts = blog(seed, 90)
    assert listed(posts, found(posts)) == neighbours(posts)


@settings(max_examples=40)
@given(blogs)
def test_two_posts_are_as_related_to_each_other(posts: list[Said]) -> None:
    """Whichever is asked for; but of several copies not all are told. There are twenty at most, none of them twice."""
    lists = listed(posts, found(posts))
    scores = {(post, one.id): one.score for post, others in lists.items() for one in others}
    assert all(scores.get((other, post), score) == score for (post, other), score in scores.items())
    for post, others in lists.items():
        assert len({post, *(one.id for one in others)}) == len(others) + 1 <= KEPT + 1


def test_a_post_that_is_not_there_has_none() -> None:
    """Nor has any where there are no posts, or one."""
    assert found([]).of("a") == ()
    (post,) = posts = blog(1, 1)
    assert found(posts).of(post.id) == found(posts).of("a") == found(posts).of("z") == ()


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blogs are followed however small they are, with few candidates for each post."""
    monkeypatch.setattr(neighbourhoods, "SMALL", 0)
    monkeypatch.setattr(neighbourhoods, "MOST_CHANGED", 10)
    monkeypatch.setattr(candidates, "DEPTH", 8)
    monkeypatch.setattr(candidates, "FEWEST", 5)


@pytest.mark.slow
@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("seed", range(20))
def test_what_is_followed_is_what_would_be_found_anew(seed: int) -> None:
    """Where the words stay the same, so that no feature becomes more or less rare."""
    chance = Random(seed)  # noqa: S311  (nothing is kept secret here)
    posts = blog(seed, 60)
    before = found(posts)
    for _ in range(3):
        changed = [post._replace(day=chance.choice(DAYS)) for post in chance.sample(posts, 3)]
        posts = list({post.id: post for post in (*posts, *changed)}.values())
        followed, anew = found(posts, before, [post.id for post in changed]), found(posts)
        for floor, ours, theirs in zip(
            followed.candidates.floors, followed.candidates.keys, anew.candidates.keys, strict=True
        ):
            assert ours[scores_of(ours) > floor].tolist() == theirs[scores_of(theirs) > floor].tolist()
        assert {*map(tuple, followed.candidates.copies)} == {*map(tuple, anew.candidates.copies)}
        np.testing.assert_array_equal(followed.lengths, anew.lengths)
        before = followed


@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("seed", range(5))
def test_posts_that_are_gone_leave_the_lists(seed: int) -> None:
    """The others keep their scores and their order; lists that become short are filled up."""
    posts = blog(seed, 60)
    before = found(posts)
    gone = {f"post {number}" for number in range(seed % 3, 60, 3)}
    left = [post for post in posts if post.id not in gone]
    after = found(left, before)
    for post in left:
        assert gone.isdisjoint(one.id for one in after.of(post.id))
    assert np.count_nonzero(after.candidates.keys, axis=1).min() >= candidates.FEWEST
    rows = np.array([after.ids.index(name) if name not in gone else -1 for name in before.ids])
    moved = before.candidates.moved(rows, len(left))
    assert moved.too_short.any()
    np.testing.assert_array_equal(after.candidates.keys[~moved.too_short], moved.keys[~moved.too_short])


def test_after_many_changes_all_are_compared_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has changed is counted from sync to sync until then."""
    monkeypatch.setattr(neighbourhoods, "SMALL", 0)
    posts = blog(1, 64)
    once = found(posts[:-1], found(posts))
    assert once.changed == 1
    assert found(posts, once, [posts[-1].id]).changed == 2
    assert found(posts, once, [post.id for post in posts[:2]]).changed == 0
