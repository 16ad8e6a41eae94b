"""The Whoosh engine: documents in, results out, on one machine and one disk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.whoosh.answer import answer
from indexer.engines.whoosh.changes import Changes
from indexer.engines.whoosh.damage import damage
from indexer.engines.whoosh.generations import Generations, read_manifest, write_manifest
from indexer.engines.whoosh.neighbours import read_neighbourhoods, write_neighbourhoods
from indexer.engines.whoosh.scoring import Scorer, rank
from indexer.engines.whoosh.sharing import shared_words
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.errors import IndexDamaged, IndexMissing
from indexer.query import Query
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
        self._snapshot: Snapshot | None = None
        self._neighbourhoods = NOBODY  # those of the snapshot

    @property
    def generation(self) -> str:
        """The name of the generation that answers now."""
        return self._open().name

    @property
    def aliases(self) -> Aliases:
        """Other words for tags."""
        return self._open().aliases

    def writing(self) -> AbstractContextManager[None]:
        """Hold the index as its only writer."""
        return self._generations.lock()

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
            known = self._neighbourhoods if before else NOBODY
            write_neighbourhoods(new, neighbourhoods(vectors, known, changes.written))
            write_manifest(new, manifest)
            self._analyzer.save()

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        snapshot = self._open()
        with damage(snapshot.folder):
            return answer(snapshot, snapshot.aliases.query(query), self._scorer)

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        snapshot = self._open()
        with damage(snapshot.folder):
            number = snapshot.numbers.get(document_id)
            return None if number is None else snapshot.document(number)

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        snapshot = self._readable()
        if snapshot is None:
            return {}
        with damage(snapshot.folder):
            return snapshot.fingerprints

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field* as they are written, and how many posts write them so."""
        snapshot = self._open()
        with damage(snapshot.folder):
            return snapshot.facet(field).spellings

    def vectors(self) -> Vectors:
        """All posts as vectors."""
        snapshot = self._open()
        with damage(snapshot.folder):
            return snapshot.vectors()

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first."""
        words = self._analyzer.query_words(beginning)
        snapshot = self._open()
        with damage(snapshot.folder):
            return snapshot.vocabulary.starting_with(words[-1].exact, limit) if words else []

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of *others* the words that it shares with *one*, most telling first."""
        snapshot = self._open()
        with damage(snapshot.folder):
            number = snapshot.numbers.get
            return shared_words(snapshot, number(one), list(map(number, others)), limit)

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id, the most related first."""
        snapshot = self._open()
        with damage(snapshot.folder):
            return self._neighbourhoods.of(document_id)

    def close(self) -> None:
        """Let go of the index's files."""
        self._snapshot = None  # they are unmapped with the last array that is used of them
        self._neighbourhoods = NOBODY

    def _open(self) -> Snapshot:
        """The generation that serves now."""
        folder = self._generations.current()
        if folder is None:
            raise IndexMissing(f"{self._folder}: there is no index yet; run: backmatter index")
        if self._snapshot is None or self._snapshot.folder != folder:
            try:
                self._snapshot = self._opened(folder)
            except IndexDamaged:
                if self._generations.current() == folder:
                    raise
                return self._open()  # two syncs were faster, and the folder is gone
        return self._snapshot

    def _opened(self, folder: Path) -> Snapshot:
        manifest = read_manifest(folder)
        if manifest is None:
            raise IndexDamaged(f"{folder}: the index has no readable manifest; sync with --rebuild.")
        if not manifest.is_readable:
            raise IndexMissing(f"{folder}: another version of Backmatter wrote the index; run: backmatter index")
        with damage(folder):
            self._neighbourhoods = read_neighbourhoods(folder)
            return Snapshot(folder, manifest, self._analyzer, self._snapshot)

    def _readable(self) -> Snapshot | None:
        """The generation that serves, or None where a writer has to start from nothing."""
        try:
            return self._open()
        except (IndexMissing, IndexDamaged):
            return None
