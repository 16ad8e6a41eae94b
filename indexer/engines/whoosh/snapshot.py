"""A snapshot: one generation of the index, opened for searching; it never changes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import VarBytesColumn

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import DEFAULT, stop_words
from indexer.document import Document
from indexer.engines.whoosh.cards import Cards, Mask
from indexer.engines.whoosh.fields import EXACT, Stored, stored_document
from indexer.engines.whoosh.generations import Manifest
from indexer.engines.whoosh.postings import PostingReader
from indexer.engines.whoosh.scoring import Scores, saturate
from indexer.engines.whoosh.storage import MappedStorage
from indexer.errors import IndexDamaged
from indexer.expansion import Expander
from indexer.schema import TEXT_FIELD_NAMES, TEXT_FIELDS
from indexer.spelling import Vocabulary

VOCABULARY = "vocabulary.json"
"""The file of a generation's words."""

Saturated = tuple[NDArray[np.int32], Scores]
"""Documents that hold a term, and its saturated frequency in each."""


class Snapshot:
    """The index in *folder*, as *manifest* describes it, read with *analyzer*."""

    def __init__(self, folder: Path, manifest: Manifest, analyzer: Analyzer) -> None:
        self.folder = folder
        self.name = manifest.name
        self._analyzer = analyzer
        with damage(folder):
            self._index = MappedStorage(str(folder)).open_index()
            self._reader = self._index.reader()
            self.cards = Cards(list(self._encoded_cards()))
        self.size = self.cards.size
        self.live: Mask = self.cards.live
        self._lists = PostingReader(self._reader, self.live)
        self.saturated: Callable[[str, str | None, bool], Saturated] = lru_cache(5_000)(self._saturated)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all posts."""
        with damage(self.folder):
            return Vocabulary(json.loads((self.folder / VOCABULARY).read_bytes()))

    @cached_property
    def expander(self) -> Expander:
        """Expands the words of queries by what this generation holds."""
        languages = self.cards.languages or [DEFAULT]
        return Expander(self._analyzer, self.vocabulary, languages, stop_words(languages[0]), self._has_stem)

    def document(self, number: int) -> Document:
        """The document of that number, body and all."""
        return self.stored(number).document

    def stored(self, number: int) -> Stored:
        """The document of that number with its token stream."""
        with damage(self.folder):
            return stored_document(self.cards[number], self._reader.stored_fields(number)["text"])

    def holding(self, term: str, field: str, *, exact: bool) -> NDArray[np.int32]:
        """The documents that hold *term* in *field*, in its unstemmed form if *exact*."""
        with damage(self.folder):
            return self._lists.postings(field + EXACT * exact, term).documents

    def positions(self, word: str, field: str) -> dict[int, list[int]]:
        """Where the unstemmed *word* stands in *field*, by document number."""
        with damage(self.folder):
            return self._lists.positions(field + EXACT, word)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self._index.close()

    @cached_property
    def normalisation(self) -> Scores:
        """``1 - b + b * length / average`` by document and field; the average is over posts that have the field."""
        lengths = np.where(self.live[:, None], self.cards.lengths, 0.0)
        averages = lengths.sum(axis=0) / np.maximum((lengths > 0).sum(axis=0), 1)
        b = np.array([field.length for field in TEXT_FIELDS])
        return 1 - b + b * lengths / np.where(averages > 0, averages, 1.0)

    def _saturated(self, term: str, field: str | None, exact: bool) -> Saturated:  # noqa: FBT001  (a cache's key)
        """The saturated frequency of *term* over all fields, or in *field* alone."""
        weighted = np.zeros(self.size)
        for column, text_field in enumerate(TEXT_FIELDS):
            if field in (None, text_field.name):
                with damage(self.folder):
                    found = self._lists.postings(text_field.name + EXACT * exact, term)
                norms = self.normalisation[found.documents, column]
                weighted[found.documents] += text_field.weight * found.frequencies / norms
        documents = np.flatnonzero(weighted).astype(np.int32)
        return documents, saturate(weighted[documents])

    def _has_stem(self, stem: str) -> bool:
        return any(len(self.holding(stem, field, exact=False)) for field in TEXT_FIELD_NAMES)

    def _encoded_cards(self) -> Iterator[bytes]:
        for leaf, _ in self._reader.leaf_readers():
            if not leaf.doc_count_all():
                continue
            if not leaf.has_column("card"):
                raise IndexDamaged(f"{self.folder}: the index has lost its cards; sync with --rebuild.")
            column = leaf.column_reader("card", VarBytesColumn())
            for number in range(leaf.doc_count_all()):
                yield b"" if leaf.is_deleted(number) else bytes(column[number])


@contextmanager
def damage(folder: Path) -> Iterator[None]:
    """Turn whatever Whoosh raises on damaged files into IndexDamaged; it has no error of its own for that."""
    try:
        yield
    except IndexDamaged:
        raise
    except Exception as error:
        raise damaged(folder, error) from error


def damaged(folder: Path, error: Exception) -> IndexDamaged:
    """What to raise where reading the index in *folder* ended in *error*."""
    return IndexDamaged(f"{folder}: the index is damaged ({type(error).__name__}: {error}); sync with --rebuild.")
