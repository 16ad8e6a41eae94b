"""Neighbours in the cluster: what a sync finds out about all posts, in versions of a megabyte each.

Two archives (numpy's .npz, without pickle) are cut into parts and put together by those who read them:

    shown       ids: JSON, ascending; shown: the neighbours of each, as keys (related.keys); read by who searches
    followed    what the next sync needs to compare only what has changed; of blogs that are larger than SMALL

Blogs that are larger than LARGEST have neither.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.nearest import nearest
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.vectors import vectors
from indexer.engines.opensearch.versions import NEIGHBOURS
from indexer.engines.opensearch.writing import Operation, come, gone
from indexer.errors import IndexDamaged
from indexer.related.candidates import Candidates
from indexer.related.neighbour import Neighbour
from indexer.related.neighbourhoods import NOBODY, SMALL, Neighbourhoods, neighbourhoods

LARGEST = 50_000
"""Posts. Of a larger blog they are not compared with each other, but looked for when somebody asks (nearest.py)."""

_PART = 1 << 20
"""Bytes of an archive in one version,"""
_AT_ONCE = 8
"""and so many of these in an answer."""
_SHOWN, _FOLLOWED = "shown", "followed"

Arrays = Mapping[str, NDArray[Any]]


def neighbour_changes(after: Snapshot, before: Snapshot | None, changed: Collection[str]) -> Iterator[Operation]:
    """What to do so that the generation *after*, of which all posts are written, knows their neighbours.

    Args:
        after: The generation, which need not serve yet.
        before: The one before it in the same build; None if the build is new.
        changed: The ids of posts that are not in that, or different.
    """
    at = after.pointer
    if after.posts <= LARGEST:
        known = _followed(before) if before and after.posts > SMALL else NOBODY
        yield from _parts(neighbourhoods(vectors(after), known, changed), at)
    for hit in before.each({"docvalue_fields": ["key"]}, NEIGHBOURS) if before else ():
        yield gone(NEIGHBOURS, hit["fields"]["key"][0], hit["_id"], at)


def neighbours(snapshot: Snapshot, document_id: str) -> tuple[Neighbour, ...]:
    """The neighbours of the post of that id, the most related first; none if there is no such post.

    Raises IndexDamaged if what was written of them is not whole.
    """
    if snapshot.posts > LARGEST:
        return nearest(snapshot, document_id)
    if snapshot.neighbourhoods is None:
        shown = _archive(snapshot, _SHOWN)
        if not shown:
            raise _damaged(snapshot)
        snapshot.neighbourhoods = replace(NOBODY, ids=_ids(shown), shown=shown["shown"])
    return snapshot.neighbourhoods.of(document_id)


def _followed(snapshot: Snapshot) -> Neighbourhoods:
    """All that is known of the neighbours in *snapshot*; those of nobody if it is too little to go on with."""
    known = _archive(snapshot, _FOLLOWED)
    if not known:
        return NOBODY
    shown = _archive(snapshot, _SHOWN)
    candidates = Candidates(known["candidates"], known["floors"], known["copies"])
    return Neighbourhoods(_ids(shown), shown["shown"], candidates, known["lengths"], int(known["changed"][0]))


def _parts(found: Neighbourhoods, at: Pointer) -> Iterator[Operation]:
    ids = np.frombuffer(json.dumps(found.ids).encode(), dtype=np.uint8)
    yield from _cut(_SHOWN, {"ids": ids, "shown": found.shown}, at)
    if len(found.ids) > SMALL:
        keys, floors, copies = found.candidates
        changed = np.array([found.changed])
        followed = {
            "candidates": keys,
            "floors": floors,
            "copies": copies,
            "lengths": found.lengths,
            "changed": changed,
        }
        yield from _cut(_FOLLOWED, followed, at)


def _cut(name: str, arrays: Arrays, at: Pointer) -> Iterator[Operation]:
    """The versions that hold the archive *name* of *arrays*."""
    archive = BytesIO()
    np.savez(archive, **arrays)  # type: ignore[arg-type]  # numpy takes the names of arrays for its own options
    content = archive.getvalue()
    for number, first in enumerate(range(0, len(content), _PART)):
        part = b64encode(content[first : first + _PART]).decode()
        yield come(NEIGHBOURS, f"{name}.{number:06}", {"neighbours": {"part": part}}, at)


def _archive(snapshot: Snapshot, name: str) -> Arrays:
    """The arrays of the archive *name*; none if it was not written. Raises IndexDamaged if it is not whole."""
    body = {"query": {"prefix": {"key": f"{name}."}}, "_source": ["neighbours"]}
    parts = [hit["_source"]["neighbours"]["part"] for hit in snapshot.each(body, NEIGHBOURS, _AT_ONCE)]
    if not parts:
        return {}
    try:
        with np.load(BytesIO(b"".join(map(b64decode, parts))), allow_pickle=False) as archive:
            return dict(archive)
    except (BadZipFile, EOFError, ValueError) as error:
        raise _damaged(snapshot) from error


def _damaged(snapshot: Snapshot) -> IndexDamaged:
    return IndexDamaged(
        f"{snapshot.cluster.address}: generation {snapshot.name} has lost what it knew of related posts; "
        "sync with --rebuild."
    )


def _ids(shown: Arrays) -> list[str]:
    ids: list[str] = json.loads(shown["ids"].tobytes())
    return ids
