"""A snapshot: one generation of the index, opened for searching; it never changes.

Its segments are searched as one: documents are numbered through all of them, and statistics are those of all.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.aliases import Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold_name, fold_value
from indexer.analysis.languages import DEFAULT, stop_words
from indexer.document import Document
from indexer.engines.whoosh import neighbours
from indexer.engines.whoosh.columns import FIELDS, UNDATED, Mask
from indexer.engines.whoosh.facets import Facet
from indexer.engines.whoosh.fields import stored_document
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.manifest import Manifest
from indexer.engines.whoosh.neighbours import read_neighbourhoods
from indexer.engines.whoosh.segment import Segment, Terms
from indexer.expansion import Expander
from indexer.facet_values import HIERARCHICAL
from indexer.matching.holdings import Kind
from indexer.related.neighbourhoods import Neighbourhoods
from indexer.schema import TEXT_FIELD_NAMES, TEXT_FIELDS
from indexer.spelling import Vocabulary
from indexer.vectors import Tagging, Vectors

_NO_CELLS = np.empty(0, dtype=np.uint32)
_NO_FREQUENCIES = np.empty(0, dtype=np.uint16)


_NO_DOCUMENTS = {
    "lengths": np.empty((0, FIELDS), dtype=np.uint32),
    "title_words": np.empty(0, dtype=np.uint32),
    "moments": np.empty(0, dtype=np.int64),
    "days": np.empty(0, dtype=np.int32),
}


class Place(NamedTuple):
    """A document: its *segment*, and its *number* in there."""

    segment: Segment
    number: int


class Snapshot:
    """The generation *manifest* in *folder*; segments that were open in *before* are used again."""

    def __init__(self, folder: Path, manifest: Manifest, analyzer: Analyzer, before: "Snapshot | None" = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.name = manifest.name
        self.aliases = Aliases(manifest.aliases)
        self.analyzer = analyzer
        open_before = before.segments if before else []
        known = {segment.name: segment for segment in open_before if segment.is_untouched}
        self.deleted = dict(manifest.segments)
        self.segments: list[Segment] = [
            known.get(name) or Segment(folder, name, manifest.files) for name in self.deleted
        ]
        *self.bases, self.size = accumulate((segment.size for segment in self.segments), initial=0)
        self.live = self._live()
        self.live_count = int(np.count_nonzero(self.live))
        self._facets: dict[str, Facet] = {}

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has written to the files of its segments since they were opened."""
        return all(segment.is_untouched for segment in self.segments)

    def _live(self) -> Mask:
        live = np.ones(self.size, dtype=bool)
        for base, deleted in zip(self.bases, self.deleted.values(), strict=True):
            live[np.array(deleted, dtype=np.int64) + base] = False
        return live

    @cached_property
    def title_words(self) -> NDArray[np.uint32]:
        """How many content words the title of each document has."""
        return self.column("title_words")

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """The date of each document in days since the year 1; 0 where there is none."""
        return self.column("days")

    def column(self, name: str) -> NDArray[Any]:
        """A column with one entry for each document, through all segments."""
        return np.concatenate([_NO_DOCUMENTS[name], *(segment.columns[name] for segment in self.segments)])

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each live document, by id."""
        ids = [name for segment in self.segments for name in segment.identities[0]]
        return {ids[number]: number for number in np.flatnonzero(self.live).tolist()}

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each live document, by id."""
        fingerprints = [one for segment in self.segments for one in segment.identities[1]]
        return {name: fingerprints[number] for name, number in self.numbers.items()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all live documents."""
        return Vocabulary([segment.vocabulary(self.deleted[segment.name]) for segment in self.segments])

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages of the documents, the most used first."""
        counts = self.facet("lang").counts(self.live)
        counts[DEFAULT] = counts.get(DEFAULT, 0) + self.live_count - sum(counts.values())
        used = sorted((language for language in counts if counts[language]), key=lambda one: (-counts[one], one))
        return used or [DEFAULT]

    @property
    def expander(self) -> Expander:
        """Expands the words of queries by what this generation holds.

        It is not kept, as it refers to the snapshot: the two would stay until Python looks for garbage.
        """
        lookups = self._has_stem, self._stems_of, self._phrase_count
        return Expander(self.analyzer, self.vocabulary, self.languages, stop_words(self.languages[0]), *lookups)

    def carrying(self, name: str, values: Sequence[str]) -> Mask:
        """Which live documents carry any of *values* of the facet *name*, or what stands below it."""
        if name in HIERARCHICAL:
            return self.facet(name).carrying(values)
        keys = [fold_value(name, value) for value in values]
        carrying = np.concatenate([self.live[:0], *(segment.carrying(name, keys) for segment in self.segments)])
        carrying &= self.live
        return carrying

    def facet(self, name: str) -> Facet:
        """The values of the facet *name* in all live documents."""
        if name not in self._facets:
            self._facets[name] = self._facet(name)
        return self._facets[name]

    def _facet(self, name: str) -> Facet:
        spellings: dict[str, int] = {}
        documents, values = [], []
        for segment, base in zip(self.segments, self.bases, strict=True):
            numbers = [spellings.setdefault(one, len(spellings)) for one in segment.spellings[name]]
            documents.append(segment.columns[f"{name}_documents"].astype(np.int64) + base)
            values.append(np.array(numbers, dtype=np.int64)[segment.columns[f"{name}_values"]])
        carriers = np.concatenate([np.empty(0, dtype=np.int64), *documents])
        alive = self.live[carriers]
        carried = np.concatenate([np.empty(0, dtype=np.int64), *values])
        return Facet(name, carriers[alive], carried[alive], list(spellings), self.size)

    def vectors(self) -> Vectors:
        """All live documents as vectors, in the order of their numbers."""
        parts = [segment.columns["entries"] for segment in self.segments]
        counts = [np.diff(segment.columns["entry_firsts"].astype(np.int64)) for segment in self.segments]
        lengths = np.concatenate([np.empty(0, dtype=np.int64), *counts])
        entries = np.concatenate([np.empty(0, dtype=np.uint32), *parts])[np.repeat(self.live, lengths)]
        rows = np.cumsum(self.live) - 1
        tags = self.facet("tags").own
        return Vectors(
            ids=list(self.numbers),
            firsts=np.concatenate(([0], np.cumsum(lengths[self.live]))),
            entries=entries,
            days=self.days[self.live],
            tagging=Tagging(tags.names, rows[tags.documents], tags.values),
        )

    @cached_property
    def neighbourhoods(self) -> Neighbourhoods:
        """The related posts of each post."""
        return read_neighbourhoods(self.folder, self.manifest.files.get(neighbours.FILE))

    @cached_property
    def gains(self) -> NDArray[np.float64]:
        """By cell: ``weight / (1 - b + b * length / average)``, the average over documents that have the field."""
        lengths = self.column("lengths").astype(np.float64)[:, : len(TEXT_FIELDS)]
        lengths[~self.live] = 0
        averages = lengths.sum(axis=0) / np.maximum((lengths > 0).sum(axis=0), 1)
        b = np.array([field.length for field in TEXT_FIELDS])
        weights = np.array([field.weight for field in TEXT_FIELDS])
        gains = np.zeros((self.size, FIELDS))
        gains[:, : len(TEXT_FIELDS)] = weights / (1 - b + b * lengths / np.where(averages > 0, averages, 1.0))
        return gains.ravel()

    def found(self, kind: Kind, terms: Sequence[str]) -> Found:
        """The postings of *terms*, those of deleted documents included."""
        cells, frequencies, places = [_NO_CELLS], [_NO_FREQUENCIES], []
        for place, term in enumerate(terms):
            for held, base in self._kinds[kind]:
                row = held.row(term)
                if row >= 0:
                    local, often = held.postings(row)
                    cells.append(local + np.uint32(base * FIELDS) if base else local)
                    frequencies.append(often)
                    places.append(place)
        counts = [len(one) for one in cells[1:]]
        several = np.repeat(np.array(places, dtype=np.int64), counts) if len(terms) > 1 else None
        return Found.of(np.concatenate(cells), np.concatenate(frequencies), several)

    def phrase(self, words: Sequence[tuple[str, int]]) -> Found:
        """The cells that hold all of *words*, each so many positions behind the first, and how often."""
        found = [segment.phrase(words) for segment in self.segments]
        cells = [cells + base * FIELDS for (cells, _), base in zip(found, self.bases, strict=True)]
        counts = np.concatenate([_NO_FREQUENCIES, *(often for _, often in found)])
        return Found.of(np.concatenate([_NO_CELLS.astype(np.int64), *cells]), counts)

    def holding(self, found: Found) -> Mask:
        """Which live documents *found* is in."""
        mask = np.zeros(self.size, dtype=bool)
        mask[found.documents] = True
        mask &= self.live
        return mask

    def stems_in(self, numbers: Iterable[int]) -> list[NDArray[np.int64]]:
        """The stems of the tokens of each of the documents *numbers*; equal stems have equal numbers."""
        places = [self.place(number) for number in numbers]
        if len(self.segments) == 1:
            return [segment.stem_rows(local) for segment, local in places]
        known: dict[str, int] = {}
        shared = {one.name: np.full(len(one.stems.listed), -1) for one in self.segments}  # of a row, the number of all
        found = []
        for segment, local in places:
            rows, number_of = segment.stem_rows(local), shared[segment.name]
            new = np.unique(rows[number_of[rows] < 0])
            number_of[new] = [known.setdefault(stem, len(known)) for stem in segment.stems.listed.strings(new.tolist())]
            found.append(number_of[rows])
        return found

    def holds(self, number: int, stem: str, field: str | None) -> bool:
        """Whether document *number* holds *stem*, in *field* if it is not None."""
        found = self.found("stem", (stem,))
        fields = found.cells[found.documents == number] % FIELDS
        return len(fields) > 0 if field is None else TEXT_FIELD_NAMES.index(field) in fields

    def place(self, number: int) -> Place:
        """Where document *number* is kept."""
        segment = bisect_right(self.bases, number) - 1
        return Place(self.segments[segment], number - self.bases[segment])

    def document(self, number: int) -> Document:
        """The document of that number, body and all."""
        segment, local = self.place(number)
        return stored_document(segment.card(local), segment.text(local).decode())

    @cached_property
    def newest(self) -> NDArray[np.int64]:
        """The rank of each document with the newest first, undated ones last; ties by id."""
        return _ranks(np.lexsort((self._id_ranks, -self._moments, self._moments == UNDATED)))

    @cached_property
    def oldest(self) -> NDArray[np.int64]:
        """The rank of each document with the oldest first, undated ones last; ties by id."""
        return _ranks(np.lexsort((self._id_ranks, self._moments, self._moments == UNDATED)))

    @cached_property
    def titles(self) -> NDArray[np.int64]:
        """The place of each document's title in order of letters; equal titles have equal places."""
        places = (self.place(number) for number in range(self.size))
        titles = [fold_name(stored_document(segment.card(local), "").title) for segment, local in places]
        ranks = {title: rank for rank, title in enumerate(sorted(set(titles)))}
        return np.array([ranks[title] for title in titles], dtype=np.int64)

    @cached_property
    def _moments(self) -> NDArray[np.int64]:
        return self.column("moments")

    @cached_property
    def _id_ranks(self) -> NDArray[np.int64]:
        ids = [name for segment in self.segments for name in segment.identities[0]]
        return _ranks(np.array(sorted(range(self.size), key=ids.__getitem__), dtype=np.int64))

    @cached_property
    def _kinds(self) -> Mapping[Kind, list[tuple[Terms, int]]]:
        return {
            "word": [(segment.words, base) for segment, base in zip(self.segments, self.bases, strict=True)],
            "stem": [(segment.stems, base) for segment, base in zip(self.segments, self.bases, strict=True)],
        }

    def _stems_of(self, words: Sequence[str]) -> Iterable[str]:
        """The stems under which posts that hold any of *words* are indexed, each once."""
        parts = zip(self.segments, self._living_lexemes, strict=True)
        return dict.fromkeys(stem for segment, living in parts for stem in segment.stems_of(words, living))

    @cached_property
    def _living_lexemes(self) -> list[Mask]:
        return [segment.living_lexemes(self.deleted[segment.name]) for segment in self.segments]

    def _has_stem(self, stem: str) -> bool:
        """Whether a live document holds *stem*."""
        return bool(self.live[self.found("stem", (stem,)).documents].any())

    def _phrase_count(self, words: Sequence[str]) -> int:
        """How many live documents hold *words* next to each other."""
        found = self.phrase([(word, place) for place, word in enumerate(words)])
        return int(np.count_nonzero(self.holding(found)))


def _ranks(order: NDArray[np.int64]) -> NDArray[np.int64]:
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
