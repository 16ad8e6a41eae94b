"""The vectors of posts, fetched from the cluster: of each its entries, its day and its tags, and nothing else."""

from base64 import b64decode
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from indexer.analysis.features import Entries
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.facets import values_of
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.facet_values import FacetValues
from indexer.vectors import Tagging, Vectors

WANTED: Json = {
    "docvalue_fields": ["key", "day", "value.tags", "entries"],  # columns: no text has to be unpacked for them
    "stored_fields": "_none_",
    "_source": False,
}
"""What a search has to ask for of posts."""
_AT_ONCE = 1_000
"""Posts in an answer, which is then some four megabytes long."""


class _Row(NamedTuple):
    """One post: its *id*, its *entries*, its *day* (0 without one), and the keys of its *tags*."""

    id: str
    entries: Entries
    day: int
    tags: Sequence[str]


def vectors(snapshot: Snapshot) -> Vectors:
    """All posts of *snapshot* as vectors, in order of their ids."""
    return vectors_of(snapshot.each(WANTED, page=_AT_ONCE), values_of(snapshot, "tags"))


def vectors_of(hits: Iterable[Json], tags: FacetValues) -> Vectors:
    """The posts that are *hits* of a search for what is `WANTED`, tags named as in *tags*, or else by their keys."""
    rows = list(map(_row, hits))
    return Vectors(
        ids=[row.id for row in rows],
        firsts=np.cumsum([0, *(len(row.entries) for row in rows)]),
        entries=np.concatenate([np.empty(0, dtype=np.uint32), *(row.entries for row in rows)]),
        days=np.array([row.day for row in rows], dtype=np.int32),
        tagging=_tagging(rows, tags),
    )


def _row(hit: Json) -> _Row:
    fields = hit["fields"]
    entries = np.frombuffer(_bytes(*fields.get("entries", [""])), dtype="<u4").astype(np.uint32, copy=False)
    return _Row(fields["key"][0], entries, fields.get("day", [0])[0], fields.get("value.tags", []))


def _bytes(column: str) -> bytes:
    """What is kept in a *column* of bytes, which comes in base64 without the padding that Python asks for."""
    return b64decode(column + "=" * (-len(column) % 4))


def _tagging(rows: Sequence[_Row], tags: FacetValues) -> Tagging:
    numbers: dict[str, int] = {}
    pairs = [(row, numbers.setdefault(key, len(numbers))) for row, one in enumerate(rows) for key in one.tags]
    posts, carried = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Tagging([tags.names.get(key, key) for key in numbers], posts, carried)
