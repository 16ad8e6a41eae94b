"""What a writer that died left behind."""

from typing import Any

import pytest

from indexer import IndexMissing
from indexer.engines.opensearch import litter
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Pointer, Standing
from indexer.engines.opensearch.lease import Lease
from indexer.engines.opensearch.litter import clear

VERSIONS = {
    "gone long ago": {"from": 1, "to": 2},
    "gone lately": {"from": 1, "to": 4},
    "there": {"from": 1},
    "came lately": {"from": 4},
    "was to go": {"from": 3, "to": 5},
    "was to come": {"from": 5},
}


@pytest.fixture
def cluster(engine_url: str) -> Cluster:
    """Of a blog whose third generation was followed by the fourth, and the writer of the fifth has died."""
    cluster = Cluster(Address.parse(engine_url))
    generations = Generations(cluster)
    build = generations.begin(1)
    for key, version in VERSIONS.items():
        body = {"kind": "post", "key": key, **version}
        cluster.write("PUT", f"/{build}/_doc/{key.replace(' ', '-')}", body)
    for serving, before in ((Pointer(build, 3), None), (Pointer(build, 4), Pointer(build, 3))):
        generations.swap(generations.standing(), Standing((), serving, before))
    return cluster


def versions(cluster: Cluster) -> dict[str, dict[str, Any]]:
    """What the build holds, whether anybody sees it or not."""
    hits = cluster.search(f"{cluster.address.blog}.1", {"size": 100})["hits"]["hits"]
    return {hit["_source"].pop("key"): {**hit["_source"]} for hit in hits}


def test_only_what_may_be_seen_is_left(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """By who searches, or goes back by one generation; however many requests it takes."""
    monkeypatch.setattr(litter, "AT_ONCE", 1)
    lease = Lease(cluster)
    with lease.taken():
        clear(cluster, Generations(cluster), lease)

    seen = {"gone lately": {"from": 1, "to": 4}, "there": {"from": 1}, "came lately": {"from": 4}}
    assert versions(cluster) == {
        key: {"kind": "post", **version} for key, version in {**seen, "was to go": {"from": 3}}.items()
    }


def test_nothing_is_kept_for_whom_one_cannot_go_back_to(cluster: Cluster) -> None:
    """As after a rollback, by which the fourth generation is over, too."""
    generations, lease = Generations(cluster), Lease(cluster)
    generations.go_back()
    with lease.taken():
        clear(cluster, generations, lease)

    kept = {"gone lately": {"from": 1}, "there": {"from": 1}, "was to go": {"from": 3}}
    assert versions(cluster) == {key: {"kind": "post", **version} for key, version in kept.items()}


def test_builds_that_nothing_points_to_are_deleted(cluster: Cluster) -> None:
    """Those alone, and none of a blog with a longer name."""
    generations, lease = Generations(cluster), Lease(cluster)
    begun = generations.begin(5)
    cluster.write("PUT", f"/{cluster.address.blog}-2.1")
    with lease.taken():
        clear(cluster, generations, lease)

    assert generations.standing().builds == (f"{cluster.address.blog}.1",)
    assert cluster.search(f"{cluster.address.blog}-2.1", {})["hits"]["hits"] == []
    with pytest.raises(IndexMissing):
        cluster.search(begun, {})
