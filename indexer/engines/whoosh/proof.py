"""Proof: a new generation is read back and searched before it serves."""

import numpy as np

from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.w3 import segments_of
from indexer.errors import IndexDamaged


def prove(snapshot: Snapshot) -> None:
    """Compare what *snapshot* holds with what was written, and look for some of its posts by their own words.

    Raises:
        IndexDamaged: It does not hold what it should.
    """
    posts = snapshot.manifest.posts
    of_whoosh = sum(segment.doc_count() for segment in segments_of(snapshot.folder))
    if not snapshot.live_count == of_whoosh == len(snapshot.numbers) == posts:
        held = f"{snapshot.live_count}, to Whoosh {of_whoosh}, by id {len(snapshot.numbers)}"
        raise IndexDamaged(f"{snapshot.folder}: holds {held} posts instead of {posts}; sync with --rebuild.")
    alive = np.flatnonzero(snapshot.live).tolist()
    for number in {*alive[:1], *alive[len(alive) // 2 :][:1], *alive[-1:]}:
        if not _is_found(snapshot, number):
            raise IndexDamaged(f"{snapshot.folder}: post {number} is not found; sync with --rebuild.")


def _is_found(snapshot: Snapshot, number: int) -> bool:
    """Whether document *number* can be read, and is found by its id and by its last word."""
    segment, local = snapshot.place(number)
    tokens = segment.tokens(local).lexemes
    rows = segment.columns["lexeme_words"][tokens[-1:]].tolist()
    words = segment.words.listed.strings(rows)
    found = all(number in snapshot.found("word", (word,)).documents for word in words)
    return found and snapshot.numbers.get(snapshot.document(number).id) == number
