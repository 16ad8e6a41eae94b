"""Versions go into a build in bulk, whatever the cluster says to it."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from indexer import EngineError, EngineNotReady
from indexer.engines.opensearch import writing
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Pointer
from indexer.engines.opensearch.lease import Lease
from indexer.engines.opensearch.versions import identity
from indexer.engines.opensearch.writing import Operation, come, gone, refresh, write
from tests.engines.opensearch.node import Answer, Request, node

KEPT = {"result": "updated", "get": {"_source": {"owner": "x", "number": 1}}}
"""What the cluster answers to a writer who keeps the lease."""
TOO_MUCH = {"type": "rejected_execution_exception", "reason": "queue is full"}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which a writer waits, without waiting."""
    paused: list[float] = []
    monkeypatch.setattr("opensearchpy.helpers.actions.time.sleep", paused.append)
    return paused


def word(key: str, at: Pointer) -> Operation:
    """A word that is used once."""
    return come("word", key, {"uses": 1}, at)


def test_versions_come_and_go(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In requests as large as they may be; whatever is done twice is done once."""
    monkeypatch.setattr(writing, "REQUEST_BYTES", 400)
    cluster, lease = Cluster(Address.parse(engine_url)), Lease(Cluster(Address.parse(engine_url)))
    at = Pointer(Generations(cluster).begin(1), 1)
    later = Pointer(at.index, 2)
    with lease.taken():
        for _ in range(2):
            write((word(f"word {number}", at) for number in range(9)), cluster, lease)
            write([gone("word", "word 3", identity("word", "word 3", 1), later), word("word 3", later)], cluster, lease)
    cluster.write("POST", f"/{at.index}/_refresh")

    hits = cluster.search(at.index, {"size": 100})["hits"]["hits"]
    found = sorted((hit["_source"]["key"], hit["_source"]["from"], hit["_source"].get("to")) for hit in hits)
    expected = [(f"word {number}", 1, 2 if number == 3 else None) for number in range(9)]
    assert found == sorted([*expected, ("word 3", 2, None)], key=str)


def test_what_is_refused_is_named(engine_url: str) -> None:
    """With the reason."""
    cluster = Cluster(Address.parse(engine_url))
    at, lease = Pointer(Generations(cluster).begin(1), 1), Lease(cluster)
    with (
        lease.taken(),
        pytest.raises(EngineError, match=r"post ant: is refused by the cluster .*surprise.* not allowed"),
    ):
        write([word("fine", at), come("post", "ant", {"surprise": 1}, at)], cluster, lease)


def written(answers: Iterator[Answer]) -> list[str]:
    """Write three words to a node that gives *answers* to bulk requests; the requests."""

    def answer(request: Request) -> Answer:
        return next(answers) if request.path.startswith("/_bulk") else (200, KEPT)

    at = Pointer("blog.1", 1)
    with node(answer) as running:
        cluster = Cluster(Address.parse(f"opensearch://{running.host}/blog"))
        write([word(key, at) for key in "abc"], cluster, Lease(cluster))
        cluster.close()
        return [request.path.partition("?")[0] for request in running.requests]


def answered(*statuses: int) -> Answer:
    """What a bulk request is answered in which each word, from the last one backwards, gets its status."""
    identities = [identity("word", key, 1) for key in "abc"[-len(statuses) :]]
    errors = [{"error": TOO_MUCH} if status >= 300 else {} for status in statuses]
    items = zip(identities, statuses, errors, strict=True)
    return 200, {"errors": True, "items": [{"index": {"_id": one, "status": s, **error}} for one, s, error in items]}


def test_a_cluster_with_too_much_to_do_is_given_time(pauses: list[float]) -> None:
    """More each time; only what it did not take is sent again, and the lease is kept all the while."""
    refused = 429, {"error": TOO_MUCH, "status": 429}
    answers = [refused, (503, {"error": TOO_MUCH, "status": 503}), answered(500, 429, 503), answered(201, 201, 201)]

    paths = written(iter(answers))

    assert paths == ["/blog.state/_update/writer", "/_bulk"] * 4
    assert pauses == [1, 2, 4]


@pytest.mark.slow
@pytest.mark.parametrize("answer", [(429, {"error": TOO_MUCH, "status": 429}), answered(429, 503, 429)])
def test_it_is_not_given_time_for_ever(pauses: list[float], answer: Answer) -> None:
    """The sync fails for now."""
    with pytest.raises(EngineNotReady, match=r"for now .*queue is full"):
        written(iter([answer] * 10))

    assert pauses == [1, 2, 4, 8, 8, 8]


@pytest.mark.parametrize("failing", [2, 3])
def test_copies_that_do_not_show_what_was_written_are_noticed(failing: int) -> None:
    """A node that dies leaves one behind; once the cluster has noticed, it counts no more."""
    shards = iter([{"failed": 1}] * failing + [{"failed": 0}])
    with node(lambda _: (200, {"_shards": next(shards)})) as running:
        cluster = Cluster(Address.parse(f"opensearch://{running.host}/blog"))
        with pytest.raises(EngineNotReady, match="1 copies") if failing == 3 else nullcontext():
            refresh("blog.1", cluster)
        cluster.close()
