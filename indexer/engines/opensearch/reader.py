"""The reader: answers from the generation that serves, whoever swapped it there."""

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from typing import TypeVar

from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations, Pointer
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.errors import IndexMissing, RollbackRefused
from indexer.generation import Generation

T = TypeVar("T")

_KEPT = 2
"""Snapshots: a generation that serves is asked for again when another one was rolled back, or while it is proven."""


class Reader:
    """Looks with each question what serves now; what was computed of a generation is kept as long as it serves."""

    def __init__(self, generations: Generations, cluster: Cluster, analyzer: Analyzer) -> None:
        self._generations = generations
        self._cluster = cluster
        self._analyzer = analyzer
        self._known: dict[Pointer, Snapshot] = {}
        self._held: Snapshot | None = None
        self._follows = True

    def held(self) -> "Reader":
        """A reader that stays with the generation that answers now or, if none does, with the first that will."""
        held = copy(self)
        held._follows = False  # noqa: SLF001  (it is of its own kind)
        held._answering()  # noqa: SLF001  (the same)
        return held

    def opened(self) -> Snapshot:
        """The generation that serves or, if another version of Backmatter wrote that, the one before it.

        Raises IndexMissing where there is none that this version can read.
        """
        if self._held:
            return self._held
        named = self._generations.standing().named
        for snapshot in map(self.snapshot, named):
            if snapshot.is_readable:
                self._held = None if self._follows else snapshot
                return snapshot
        if named:
            raise IndexMissing(_of_another_version(self.snapshot(named[0])))
        raise IndexMissing(f"{self._cluster.address}: there is no index yet; run: backmatter index")

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """What *question* finds; it is asked again if what it was asked of was replaced and deleted meanwhile."""
        while True:
            snapshot = self.opened()
            try:
                return question(snapshot)
            except IndexMissing:
                if self.opened() is snapshot:
                    raise

    def base(self) -> Snapshot | None:
        """The generation that serves, if changes may be added to it; None where a writer has to start from nothing."""
        answering = self._answering()
        if not answering or answering.fault:
            return None
        return answering if self._held or answering.pointer == self._generations.standing().serving else None

    def check_previous(self) -> None:
        """Raise RollbackRefused if there is no whole generation before the one that serves."""
        serving = self.opened()
        before = self._generations.standing().before
        if not before or self._described(before, serving).damage:
            raise RollbackRefused(
                f"{self._cluster.address}: there is no whole generation before {serving.name}; each sync that changes "
                "something leaves the one before it."
            )

    @property
    def damage(self) -> str:
        """What is wrong with the generation that serves; "" if nothing is."""
        answering = self.opened()
        serving = None if self._held else self._generations.standing().serving
        return self._described(serving or answering.pointer, answering).damage

    def generations(self) -> list[Generation]:
        """The one that serves and the one before it, the newest first."""
        answering = self._answering()
        return [self._described(pointer, answering) for pointer in self._generations.standing().named]

    def look_again(self) -> list[Generation]:
        """The same, counted anew."""
        for snapshot in self._known.values():
            snapshot.count_again()
        return self.generations()

    def snapshot(self, pointer: Pointer) -> Snapshot:
        """The generation at *pointer*."""
        found = self._known.pop(pointer, None) or Snapshot(self._cluster, pointer, self._analyzer)
        self._known[pointer] = found  # behind all others, as the one that was asked for last
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return found

    def _answering(self) -> Snapshot | None:
        with suppress(IndexMissing):
            return self.opened()
        return None

    def _described(self, pointer: Pointer, answering: Snapshot | None) -> Generation:
        snapshot = self.snapshot(pointer)
        if not snapshot.is_readable:
            return Generation(snapshot.name, 0, is_current=False, damage=_of_another_version(snapshot))
        return Generation(snapshot.name, snapshot.posts, snapshot is answering, snapshot.fault)


def _of_another_version(snapshot: Snapshot) -> str:
    return f"{snapshot.cluster.address}: another version of Backmatter wrote the index; run: backmatter index"
