"""Threads take turns at engines, which one at a time may use; each request is answered by one state of the index."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import cycle
from threading import Lock, local
from typing import NamedTuple

from indexer import (
    Aliases,
    Document,
    Engine,
    Generation,
    Health,
    IndexDamaged,
    IndexMissing,
    Neighbour,
    Query,
    Results,
    SharedWord,
    Vectors,
)
from service.serving.outage import Outage


class TakingTurns:
    """*engine*, safe to ask from any thread; see `indexer.Engine` for what the methods answer.

    Python runs one thread at a time anyhow, so nothing is lost by it where the engine computes. Where it waits for
    other machines there may be *more* of the same; each thread then has one, or shares it with few. While the engine is
    away, questions are refused at once, with what the last one found.
    """

    def __init__(self, engine: Engine, *more: Engine) -> None:
        self._seats = [_Seat(one, Lock()) for one in (engine, *more)]
        self._offered = cycle(self._seats)
        self._outage = Outage()
        self._own = _Own()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Let one state of the index answer all that this thread asks until the block ends: that of its first question.

        An answer takes several questions, and a sync may end between two of them.
        """
        self._own.holds = True
        try:
            yield
        finally:
            self._own.holds, self._own.snapshot = False, None

    @contextmanager
    def _asked(self) -> Iterator[Engine]:
        """What this thread may ask now, and nobody else meanwhile."""
        own = self._own
        with self._seated() as engine:
            if own.holds and own.snapshot is None:
                own.snapshot = engine.snapshot()
            try:
                yield own.snapshot or engine
            except (IndexDamaged, IndexMissing):
                own.snapshot = None  # what it held is gone; who asks again is answered by another state
                raise

    @contextmanager
    def _seated(self) -> Iterator[Engine]:
        """The engine of this thread, with which it is alone."""
        own = self._own
        own.seat = own.seat or next(self._offered)
        self._outage.refuse()  # here, too, so that nobody waits for a turn behind those who find out
        with own.seat.turn, self._outage.noticed():
            yield own.seat.engine

    @property
    def generation(self) -> str:
        """The state of the index that answers now."""
        with self._asked() as engine:
            return engine.generation

    @property
    def aliases(self) -> Aliases:
        """Other words by which queries may ask for tags."""
        with self._asked() as engine:
            return engine.aliases

    @property
    def damage(self) -> str:
        """What of the index is damaged."""
        with self._asked() as engine:
            return engine.damage

    def writing(self) -> AbstractContextManager[None]:
        """Hold the index as its only writer."""
        return self._seats[0].engine.writing()

    def apply(
        self,
        upserts: Iterable[Document],
        deletes: Collection[str],
        *,
        rebuild: bool = False,
        aliases: Aliases | None = None,
    ) -> None:
        """Make the index hold *upserts* and no more *deletes*."""
        with self._seats[0].turn:
            self._seats[0].engine.apply(upserts, deletes, rebuild=rebuild, aliases=aliases)

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        with self._asked() as engine:
            return engine.search(query)

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        with self._asked() as engine:
            return engine.get(document_id)

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        with self._asked() as engine:
            return engine.fingerprints()

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field* as they are written, and how many posts write them so."""
        with self._asked() as engine:
            return engine.spellings(field)

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*."""
        with self._asked() as engine:
            return engine.complete(beginning, limit)

    def vectors(self) -> Vectors:
        """All posts as vectors."""
        with self._asked() as engine:
            return engine.vectors()

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id."""
        with self._asked() as engine:
            return engine.neighbours(document_id)

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of *others* the words that it shares with *one*."""
        with self._asked() as engine:
            return engine.shared_words(one, others, limit)

    def generations(self) -> Sequence[Generation]:
        """The states of the index that are kept."""
        with self._seated() as engine:
            return engine.generations()

    def verify(self) -> Sequence[Generation]:
        """The same, after a look at every byte."""
        with self._seated() as engine:
            return engine.verify()

    def rollback(self) -> Generation:
        """Let the state before the one that serves serve again."""
        with self._seated() as engine:
            return engine.rollback()

    def snapshot(self) -> Engine:
        """An engine that goes on to answer from the state that serves now; it is safe for one thread."""
        with self._asked() as engine:
            return engine.snapshot()

    def health(self) -> Health:
        """Whether all is well with what answers now, whatever state of the index this thread holds."""
        with self._seated() as engine:
            return engine.health()

    def close(self) -> None:
        """Let go of files and connections."""
        for seat in self._seats:
            with seat.turn:
                seat.engine.close()


class _Seat(NamedTuple):
    """An engine, and whose *turn* it is to ask it."""

    engine: Engine
    turn: Lock


class _Own(local):
    """What a thread has for itself: a *seat*; whether it *holds* a state of the index, and which, once it has asked."""

    seat: _Seat | None = None
    holds = False
    snapshot: Engine | None = None
