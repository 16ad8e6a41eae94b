"""Who is shown: nobody by everything, nobody by nothing, copies once."""

from collections import Counter

import pytest

from indexer.related import exposure
from indexer.related.exposure import ALWAYS, SHOWN
from indexer.related.neighbourhoods import NOBODY, neighbourhoods
from tests.oracle.related import Said
from tests.related.posts import blog, vectors


def lists(posts: list[Said]) -> dict[str, list[str]]:
    """The neighbours of each of *posts*."""
    found = neighbourhoods(vectors(posts), NOBODY, ())
    return {post.id: [other.id for other in found.of(post.id)] for post in posts}


def hub(count: int) -> list[Said]:
    """*count* posts, each of a group of four, and one post that is in all groups."""
    said = [{number // 4: (False, 1), 1000 + number: (False, 1)} for number in range(count)]
    posts = [Said(f"post {number}", 0, one) for number, one in enumerate(said)]
    return [*posts, Said("hub", 0, dict.fromkeys(range(count // 4), (True, 3)))]


def test_a_post_that_suits_all_is_below_every_twentieth() -> None:
    """Or below 25, where that is more, though others then have fewer than five."""
    found = lists(hub(160))
    assert sum("hub" in others for others in found.values()) == ALWAYS
    assert min(map(len, found.values())) < SHOWN


@pytest.mark.parametrize("seed", range(4))
def test_what_has_to_give_way_stands_behind_the_first_five(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Where there are five."""
    posts = blog(seed, 80)
    freely = lists(posts)
    monkeypatch.setattr(exposure, "ALWAYS", 6)
    found = lists(posts)
    first = Counter(other for others in found.values() for other in others[:SHOWN])
    assert max(first.values()) == 6
    assert all({*freely[post][:SHOWN]} <= {*found[post]} for post in found)


@pytest.mark.parametrize("seed", range(4))
def test_every_post_is_below_some_other(seed: int) -> None:
    """But for copies, of which one is enough."""
    posts = blog(seed, 80)
    found = lists(posts)
    shown = Counter(other for others in found.values() for other in others[:SHOWN])
    texts = {frozenset(post.features.items()) for post in posts if post.id in shown}
    assert {frozenset(post.features.items()) for post in posts} == texts


def test_of_several_copies_the_nearest_is_shown() -> None:
    """And none below another."""
    text = {number: (number == 0, 2) for number in range(6)}
    other = {**dict.fromkeys(range(4), (False, 1)), 7: (False, 1)}
    posts = [
        Said("asks", 730_000, other),
        *(Said(f"copy {day}", 730_000 + day, text) for day in (400, 10, 900)),
        Said("else", 730_000, {7: (False, 1), 8: (True, 1)}),
    ]
    found = lists(posts)
    assert [one for one in found["asks"] if one.startswith("copy")] == ["copy 10"]
    assert not any(one.startswith("copy") for one in found["copy 400"])
