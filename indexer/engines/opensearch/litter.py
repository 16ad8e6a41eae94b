"""Litter: what a writer that died left behind, and what only generations see to which nobody can go back."""

from typing import Any

from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Standing
from indexer.engines.opensearch.lease import Lease
from indexer.engines.opensearch.writing import PATIENCE, refresh

AT_ONCE = 5_000
"""Versions in a request: so few that it ends long before the lease does."""
_TAKE_BACK = {"source": "ctx._source.remove('to')"}


def clear(cluster: Cluster, generations: Generations, lease: Lease) -> None:
    """Remove all of it; whoever has a generation that may be searched sees no difference."""
    standing = generations.standing()
    generations.delete(standing.unnamed)
    if standing.serving:
        _clear_build(cluster, standing, lease)


def _clear_build(cluster: Cluster, standing: Standing, lease: Lease) -> None:
    serving = standing.named[0]
    index, number = serving.index, serving.number
    oldest = min(pointer.number for pointer in standing.named if pointer.index == index)
    unseen = {"bool": {"should": [{"range": {"from": {"gt": number}}}, {"range": {"to": {"lte": oldest}}}]}}
    to_go = {"range": {"to": {"gt": number}}}
    refresh(index, cluster)
    _all(cluster, f"/{index}/_delete_by_query", {"query": unseen}, lease)
    _all(cluster, f"/{index}/_update_by_query", {"query": to_go, "script": _TAKE_BACK}, lease)


def _all(cluster: Cluster, path: str, body: dict[str, Any], lease: Lease) -> None:
    """Do what *body* says until there is nothing left to do it to."""
    params = {"max_docs": str(AT_ONCE), "refresh": "true"}
    while cluster.write("POST", path, body, params=params, patience=PATIENCE)["total"] == AT_ONCE:
        lease.keep()
