"""Succession: the next generation, from its first version to the moment at which it serves."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.opensearch.changes import Changes
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Pointer, Standing
from indexer.engines.opensearch.lease import SECONDS, Lease
from indexer.engines.opensearch.neighbours import neighbour_changes
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import STATE, identity
from indexer.engines.opensearch.writing import Operation, come, gone, refresh, write
from indexer.errors import IndexDamaged

PAIRS = 5_000_000
"""Posts that are compared with posts in a second, at least."""
LONGEST = 600
"""Seconds for which the lease is held ahead, at most."""
LOOKED_FOR = 3
"""Posts by which the proof looks whether those that came are found."""


class Succession:
    """Writes generations of a blog; whoever does holds the *lease*."""

    def __init__(self, cluster: Cluster, generations: Generations, lease: Lease, analyzer: Analyzer) -> None:
        self._cluster = cluster
        self._generations = generations
        self._lease = lease
        self._analyzer = analyzer

    def follow(
        self, before: Snapshot | None, upserts: Iterable[Document], deletes: Collection[str], aliases: Aliases | None
    ) -> None:
        """Let a generation serve that holds what *before* does, and *upserts*, without *deletes*.

        It is a part of the same build, or the first of a new one where *before* is None.

        Raises:
            IndexDamaged: It does not hold what it should.
            EngineError: It cannot be written. Then, as with any exception, what served goes on serving.
        """
        if aliases is None:
            aliases = before.aliases if before else NO_ALIASES
        standing = self._generations.standing()
        number = self._lease.draw()
        at = Pointer(before.index if before else self._generations.begin(number), number)
        changes = Changes(at, before, self._analyzer)
        self._write(at, changes.operations(upserts, deletes))
        self._lease.keep(min(SECONDS + changes.posts**2 // PAIRS, LONGEST))
        written = self._snapshot(at)
        state = {"posts": changes.posts, "words": written.vocabulary, "aliases": aliases.table}
        related = neighbour_changes(written, before, changes.written)
        self._write(at, chain(related, _state(at, before, state)))
        self._prove(self._snapshot(at), changes)
        self._lease.keep()
        self._generations.swap(standing, Standing(serving=at, before=standing.serving))

    def _write(self, at: Pointer, operations: Iterable[Operation]) -> None:
        """Do *operations*, so that searches find them done."""
        write(operations, self._cluster, self._lease)
        refresh(at.index, self._cluster)

    def _snapshot(self, at: Pointer) -> Snapshot:
        return Snapshot(self._cluster, at, self._analyzer)

    def _prove(self, new: Snapshot, changes: Changes) -> None:
        if new.fault:
            raise IndexDamaged(new.fault)
        ids = sorted(changes.written)[:: max(1, len(changes.written) // LOOKED_FOR)]
        found = new.documents(ids)
        for name, document in zip(ids, found, strict=True):
            if document is None or document.id != name:
                raise IndexDamaged(f"{self._cluster.address}: {name} is not found; sync with --rebuild.")


def _state(at: Pointer, before: Snapshot | None, state: dict[str, object]) -> Iterator[Operation]:
    if before:
        yield gone(STATE, STATE, identity(STATE, STATE, before.number), at)
    yield come(STATE, STATE, {"state": state}, at)
