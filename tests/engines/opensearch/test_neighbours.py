"""Neighbours in the cluster: what a sync leaves of the last one's."""

import pytest

from indexer import Document, IndexDamaged
from indexer.engines.opensearch import neighbours as module
from indexer.engines.opensearch.nearest import nearest
from indexer.engines.opensearch.neighbours import neighbour_changes, neighbours
from indexer.engines.opensearch.vectors import vectors
from indexer.engines.opensearch.versions import NEIGHBOURS
from indexer.related import neighbourhoods
from tests.documents import Chance
from tests.engines.opensearch.written import Build
from tests.oracle.related import neighbours as slowly
from tests.oracle.related import said


def test_each_generation_has_its_own(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In however many parts; whoever stays with the one before goes on to see that one's."""
    monkeypatch.setattr(module, "_PART", 300)
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    chance, build = Chance(1), Build(engine_url)
    before = build.next(chance.many(9))
    build.do(neighbour_changes(before, None, []))
    after = build.next(chance.many(5), ["post-7"])
    build.do(neighbour_changes(after, before, [f"post-{number}" for number in range(5)]))

    for snapshot in (before, after):
        expected = slowly(said(vectors(snapshot)))
        assert {name: neighbours(snapshot, name) for name in expected} == expected
        assert len({hit["_id"] for hit in snapshot.each({}, NEIGHBOURS)}) > 2
    assert neighbours(before, "post-7")
    assert neighbours(after, "post-7") == neighbours(after, "nobody") == ()


@pytest.mark.parametrize("seed", range(2))
def test_large_blogs_are_followed(engine_url: str, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """What is known of the last generation is what comparing goes on with, whatever came and went."""
    for place in (module, neighbourhoods):
        monkeypatch.setattr(place, "SMALL", 0)
    monkeypatch.setattr(neighbourhoods, "MOST_CHANGED", 4)
    chance, build, before, known = Chance(seed), Build(engine_url), None, neighbourhoods.NOBODY
    held: dict[str, Document] = {}
    for turn in range(6):
        upserts, deletes = chance.documents(turn % 4), chance.names(2 if turn % 3 else 0)
        held = {name: one for name, one in held.items() if name not in deletes} | {one.id: one for one in upserts}
        changed = [one.id for one in upserts]
        after = build.next(upserts, [name for name in deletes if name not in changed])
        build.do(neighbour_changes(after, before, changed))
        known = neighbourhoods.neighbourhoods(vectors(after), known, changed)
        assert {name: neighbours(after, name) for name in held} == {name: known.of(name) for name in held}
        before = after


def test_the_largest_blogs_are_not_compared(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neighbours are then looked for, and what was known of them is gone; until the blog is smaller again."""
    chance, build = Chance(3), Build(engine_url)
    small = build.next(chance.many(6))
    build.do(neighbour_changes(small, None, []))
    monkeypatch.setattr(module, "LARGEST", 7)
    large = build.next([*chance.many(12)])
    build.do(neighbour_changes(large, small, []))

    assert not list(large.each({}, NEIGHBOURS))
    assert neighbours(large, "post-2") == nearest(large, "post-2")
    assert neighbours(small, "post-2") == slowly(said(vectors(small)))["post-2"]


@pytest.mark.parametrize("lost", ["shown.000000", "shown.000001", "shown.*"])
def test_what_is_lost_is_not_no_neighbours(engine_url: str, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    """It is said that it is lost, and what helps."""
    monkeypatch.setattr(module, "_PART", 300)
    build = Build(engine_url)
    snapshot = build.next(Chance(1).many(9))
    build.do(neighbour_changes(snapshot, None, []))
    gone = {"query": {"wildcard": {"key": lost}}}
    snapshot.cluster.write("POST", f"/{snapshot.index}/_delete_by_query?refresh=true", gone)

    with pytest.raises(IndexDamaged, match="--rebuild"):
        neighbours(snapshot, "post-2")
