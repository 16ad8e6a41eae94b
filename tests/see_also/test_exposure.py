"""Exposure: which posts are suggested, and which never."""

import pytest

from indexer import Engine, exposure
from indexer.see_also.exposure import SLOTS
from tests.documents import Chance


@pytest.mark.parametrize("seed", range(5))
def test_every_slot_is_counted_once(engine: Engine, seed: int) -> None:
    """By looking at the neighbours of each post."""
    posts = Chance(seed).many(30)
    engine.apply(posts, [])

    found = exposure(engine)

    slots = [near.id for post in posts for near in engine.neighbours(post.id)[:SLOTS]]
    assert (found.posts, found.slots) == (30, len(slots))
    assert {one.id: one.times for one in found.shown} == {name: slots.count(name) for name in slots}
    assert [one.times for one in found.shown] == sorted((one.times for one in found.shown), reverse=True)
    assert sum(one.share for one in found.shown) == pytest.approx(1)
    assert set(found.never) == {post.id for post in posts} - set(slots)


def test_an_empty_blog_suggests_nothing(engine: Engine) -> None:
    """Nor does a single post suggest itself."""
    engine.apply([], [])
    assert exposure(engine) == (0, 0, (), ())

    engine.apply(Chance(1).many(1), [])
    assert exposure(engine) == (1, 0, (), ("post-0",))
