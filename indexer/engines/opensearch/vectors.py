"""The vectors of all posts, fetched from the cluster: of each its entries, its day and its tags, and nothing else."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.analysis.features import Entries
from indexer.engines.opensearch.facets import values_of
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.facet_values import FacetValues
from indexer.vectors import Tagging, Vectors

_AT_ONCE = 2_000
"""Posts in an answer, which is then some three megabytes long."""


class _Row(NamedTuple):
    """One post: its *id*, its *entries*, its *day* (0 without one), and the keys of its *tags*."""

    id: str
    entries: Entries
    day: int
    tags: Sequence[str]


def vectors(snapshot: Snapshot) -> Vectors:
    """All posts of *snapshot* as vectors, in order of their ids."""
    rows = list(_rows(snapshot))
    return Vectors(
        ids=[row.id for row in rows],
        firsts=np.cumsum([0, *(len(row.entries) for row in rows)]),
        entries=np.concatenate([np.empty(0, dtype=np.uint32), *(row.entries for row in rows)]),
        days=np.array([row.day for row in rows], dtype=np.int32),
        tagging=_tagging(rows, values_of(snapshot, "tags")),
    )


def decoded_entries(text: str) -> Entries:
    """The entries of a post from its version's ``entries``."""
    return np.frombuffer(b64decode(text), dtype="<u4").astype(np.uint32, copy=False)


def _rows(snapshot: Snapshot) -> Iterator[_Row]:
    body = {"_source": ["entries"], "docvalue_fields": ["key", "day", "value.tags"]}
    for hit in snapshot.each(body, page=_AT_ONCE):
        values = hit["fields"]
        day = values.get("day", [0])[0]
        yield _Row(values["key"][0], decoded_entries(hit["_source"]["entries"]), day, values.get("value.tags", []))


def _tagging(rows: Sequence[_Row], tags: FacetValues) -> Tagging:
    numbers: dict[str, int] = {}
    pairs = [(row, numbers.setdefault(key, len(numbers))) for row, one in enumerate(rows) for key in one.tags]
    posts, carried = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Tagging([tags.names.get(key, key) for key in numbers], posts, carried)
