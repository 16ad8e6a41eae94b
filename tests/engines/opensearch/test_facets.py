"""Facets counted by the cluster against a look at every post."""

from collections.abc import Sequence

import pytest

from indexer import FACETS, Document, Query
from indexer.engines.opensearch import facets
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.schema import VALUE_FIELDS
from tests.documents import Chance, document
from tests.engines.opensearch.written import Build
from tests.oracle import OracleEngine

QUERIES = 40


def oracle(documents: Sequence[Document]) -> OracleEngine:
    """A naive engine that holds *documents*."""
    engine = OracleEngine()
    engine.apply(documents, [])
    return engine


def answers(snapshot: Snapshot, queries: Sequence[Query]) -> list[tuple[list[str], list[dict[str, int]]]]:
    """The posts that each of *queries* narrows to, and the counts of its facets."""
    bodies = []
    for query in queries:
        narrow = facets.narrowing(snapshot, query.filters)
        clauses = [one for of_field in narrow.values() for one in of_field]
        found = {"post_filter": {"bool": {"filter": clauses}}, "aggs": facets.aggregations(snapshot, query, narrow)}
        bodies.append({**found, "size": 100, "_source": False, "docvalue_fields": ["key"]})
    responses = snapshot.ask_all(bodies)
    return [
        (
            sorted(hit["fields"]["key"][0] for hit in response["hits"]["hits"]),
            list(facets.counts(snapshot, query, response).values()),
        )
        for query, response in zip(queries, responses, strict=True)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_filters_and_counts_are_those_of_a_loop(engine_url: str, seed: int) -> None:
    """Of any facets, with any filters, in posts of two generations; as many as asked for, in the same order."""
    chance = Chance(seed)
    older, newer = chance.many(60), [document("post-7"), *chance.documents(8)]
    build = Build(engine_url)
    build.next(older)
    snapshot = build.next(newer, ["post-3"])
    held = {one.id: one for one in [*older, *newer] if one.id != "post-3"}
    asked = [chance.query() for _ in range(QUERIES)]
    queries = [Query(filters=one.filters, facets=one.facets, facet_values=one.facet_values, limit=100) for one in asked]
    slowly = oracle(list(held.values()))

    for query, (ids, counts) in zip(queries, answers(snapshot, queries), strict=True):
        expected = slowly.search(query)
        assert ids == sorted(hit.id for hit in expected.hits)
        assert [list(one.items()) for one in counts] == [list(one.items()) for one in expected.facets.values()]
    for field in VALUE_FIELDS:
        assert facets.values_of(snapshot, field).spellings == slowly.spellings(field)


def test_values_are_many(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are fetched at once, and more than are asked for, on several shards; ties in order of keys."""
    monkeypatch.setattr(facets, "_AT_ONCE", 7)
    posts = [document(f"{number:03}", tags=(f"tag {number % 60:02}", f"a/b/{number % 50}")) for number in range(240)]
    snapshot = Build(engine_url).next(posts)
    slowly = oracle(posts)

    for limit in (None, 0, 1, 5, 75):
        query = Query(facets=("tags",), facet_values=limit, limit=0)
        ((_, (counts,)),) = answers(snapshot, [query])
        assert list(counts.items()) == list(slowly.search(query).facets["tags"].items())


def test_more_values_than_the_cluster_counts_are_cut(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fairly: each facet of a search has its part."""
    monkeypatch.setattr(facets, "MOST_BUCKETS", 12)
    snapshot = Build(engine_url).next([document(str(n), tags=(f"{n}",), authors=(f"{n}",)) for n in range(10)])

    ((_, counts),) = answers(snapshot, [Query(facets=FACETS)])
    assert [len(one) for one in counts] == [2, 0, 2, 0, 0, 0]
    ((_, counts),) = answers(snapshot, [Query(facets=("tags",))])
    assert [len(one) for one in counts] == [10]


def test_a_tag_may_be_longer_than_a_key(engine_url: str) -> None:
    """Its beginning is kept, and found."""
    tag = "a very long tag " * 1000
    snapshot = Build(engine_url).next([document("a", tags=(tag,)), document("b", tags=("\ud800 half",))])

    assert snapshot.ask({"query": facets.carrying(snapshot, "tags", [tag])})["hits"]["total"]["value"] == 1
    assert snapshot.ask({"query": facets.carrying(snapshot, "tags", ["\ud800 half"])})["hits"]["total"]["value"] == 1
