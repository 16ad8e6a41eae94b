"""A segment, opened for searching: one of Whoosh's segments with its columns (see columns.py). It never changes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.analysed import Analysed, Identity
from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.columns import FIELDS, MAX_FREQUENCY, NO_STEM, SUFFIX, Mask, decoded, open_columns
from indexer.engines.whoosh.damage import damaged
from indexer.engines.whoosh.facets import ValueKeys
from indexer.engines.whoosh.lexemes import Lexemes
from indexer.engines.whoosh.mapped import MappedFile
from indexer.schema import VALUE_FIELDS
from indexer.spelling import Letters, SegmentWords
from indexer.terms import TermList

Numbers = NDArray[np.uint32]


CACHED_ROWS = 20_000


class Terms:
    """The terms of one kind, words or stems, with their postings.

    Attributes:
        listed: All terms.
        firsts: shape (terms + 1,): where the postings of each begin.
        cells, frequencies: The cells that hold it, ascending, and how often each does.
        row: Term to its row, or -1.
    """

    def __init__(self, columns: Mapping[str, NDArray[Any]], kind: str) -> None:
        self.listed = TermList(columns[f"{kind}_letters"], columns[f"{kind}_ends"])
        self.firsts = columns[f"{kind}_firsts"]
        self.cells = columns[f"{kind}_cells"]
        self.frequencies = columns[f"{kind}_frequencies"]
        self.row: Callable[[str], int] = lru_cache(CACHED_ROWS)(self.listed.find)

    def postings(self, row: int) -> tuple[Numbers, NDArray[np.uint16]]:
        """The cells that hold the term in *row*, and how often each does."""
        first, last = self.firsts[row : row + 2].tolist()
        return self.cells[first:last], self.frequencies[first:last]


class DocumentTokens(NamedTuple):
    """The tokens of one document.

    Attributes:
        firsts: Where those of each cell begin in the other columns, and behind the last one where they end.
        lexemes, starts, lengths, steps: As in columns.py.
    """

    firsts: list[int]
    lexemes: Numbers
    starts: Numbers
    lengths: NDArray[np.uint16]
    steps: NDArray[np.uint8]


class Segment:
    """The segment *name* in *folder*, whose files have these *checksums*, by name.

    The columns are compared at once; of Whoosh's file only what is read of it, when it is read.

    Raises:
        IndexDamaged: One of its files is missing or not whole.
    """

    def __init__(self, folder: Path, name: str, checksums: Mapping[str, Checksum]) -> None:
        self.name = name
        file = MappedFile(folder / (name + SUFFIX), checksums.get(name + SUFFIX))
        self.columns = open_columns(file)
        self._stored = MappedFile(folder / f"{name}.seg")
        if len(self._stored.content) != self.columns["whoosh_size"][0]:
            raise damaged(self._stored.path, "it is cut off")
        self._files = file, self._stored
        self.size = len(self.columns["title_words"])
        self.words = Terms(self.columns, "word")
        self.stems = Terms(self.columns, "stem")

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has written to its files since they were opened."""
        return all(file.is_untouched for file in self._files)

    @cached_property
    def identities(self) -> tuple[list[str], list[str]]:
        """The ids and the fingerprints of all documents, deleted ones included."""
        ids, fingerprints = decoded(self.columns["identities"])
        return ids, fingerprints

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """For each facet its values as they were written, by number."""
        found: dict[str, list[str]] = decoded(self.columns["spellings"])
        return found

    def carrying(self, facet: str, keys: Sequence[str]) -> Mask:
        """Which documents carry a value of *facet* that folds to one of *keys*."""
        mask = np.zeros(self.size, dtype=bool)
        numbers = self._values_with[facet].numbers(keys)
        if len(numbers):
            mask[self.columns[f"{facet}_documents"][np.isin(self.columns[f"{facet}_values"], numbers)]] = True
        return mask

    @cached_property
    def _values_with(self) -> Mapping[str, ValueKeys]:
        return {facet: ValueKeys(facet, values) for facet, values in self.spellings.items()}

    def card(self, document: int) -> bytes:
        """What is stored of *document* beside its body."""
        return self._bytes("card", document)

    def text(self, document: int) -> bytes:
        """The body of *document*."""
        return self._bytes("text", document)

    def tokens(self, document: int) -> DocumentTokens:
        """The tokens of *document*."""
        columns, cell = self.columns, document * FIELDS
        firsts = columns["token_firsts"][cell : cell + FIELDS + 1].tolist()
        begin, end = firsts[0], firsts[-1]
        return DocumentTokens(
            [first - begin for first in firsts],
            columns["token_lexemes"][begin:end],
            columns["token_starts"][begin:end],
            columns["token_lengths"][begin:end],
            columns["token_steps"][begin:end],
        )

    def stem_rows(self, document: int) -> NDArray[np.int64]:
        """The rows of the stems of the tokens of *document*."""
        rows: Numbers = self.columns["lexeme_stems"][self.tokens(document).lexemes].ravel()
        stemmed: Numbers = rows[rows != NO_STEM]
        return stemmed.astype(np.int64)

    def phrase(self, words: Sequence[tuple[str, int]]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        """The cells that hold all of *words*, each so many positions behind the first, and how often they do."""
        rows = [(self.words.row(word), offset) for word, offset in words]
        if min(rows)[0] < 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint16)
        starts = [(self.positions(row), offset) for row, offset in rows]
        starts.sort(key=lambda entry: len(entry[0]))
        begins = starts[0][0].astype(np.int64) - starts[0][1]
        begins = begins[begins >= 0]
        for positions, offset in starts[1:]:
            begins = begins[_holds(positions, begins + offset)]
        cells = np.searchsorted(self.bases, begins.astype(np.uint32), side="right") - 1
        whole = begins + max(offset for _, offset in rows) < self.bases[cells + 1]  # none runs into the next cell
        found, counts = np.unique(cells[whole], return_counts=True)
        return found, np.minimum(counts, MAX_FREQUENCY).astype(np.uint16)

    def positions(self, row: int) -> Numbers:
        """Where the word in *row* stands, counted through all cells."""
        firsts = self.columns["word_position_firsts"]
        found: Numbers = self.columns["word_positions"][firsts[row] : firsts[row + 1]]
        return found

    @cached_property
    def bases(self) -> Numbers:
        """The position with which each cell begins, and behind the last one their number."""
        return np.concatenate(([0], np.cumsum(self.columns["lengths"].ravel()))).astype(np.uint32)

    def analysed(self, document: int, lexemes: Lexemes) -> Analysed:
        """*document* as it was written, its lexemes numbered by *lexemes*; nothing is read or analysed again."""
        columns, tokens = self.columns, self.tokens(document)
        return Analysed(
            identity=Identity(self.identities[0][document], self.identities[1][document]),
            card=self.card(document),
            text=self.text(document),
            values=tuple(self._values(field, document) for field in VALUE_FIELDS),
            moment=int(columns["moments"][document]),
            day=int(columns["days"][document]),
            title_words=int(columns["title_words"][document]),
            lengths=columns["lengths"][document],
            token_counts=np.diff(tokens.firsts).astype(np.uint32),
            lexemes=lexemes.of(self.name, len(columns["lexeme_words"]), tokens.lexemes, self._lexeme),
            starts=tokens.starts,
            token_lengths=tokens.lengths,
            steps=tokens.steps,
        )

    def _lexeme(self, number: int) -> tuple[str, tuple[str, ...]]:
        rows = self.columns["lexeme_stems"][number].tolist()
        stems = self.stems.listed.strings(row for row in rows if row != NO_STEM)
        return self.words.listed[int(self.columns["lexeme_words"][number])], tuple(stems)

    def _values(self, facet: str, document: int) -> tuple[str, ...]:
        documents = self.columns[f"{facet}_documents"]
        first, last = np.searchsorted(documents, np.array([document, document + 1], dtype=documents.dtype))
        return tuple(self.spellings[facet][number] for number in self.columns[f"{facet}_values"][first:last].tolist())

    def vocabulary(self, deleted: Collection[int]) -> SegmentWords:
        """Its words with their counts, as if the *deleted* documents were not there."""
        counts = np.diff(self.words.firsts).astype(np.int64)
        for document in deleted:
            tokens = self.tokens(document)
            words = self.columns["lexeme_words"][tokens.lexemes].astype(np.int64)
            fields = np.repeat(np.arange(FIELDS), np.diff(tokens.firsts))
            held, fields_of_each = np.unique(np.unique(words * FIELDS + fields) // FIELDS, return_counts=True)
            counts[held] -= fields_of_each
        index = self.columns["deletions"], self.columns["deleted_from"]
        return SegmentWords(self.words.listed, counts.astype(np.uint32), *index, self._letters)

    @cached_property
    def _letters(self) -> Letters:
        return Letters(self.words.listed)

    def living_lexemes(self, deleted: Collection[int]) -> Mask:
        """Which lexemes have tokens in other documents than the *deleted* ones."""
        tokens = self.columns["lexeme_tokens"].astype(np.int64)
        for document in deleted:
            held, often = np.unique(self.tokens(document).lexemes, return_counts=True)
            tokens[held] -= often
        living: Mask = tokens > 0
        return living

    def stems_of(self, words: Sequence[str], living: Mask) -> list[str]:
        """The stems of those lexemes of *words* that are *living*, in order of the words."""
        rows = [row for row in map(self.words.row, words) if row >= 0]
        lexemes = np.array([lexeme for row in rows for lexeme in self.lexemes_of_word(row)], dtype=np.int64)
        stems = self.columns["lexeme_stems"][lexemes[living[lexemes]]].ravel()
        return self.stems.listed.strings(dict.fromkeys(stems[stems != NO_STEM].tolist()))

    def lexemes_of_word(self, row: int) -> range:
        """The lexemes of the word in *row*."""
        return range(*self.columns["word_lexeme_firsts"][row : row + 2].tolist())

    def lexemes_of_stem(self, row: int) -> Numbers:
        """The lexemes of the stem in *row*."""
        firsts = self.columns["stem_lexeme_firsts"]
        found: Numbers = self.columns["stem_lexemes"][firsts[row] : firsts[row + 1]]
        return found

    def _bytes(self, kind: str, document: int) -> bytes:
        first, last = self.columns[f"{kind}_bounds"][document : document + 2].tolist()
        stored = self._stored.content[first:last]
        if crc32(stored) != self.columns[f"{kind}_sums"][document]:
            raise damaged(self._stored.path, f"the {kind} of document {document} is not what was written")
        return stored


def _holds(ascending: Numbers, wanted: NDArray[np.int64]) -> Mask:
    """For each number of *wanted* whether *ascending* holds it."""
    places = np.searchsorted(ascending, wanted.astype(np.uint32))  # of the same type, or all of it would be converted
    places[places == len(ascending)] = 0
    held: Mask = ascending[places] == wanted
    return held
