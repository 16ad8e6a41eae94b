"""Changes: what turns the segments of one generation into those of the next.

Documents that come make new segments; those that go are marked in the old ones, which stay as they are. Small segments
are merged from their columns, without reading or analysing a post again, once there are too many.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.lexicon import Lexicon
from indexer.document import Document
from indexer.engines.whoosh.analysed import analysed
from indexer.engines.whoosh.building import MAX_LEXEMES, MAX_TOKENS, SegmentBuilder
from indexer.engines.whoosh.damage import damage
from indexer.engines.whoosh.fields import whoosh_schema
from indexer.engines.whoosh.manifest import Manifest
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.engines.whoosh.w3 import commit, segments_of
from indexer.engines.whoosh.writing import write_segment
from indexer.errors import EngineError

MAX_SEGMENTS = 8
"""Small segments beyond this many are merged: every search has to look into the dictionaries of each."""
SMALL = 0.5
"""A segment is small if it is less full than this; joining fuller ones would only make as many again."""
MERGED = 5
"""So many at once, so that a document is not merged again at every sync."""

ANALYSED_AT_ONCE = 30_000
"""Characters: so many that numpy's fixed price hardly counts, so few that they stay in the processor's cache."""


class Changes:
    """Writes one generation into the folder *new*, which holds the segments of *before*."""

    def __init__(self, new: Path, before: Snapshot | None, analyzer: Analyzer) -> None:
        self._new = new
        self._before = before
        self._analyzer = analyzer
        self._described: dict[str, Any] = {}  # by segment, as Whoosh describes it
        self._deleted: dict[str, set[int]] = {}
        self._written: dict[str, str] = {}  # the fingerprints of documents, by id
        self._removed: set[str] = set()
        self._numbers: Mapping[str, int] = {}
        if before:
            with damage(before.folder):
                self._described = {segment.segment_id(): segment for segment in segments_of(before.folder)}
                self._numbers = before.numbers
            self._deleted = {segment.name: set(before.deleted[segment.name]) for segment in before.segments}
        self._begin()

    def write(self, upserts: Iterable[Document], deletes: Collection[str]) -> Manifest:
        """Write *upserts*, then remove *deletes*; what the generation then consists of."""
        for documents in _batches(upserts):
            self._add(documents)
        for document_id in {*deletes} - self._written.keys():
            self._remove(document_id)
        self._flush()
        with damage(self._new):
            self._merge()
        for name, deleted in self._deleted.items():
            for number in deleted - set(self._described[name].deleted_docs()):
                self._described[name].delete_document(number)
        commit(self._new, whoosh_schema(), list(self._described.values()), int(self._new.name))
        segments = {name: sorted(self._deleted[name]) for name in self._described}
        posts = len((self._numbers.keys() - self._removed) | self._written.keys())
        return Manifest(f"{int(self._new.name)}-{self._digest()}", segments, posts=posts)

    @property
    def written(self) -> Collection[str]:
        """The ids of the documents that have been written."""
        return self._written.keys()

    def _digest(self) -> str:
        """Tells contents apart by how they came to be: to look through all of them would take longer."""
        before = self._before.name if self._before else ""
        history = (before, sorted(self._written.items()), sorted(self._removed))
        return blake2b(json.dumps(history).encode(), digest_size=6).hexdigest()

    def _begin(self) -> None:
        """Collect documents for another segment; words are numbered anew, so that memory stays bounded."""
        self._builder = SegmentBuilder(self._new)
        self._lexicon = Lexicon()

    def _add(self, documents: Sequence[Document]) -> None:
        for document in documents:
            if document.id in self._written:
                raise EngineError(f"{document.id}: the same post was given twice in one sync; rename one of its files.")
            self._remove(document.id)
            self._written[document.id] = document.fingerprint
        for one in analysed(documents, self._analyzer, self._lexicon, self._builder.lexemes):
            self._builder.add(one)
        self._limit()

    def _limit(self) -> None:
        """Begin another segment if this one is full."""
        if self._builder.is_full:
            self._flush()

    def _remove(self, document_id: str) -> None:
        if self._before is None or document_id not in self._numbers:
            return
        segment, number = self._before.place(self._numbers[document_id])
        self._deleted[segment.name].add(number)
        self._removed.add(document_id)

    def _flush(self) -> None:
        """Write the segment that was collected."""
        if not len(self._builder):
            return
        builder = self._builder
        self._begin()  # what knew the words is let go before there is more to hold
        described = write_segment(self._new, builder.collected())
        self._described[described.segment_id()] = described
        self._deleted[described.segment_id()] = set()

    def _merge(self) -> None:
        """Join the smallest segments where there are too many, and drop those of which nothing is left."""
        known = {segment.name: segment for segment in self._before.segments} if self._before else {}
        segments = {name: known.get(name) or Segment(self._new, name, {}) for name in self._described}
        fullness = {name: self._fullness(segment) for name, segment in segments.items()}
        small = sorted((name for name in fullness if fullness[name] < SMALL), key=fullness.__getitem__)
        joined = _fitting(small[:MERGED], fullness) if len(small) > MAX_SEGMENTS else []
        worn = [name for name in segments if len(self._deleted[name]) * 2 > segments[name].size]
        gone = dict.fromkeys((*joined, *worn))
        for name in gone:
            for number in sorted({*range(segments[name].size)} - self._deleted[name]):
                self._builder.add(segments[name].analysed(number, self._builder.lexemes))
                self._limit()
            del self._described[name], self._deleted[name]
        self._flush()

    def _fullness(self, segment: Segment) -> float:
        """What the live documents of *segment* take of the room that a segment has, at most."""
        live = np.ones(segment.size, dtype=bool)
        live[list(self._deleted[segment.name])] = False
        tokens = int(segment.columns["lengths"][live].sum())
        return max(tokens / MAX_TOKENS, len(segment.columns["lexeme_words"]) / MAX_LEXEMES)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """*documents* in lists of about `ANALYSED_AT_ONCE` characters."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.body)
        if size >= ANALYSED_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _fitting(names: Iterable[str], fullness: Mapping[str, float]) -> list[str]:
    """As many of *names* as make one segment together."""
    fitting: list[str] = []
    for name in names:
        if sum(fullness[one] for one in (*fitting, name)) <= 1:
            fitting.append(name)
    return fitting if len(fitting) > 1 else []
