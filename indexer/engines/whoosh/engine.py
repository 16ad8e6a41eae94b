"""The Whoosh engine: documents in, results out, on one machine and one disk."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.whoosh.answer import answer
from indexer.engines.whoosh.fields import Analysed, whoosh_schema
from indexer.engines.whoosh.generations import Generations, Manifest, read_manifest, write_manifest
from indexer.engines.whoosh.snapshot import VOCABULARY, Snapshot, damaged
from indexer.engines.whoosh.storage import MappedStorage
from indexer.errors import EngineError, IndexDamaged, IndexMissing
from indexer.query import Query
from indexer.results import Results

MEMORY_MB = 128
"""What Whoosh may hold in memory while it writes, before it goes to disk."""
SEGMENT_POSTS = 2_000
"""Posts after which a segment is closed: sorting more at once takes more memory and, by post, more time."""


class WhooshEngine:
    """Keeps its index in *folder*; see `Engine` for what the methods answer.

    One thread at a time may use it. Searches follow the newest generation by themselves, whoever wrote it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generations = Generations(folder)
        self._analyzer = Analyzer(folder)
        self._snapshot: Snapshot | None = None

    @property
    def generation(self) -> str:
        """The name of the generation that answers now."""
        return self._open().name

    def writing(self) -> AbstractContextManager[None]:
        """Hold the index as its only writer."""
        return self._generations.lock()

    def apply(self, upserts: Iterable[Document], deletes: Collection[str], *, rebuild: bool = False) -> None:
        """Write the next generation and make it the one that serves."""
        before = None if rebuild else self._readable()
        with self._generations.next(before.folder if before else None) as new:
            changes = _Changes(new, before, self._analyzer)
            changes.write(upserts, deletes)
            changes.complete()
            self._analyzer.save()

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        return answer(self._open(), self._analyzer, query)

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        snapshot = self._open()
        number = snapshot.cards.numbers.get(document_id)
        return None if number is None else snapshot.document(number)

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        snapshot = self._readable()
        return snapshot.cards.fingerprints if snapshot else {}

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first."""
        words = self._analyzer.query_words(beginning, ())
        return self._open().vocabulary.starting_with(words[-1].exact)[:limit] if words else []

    def close(self) -> None:
        """Let go of the index's files."""
        if self._snapshot:
            self._snapshot.close()
            self._snapshot = None

    def _open(self) -> Snapshot:
        """The generation that serves now."""
        folder = self._generations.current()
        if folder is None:
            raise IndexMissing(f"{self._folder}: there is no index yet; run: backmatter index")
        if self._snapshot is None or self._snapshot.folder != folder:
            try:
                opened = self._opened(folder)
            except IndexDamaged:
                if self._generations.current() == folder:
                    raise
                return self._open()  # two syncs were faster, and the folder is gone
            self.close()
            self._snapshot = opened
        return self._snapshot

    def _opened(self, folder: Path) -> Snapshot:
        manifest = read_manifest(folder)
        if manifest is None:
            raise IndexDamaged(f"{folder}: the index has no readable manifest; sync with --rebuild.")
        if not manifest.is_readable:
            raise IndexMissing(f"{folder}: another version of Backmatter wrote the index; run: backmatter index")
        return Snapshot(folder, manifest, self._analyzer)

    def _readable(self) -> Snapshot | None:
        """The generation that serves, or None where a writer has to start from nothing."""
        try:
            return self._open()
        except (IndexMissing, IndexDamaged):
            return None


class _Changes:
    """Writes one generation into the folder *new*, which holds a copy of *before*."""

    def __init__(self, new: Path, before: Snapshot | None, analyzer: Analyzer) -> None:
        self._new = new
        self._before = before
        self._analyzer = analyzer
        self._vocabulary = Counter(before.vocabulary.counts) if before else Counter[str]()
        self._fingerprints = dict(before.cards.fingerprints) if before else {}
        self._written: set[str] = set()

    def write(self, upserts: Iterable[Document], deletes: Collection[str]) -> None:
        """Write *upserts*, then remove *deletes*; an exception from either leaves nothing committed."""
        with self._reading():
            storage = MappedStorage(str(self._new))
            index = storage.open_index() if self._before else storage.create_index(whoosh_schema())
            writer = _writer(index)
        try:
            for count, document in enumerate(upserts, start=1):
                self._add(writer, document)
                if count % SEGMENT_POSTS == 0:
                    writer.commit(merge=False)  # document numbers stay as they were before
                    writer = _writer(index)
            for document_id in {*deletes} - self._written:
                self._remove(writer, document_id)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        with self._reading():
            writer.commit()
            index.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Opening and committing read the segments of before; what is no failure to write is damage in them."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            raise damaged(self._before.folder if self._before else self._new, error) from error

    def complete(self) -> None:
        """Write what describes the generation; its manifest comes last."""
        words = {word: count for word, count in sorted(self._vocabulary.items()) if count > 0}
        (self._new / VOCABULARY).write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")), "utf-8")
        contents = blake2b(json.dumps(sorted(self._fingerprints.items())).encode(), digest_size=6).hexdigest()
        write_manifest(self._new, Manifest(f"{int(self._new.name)}-{contents}"))

    def _add(self, writer: Any, document: Document) -> None:  # noqa: ANN401  (Whoosh has no types)
        if document.id in self._written:
            raise EngineError(f"{document.id}: the same post was given twice in one sync; rename one of its files.")
        self._remove(writer, document.id)
        analysed = Analysed.of(document, self._analyzer)
        writer.add_document(**analysed.whoosh_fields())
        self._vocabulary.update(_words(analysed))
        self._fingerprints[document.id] = document.fingerprint
        self._written.add(document.id)

    def _remove(self, writer: Any, document_id: str) -> None:  # noqa: ANN401
        if self._before is None or self._fingerprints.pop(document_id, None) is None:
            return
        number = self._before.cards.numbers[document_id]
        writer.delete_document(number)
        self._vocabulary.subtract(_words(Analysed.of(self._before.document(number), self._analyzer)))


def _writer(index: Any) -> Any:  # noqa: ANN401
    return index.writer(limitmb=MEMORY_MB, compound=False)


def _words(analysed: Analysed) -> Iterator[str]:
    """Each unstemmed word of each field, once per field."""
    for terms in analysed.terms.values():
        yield from terms.exact
