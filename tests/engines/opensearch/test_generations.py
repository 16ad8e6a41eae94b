"""Which generation serves, and how another one comes to."""

from dataclasses import replace

import pytest

from indexer import EngineError
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Pointer, Standing


@pytest.fixture
def cluster(engine_url: str) -> Cluster:
    """Of a blog without an index."""
    return Cluster(Address.parse(engine_url))


def swapped(generations: Generations, number: int, build: str) -> Standing:
    """What stands once the generation of that *number* in *build* serves instead of the one that does."""
    now = generations.standing()
    generations.swap(now, Standing(now.builds, Pointer(build, number), now.serving))
    return generations.standing()


def test_generations_follow_one_another(cluster: Cluster) -> None:
    """In one build or the next; the one before is remembered, and what is neither is named by nobody."""
    generations = Generations(cluster)
    assert generations.standing() == Standing()

    old = generations.begin(1)
    assert generations.standing() == Standing((old,))
    assert swapped(generations, 1, old) == Standing((old,), Pointer(old, 1))
    assert swapped(generations, 2, old) == Standing((old,), Pointer(old, 2), Pointer(old, 1))
    new = generations.begin(3)
    standing = swapped(generations, 3, new)
    assert standing == Standing((old, new), Pointer(new, 3), Pointer(old, 2))
    assert (standing.named, standing.unnamed) == ([Pointer(new, 3), Pointer(old, 2)], [])

    standing = swapped(generations, 4, new)
    assert standing.unnamed == [old]
    generations.delete(standing.unnamed)
    generations.go_back()
    assert generations.standing() == Standing((new,), Pointer(new, 3))


def test_what_was_swapped_meanwhile_is_not_swapped_again(cluster: Cluster) -> None:
    """Although the lease should not let it happen: one who slept would put an old generation before a new one."""
    generations = Generations(cluster)
    build = generations.begin(1)
    slept = swapped(generations, 1, build)
    now = swapped(generations, 3, build)

    with pytest.raises(EngineError, match="another sync took over"):
        generations.swap(slept, replace(slept, serving=Pointer(build, 2), before=slept.serving))
    assert generations.standing() == now


def test_a_swap_that_was_sent_twice_is_done(cluster: Cluster) -> None:
    """As it is when the connection breaks before the answer comes."""
    generations = Generations(cluster)
    build = generations.begin(1)
    before = swapped(generations, 1, build)
    then = swapped(generations, 2, build)

    generations.swap(before, then)

    assert generations.standing() == then


def test_the_alias_finds_what_serves(cluster: Cluster) -> None:
    """Whoever asks OpenSearch by the blog's name sees the posts of that generation and nothing else."""
    generations = Generations(cluster)
    build = generations.begin(1)
    versions = [("post", 1, None), ("post", 1, 2), ("post", 2, None), ("post", 3, None), ("word", 1, None)]
    for number, (kind, since, until) in enumerate(versions):
        body = {"kind": kind, "key": str(number), "from": since} | ({"to": until} if until else {})
        cluster.write("PUT", f"/{build}/_doc/{number}", body, params={"refresh": "true"})
    found = {}
    for number in (1, 2):
        swapped(generations, number, build)
        hits = cluster.search(cluster.address.blog, {"sort": ["key"]})["hits"]["hits"]
        found[number] = [hit["_source"]["key"] for hit in hits]

    assert found == {1: ["0", "1"], 2: ["0", "2"]}
