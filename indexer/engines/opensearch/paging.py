"""Paging: hits from anywhere in an order, however deep."""

from collections.abc import Mapping
from typing import Any

from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.snapshot import PAGE, Snapshot

_BARE = {"_source": False, "stored_fields": "_none_", "track_total_hits": False}
"""Nothing but places in the order: to unpack what is stored of thousands of posts would take seconds."""


def fetched(snapshot: Snapshot, body: Mapping[str, Any], first: int, count: int) -> Json:
    """What the search *body*, which has a ``sort``, answers with *count* hits behind the *first* ones.

    OpenSearch counts to 10,000 hits; what lies deeper is reached from hit to hit by ``search_after``, so that no node
    ever holds more than that in memory.
    """
    if first + count <= PAGE:
        return snapshot.ask({**body, "from": first, "size": count})
    bare = {name: value for name, value in body.items() if name != "aggs"} | _BARE
    after: dict[str, Any] = {}
    while first:
        step = min(first, PAGE)
        hits = snapshot.ask({**bare, **after, "size": step})["hits"]["hits"]
        if len(hits) < step:
            return snapshot.ask({**body, "size": 0})
        after, first = {"search_after": hits[-1]["sort"]}, first - step
    return snapshot.ask({**body, **after, "size": min(count, PAGE)})
