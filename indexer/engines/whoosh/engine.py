"""The Whoosh engine: documents in, results out, on one machine and one disk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.whoosh.answer import Scorer, answer
from indexer.engines.whoosh.changes import Changes
from indexer.engines.whoosh.damage import damage
from indexer.engines.whoosh.generations import Generations, checksums
from indexer.engines.whoosh.manifest import Manifest, read_manifest
from indexer.engines.whoosh.neighbours import write_neighbourhoods
from indexer.engines.whoosh.proof import prove
from indexer.engines.whoosh.reader import Reader
from indexer.engines.whoosh.sharing import shared_words
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.errors import IndexDamaged, IndexMissing, RollbackRefused
from indexer.generation import Generation
from indexer.health import Health
from indexer.query import Query
from indexer.ranking.scoring import rank
from indexer.related.neighbour import Neighbour
from indexer.related.neighbourhoods import NOBODY, neighbourhoods
from indexer.related.shared import SharedWord
from indexer.results import Results
from indexer.vectors import Vectors


class WhooshEngine:
    """Keeps its index in *folder*; see `Engine` for what the methods answer.

    One thread at a time may use it. Searches follow the newest generation by themselves, whoever wrote it.

    Args:
        folder: Where the index is kept.
        scorer: What orders the hits of a search.
    """

    def __init__(self, folder: Path, scorer: Scorer = rank) -> None:
        self._folder = folder
        self._scorer = scorer
        self._generations = Generations(folder)
        self._analyzer = Analyzer(folder)
        self._reader = Reader(self._generations, self._analyzer)

    @property
    def generation(self) -> str:
        """The name of the generation that answers now."""
        return self._reader.opened().name

    @property
    def aliases(self) -> Aliases:
        """Other words for tags."""
        return self._reader.opened().aliases

    @property
    def damage(self) -> str:
        """What of the index is damaged; "" if nothing is known to be."""
        return self._reader.damage

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index as its only writer, who looks at every byte of it first."""
        with self._generations.lock():
            self._reader.look_through()
            yield

    def apply(
        self,
        upserts: Iterable[Document],
        deletes: Collection[str],
        *,
        rebuild: bool = False,
        aliases: Aliases | None = None,
    ) -> None:
        """Write the next generation and make it the one that serves."""
        before = None if rebuild else self._readable()
        if aliases is None:
            aliases = before.aliases if before else NO_ALIASES
        with self._generations.next(before.folder if before else None) as new:
            changes = Changes(new, before, self._analyzer)
            manifest = replace(changes.write(upserts, deletes), aliases=aliases.table)
            with damage(new):
                vectors = Snapshot(new, manifest, self._analyzer, before).vectors()
            known = before.neighbourhoods if before else NOBODY
            write_neighbourhoods(new, neighbourhoods(vectors, known, changes.written))
            self._complete(new, manifest, before)
            self._analyzer.save()

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        return self._reader.ask(lambda snapshot: answer(snapshot, snapshot.aliases.query(query), self._scorer))

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""

        def found(snapshot: Snapshot) -> Document | None:
            number = snapshot.numbers.get(document_id)
            return None if number is None else snapshot.document(number)

        return self._reader.ask(found)

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        try:
            return self._reader.ask(lambda snapshot: snapshot.fingerprints)
        except (IndexMissing, IndexDamaged):
            return {}

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field* as they are written, and how many posts write them so."""
        return self._reader.ask(lambda snapshot: snapshot.facet(field).spellings)

    def vectors(self) -> Vectors:
        """All posts as vectors."""
        return self._reader.ask(Snapshot.vectors)

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first."""
        words = self._analyzer.query_words(beginning)
        if not words:
            return []
        return self._reader.ask(lambda snapshot: snapshot.vocabulary.starting_with(words[-1].exact, limit))

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of *others* the words that it shares with *one*, most telling first."""

        def found(snapshot: Snapshot) -> list[tuple[SharedWord, ...]]:
            number = snapshot.numbers.get
            return shared_words(snapshot, number(one), list(map(number, others)), limit)

        return self._reader.ask(found)

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id, the most related first."""
        return self._reader.ask(lambda snapshot: snapshot.neighbourhoods.of(document_id))

    def generations(self) -> Sequence[Generation]:
        """The generations that are kept, the newest first."""
        return self._reader.generations()

    def verify(self) -> Sequence[Generation]:
        """The same after a look at every byte."""
        self._generations.verifier.forget()
        return self._reader.look_through()

    def rollback(self) -> Generation:
        """Let the newest whole generation before the one that serves serve again."""
        with self._generations.lock():
            serving = self._generations.named(self._generations.pointer()) or self._reader.opened().folder
            for folder in self._generations.all():
                manifest = read_manifest(folder)
                if folder.name < serving.name and manifest and not self._generations.fault(folder, manifest):
                    self._generations.point_to(folder)
                    return Generation(manifest.name, manifest.posts, is_current=True)
        raise RollbackRefused(
            f"{self._folder}: there is no whole generation before {serving.name}; each sync that changes something "
            "leaves the one before it."
        )

    def snapshot(self) -> "WhooshEngine":
        """An engine that goes on to answer from the generation that serves now."""
        held = copy(self)
        held._reader = self._reader.held()  # noqa: SLF001  (it is of its own kind)
        return held

    def health(self) -> Health:
        """Green, or yellow where something is known to be damaged and a whole generation answers."""
        return Health("yellow", self.damage) if self.damage else Health("green")

    def close(self) -> None:
        """Let go of the index's files."""
        self._reader.close()

    def _readable(self) -> Snapshot | None:
        """The generation that serves, or None where a writer has to start from nothing."""
        try:
            return self._reader.opened()
        except (IndexMissing, IndexDamaged):
            return None

    def _complete(self, new: Path, manifest: Manifest, before: Snapshot | None) -> None:
        """Finish the generation in *new* and read it back: every byte, then by searching."""
        manifest = replace(manifest, files=checksums(new, before.manifest.files if before else {}))
        self._generations.complete(new, manifest)
        fault = self._generations.fault(new, manifest)
        if fault:
            raise IndexDamaged(f"{fault}; sync again, or with --rebuild.")
        with damage(new):
            prove(Snapshot(new, manifest, self._analyzer, before))
