"""Writing a segment: Whoosh's file and ours, from the same arrays, which is why they cannot disagree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.folding import fold_value
from indexer.engines.whoosh.building import Collected
from indexer.engines.whoosh.columns import FIELDS, MAX_FREQUENCY, NO_STEM, SUFFIX, ColumnWriter
from indexer.engines.whoosh.entries import document_entries
from indexer.engines.whoosh.fields import EXACT, FACET_FIELDS, whoosh_schema
from indexer.engines.whoosh.inversion import Postings, Tokens, invert
from indexer.engines.whoosh.lexemes import LexemeTable
from indexer.engines.whoosh.spill import Spill
from indexer.engines.whoosh.w3 import FieldPostings, SegmentWriter
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS
from indexer.spelling import deletion_index
from indexer.terms import TermList

Numbers = NDArray[np.uint32]


def write_segment(folder: Path, collected: Collected) -> Any:  # noqa: ANN401  (Whoosh has no types)
    """Write a segment to *folder*; its description as Whoosh has it."""
    writing = _Writing(folder, collected)
    writing.postings()
    writing.facets()
    writing.documents()
    return writing.finish()


class _Writing:
    """One segment, half-written. *collected* must hold a document."""

    def __init__(self, folder: Path, collected: Collected) -> None:
        self._folder = folder
        self._collected = collected
        self._rows = collected.rows
        self._lengths = np.array([row.lengths for row in self._rows], dtype=np.uint32)
        self._bases = np.concatenate(([0], np.cumsum(self._lengths.ravel()))).astype(np.uint32)
        self._cells = np.repeat(np.arange(self._lengths.size, dtype=np.uint32), self._lengths.ravel())
        self._whoosh = SegmentWriter(folder, whoosh_schema(), len(self._rows))
        self._columns = ColumnWriter(folder / (self._whoosh.name + SUFFIX))

    def postings(self) -> None:
        """Words, stems and tokens."""
        for column, name in enumerate(TEXT_FIELD_NAMES):
            for field in (name, name + EXACT):
                self._whoosh.lengths(field, np.ascontiguousarray(self._lengths[:, column]))
        table = self._collected.table
        lexemes = self._write_tokens()
        self._lexemes(table, lexemes)
        self._entries(lexemes)
        positions = self._positions()
        self._words(table.words, Tokens(table.lexeme_words[lexemes], positions))
        self._terms("stem", table.stems, "", _by_stem(Tokens(lexemes, positions), table.lexeme_stems))

    def _lexemes(self, table: LexemeTable, lexemes: Numbers) -> None:
        self._columns.add("lexeme_words", table.lexeme_words)
        of_words = np.searchsorted(table.lexeme_words, np.arange(len(table.words) + 1, dtype=np.uint32))
        self._columns.add("word_lexeme_firsts", of_words.astype(np.uint32))
        self._columns.add("lexeme_stems", table.lexeme_stems)
        counts = np.bincount(lexemes, minlength=len(table.lexeme_words))
        self._columns.add("lexeme_tokens", counts.astype(np.uint32))
        firsts, of_stems = table.lexemes_by_stem()
        self._columns.add("stem_lexeme_firsts", firsts)
        self._columns.add("stem_lexemes", of_stems)

    def _entries(self, lexemes: Numbers) -> None:
        """What each document is compared with others by."""
        spills = self._collected.tokens
        ends = spills.starts.read() + spills.lengths.read()
        firsts, entries = document_entries(self._rows, lexemes, ends, self._collected.table)
        self._columns.add("entry_firsts", firsts)
        self._columns.add("entries", entries)

    def facets(self) -> None:
        """The values of all documents."""
        spellings: dict[str, list[str]] = {}
        for place, facet in enumerate(VALUE_FIELDS):
            numbers: dict[str, int] = {}
            pairs = [
                (document, numbers.setdefault(value, len(numbers)))
                for document, row in enumerate(self._rows)
                for value in row.values[place]
            ]
            documents, values = np.array(pairs, dtype=np.uint32).reshape(-1, 2).T
            self._columns.add(f"{facet}_documents", documents)
            self._columns.add(f"{facet}_values", values)
            spellings[facet] = list(numbers)
            folded = [fold_value(facet, value).encode("utf-8", "replace") for value in numbers]
            self._whoosh.postings(FACET_FIELDS[facet], _by_value(documents, values, folded))
        self._columns.add_json("spellings", spellings)

    def documents(self) -> None:
        """What is kept of each document."""
        rows, columns = self._rows, self._columns
        columns.add("lengths", self._lengths)
        columns.add("title_words", np.array([row.title_words for row in rows], dtype=np.uint32))
        columns.add("moments", np.array([row.moment for row in rows], dtype=np.int64))
        columns.add("days", np.array([row.day for row in rows], dtype=np.int32))
        ids = [row.identity.id for row in rows]
        columns.add_json("identities", [ids, [row.identity.fingerprint for row in rows]])
        numbers = np.arange(len(rows))
        self._whoosh.postings("id", _by_value(numbers, numbers, [name.encode() for name in ids]))
        self._whoosh.numbers_column("date", np.array([row.moment for row in rows], dtype=np.int64))
        for name, spill, sizes, sums in (
            ("card", self._collected.cards, [row.card_size for row in rows], [row.card_sum for row in rows]),
            ("text", self._collected.texts, [row.text_size for row in rows], [row.text_sum for row in rows]),
        ):
            start = self._whoosh.copied_column(name, spill.rewound(), np.array(sizes, dtype=np.int64))
            columns.add(f"{name}_bounds", np.cumsum([start, *sizes], dtype=np.uint64))
            columns.add(f"{name}_sums", np.array(sums, dtype=np.uint32))
        self._whoosh.stored({"id": name} for name in ids)

    def finish(self) -> Any:  # noqa: ANN401
        """Complete both files."""
        described = self._whoosh.finish()
        size = (self._folder / f"{self._whoosh.name}.seg").stat().st_size
        self._columns.add("whoosh_size", np.array([size], dtype=np.uint64))
        self._columns.finish()
        return described

    def _write_tokens(self) -> Numbers:
        """Write the tokens as they stand in the texts; their lexemes."""
        spills = self._collected.tokens
        counts = np.array([row.token_counts for row in self._rows], dtype=np.uint32)
        lexemes: Numbers = self._collected.numbers[spills.lexemes.read()]
        self._columns.add("token_firsts", np.concatenate(([0], np.cumsum(counts))).astype(np.uint32))
        self._columns.add("token_lexemes", lexemes)
        self._columns.add_spill("token_starts", spills.starts)
        self._columns.add_spill("token_lengths", spills.lengths)
        self._columns.add_spill("token_steps", spills.steps)
        return lexemes

    def _positions(self) -> Numbers:
        """The position of each token, counted through all cells."""
        positions = np.cumsum(self._collected.tokens.steps.read(), dtype=np.uint32)
        positions -= np.uint32(1)
        return positions

    def _terms(
        self, kind: str, terms: TermList, suffix: str, tokens: Sequence[Tokens], positions: Spill | None = None
    ) -> None:
        """Write *terms* and their postings, for Whoosh to the fields that end in *suffix*."""
        firsts, cells, frequencies = (Spill(dtype, self._folder) for dtype in (np.uint32, np.uint32, np.uint16))
        for part in invert(tokens, self._cells, len(terms)):
            firsts.append(part.firsts[:-1] + cells.size)
            cells.append(part.cells)
            frequencies.append(np.minimum(part.frequencies, MAX_FREQUENCY))
            if positions:
                positions.append(part.positions)
            for place, name in enumerate(TEXT_FIELD_NAMES):
                self._whoosh.postings(name + suffix, self._of_field(part, terms, place))
        firsts.append(np.array([cells.size]))
        self._columns.add(f"{kind}_letters", terms.letters)
        self._columns.add(f"{kind}_ends", terms.ends)
        for name, spill in (("firsts", firsts), ("cells", cells), ("frequencies", frequencies)):
            self._columns.add_spill(f"{kind}_{name}", spill)

    def _words(self, words: TermList, tokens: Tokens) -> None:
        positions = Spill(np.uint32, self._folder)
        self._terms("word", words, EXACT, [tokens], positions)
        counts = np.bincount(tokens.terms, minlength=len(words))
        self._columns.add("word_position_firsts", np.concatenate(([0], np.cumsum(counts))).astype(np.uint32))
        self._columns.add_spill("word_positions", positions)
        hashes, rows = deletion_index(words)
        self._columns.add("deletions", hashes)
        self._columns.add("deleted_from", rows)

    def _of_field(self, part: Postings, terms: TermList, place: int) -> FieldPostings:
        """Those of *part* that are in one field, with the positions in it."""
        chosen = (part.cells & np.uint32(FIELDS - 1)) == place
        counts = np.diff(np.concatenate(([0], np.cumsum(chosen)))[part.firsts])
        present = np.flatnonzero(counts)
        cells, frequencies = part.cells[chosen], part.frequencies[chosen]
        positions = part.positions[np.repeat(chosen, part.frequencies)]
        return FieldPostings(
            terms=terms.octets((present + part.first).tolist()),
            firsts=np.concatenate(([0], np.cumsum(counts[present]))),
            documents=cells // np.uint32(FIELDS),
            frequencies=frequencies,
            positions=positions - np.repeat(self._bases[cells], frequencies),
        )


def _by_stem(tokens: Tokens, lexeme_stems: Numbers) -> list[Tokens]:
    """*tokens* by their stems; those whose lexeme has two stems come once more, by the second."""
    twice = np.flatnonzero((lexeme_stems[:, 1] != NO_STEM)[tokens.terms])
    again = Tokens(lexeme_stems[tokens.terms[twice], 1], tokens.positions[twice])
    return [Tokens(lexeme_stems[:, 0][tokens.terms], tokens.positions), again]


def _by_value(documents: NDArray[Any], values: NDArray[Any], names: Sequence[bytes]) -> FieldPostings:
    """The postings of whole values: *documents* carry *values*, which are numbers of *names*."""
    terms = sorted(set(names))
    rows = {term: row for row, term in enumerate(terms)}
    row_of = np.array([rows[name] for name in names], dtype=np.int64)
    pairs = np.unique(row_of[values] << 32 | documents.astype(np.int64))
    return FieldPostings(
        terms=terms,
        firsts=np.searchsorted(pairs >> 32, np.arange(len(terms) + 1)),
        documents=pairs.astype(np.uint32),
        frequencies=np.ones(len(pairs), dtype=np.uint32),
        positions=None,
    )
