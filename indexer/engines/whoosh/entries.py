"""Entries of documents: what each is compared with others by, made of the tokens of a whole segment at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import Entries, Hashes, entries, hashes
from indexer.analysis.languages import ignored_words
from indexer.engines.whoosh.building import Row
from indexer.engines.whoosh.columns import FIELDS, Mask
from indexer.engines.whoosh.lexemes import LexemeTable
from indexer.schema import FACETS, TEXT_FIELD_NAMES
from indexer.terms import TermList

TOKENS_AT_ONCE = 500_000
"""Sorting them takes some 20 MB."""

_LANGUAGE = FACETS.index("lang")
_TITLE, _BODY = TEXT_FIELD_NAMES.index("title"), TEXT_FIELD_NAMES.index("body")

Numbers = NDArray[np.uint32]


def document_entries(
    rows: Sequence[Row], lexemes: Numbers, ends: Numbers, table: LexemeTable
) -> tuple[NDArray[np.uint64], Entries]:
    """The entries of all documents: where those of each begin, shape (documents + 1,), and all of them.

    Args:
        rows: The documents.
        lexemes: The lexeme of each of their tokens.
        ends: Where each token ends in its field's text.
        table: All lexemes.
    """
    stems = hashes(table.stems.octets(range(len(table.stems))))[table.lexeme_stems[:, 0]]
    ignored = _Ignored(table)
    firsts, found = [np.zeros(1, dtype=np.int64)], [np.empty(0, dtype=np.uint32)]
    for part, tokens in _parts(rows):
        part_firsts, part_entries = _of_part(part, stems, ignored, lexemes[tokens], ends[tokens])
        firsts.append(part_firsts[1:] + firsts[-1][-1])
        found.append(part_entries)
    return np.concatenate(firsts).astype(np.uint64), np.concatenate(found)


def _parts(rows: Sequence[Row]) -> Iterator[tuple[Sequence[Row], slice]]:
    """*rows* in parts of about `TOKENS_AT_ONCE` tokens, with the place of these."""
    tokens = np.cumsum([row.token_counts.sum(dtype=np.int64) for row in rows])
    first, done = 0, 0
    while first < len(rows):
        last = max(first + 1, int(np.searchsorted(tokens, done + TOKENS_AT_ONCE, side="right")))
        yield rows[first:last], slice(done, int(tokens[last - 1]))
        first, done = last, int(tokens[last - 1])


def _of_part(
    rows: Sequence[Row], stems: Hashes, ignored: "_Ignored", lexemes: Numbers, ends: Numbers
) -> tuple[NDArray[np.int64], Entries]:
    counts = np.array([row.token_counts for row in rows], dtype=np.int64)
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    fields = cells % FIELDS
    chosen = (fields == _TITLE) | (fields == _BODY)
    chosen &= ~_are_parts(cells, ends)
    chosen &= ~ignored.among(lexemes, np.repeat([ignored.language(row) for row in rows], counts.sum(axis=1)))
    return entries(stems[lexemes[chosen]], cells[chosen] // FIELDS, fields[chosen] == _TITLE, len(rows))


def _are_parts(cells: NDArray[np.int64], ends: Numbers) -> Mask:
    """Which tokens stand in one before them, as "node" in "node.js"."""
    places = cells << 32 | ends
    furthest = np.concatenate(([-1], np.maximum.accumulate(places)))[:-1]
    parts: Mask = places <= furthest
    return parts


class _Ignored:
    """Which lexemes are stop words, by language."""

    def __init__(self, table: LexemeTable) -> None:
        self._words: TermList = table.words
        self._lexeme_words = table.lexeme_words
        self._languages: dict[str | None, int] = {}
        self._masks: list[Mask] = []

    def language(self, row: Row) -> int:
        """The number of the language of *row*."""
        language = next(iter(row.values[_LANGUAGE]), None)
        if language not in self._languages:
            self._languages[language] = len(self._masks)
            self._masks.append(self._mask(language))
        return self._languages[language]

    def among(self, lexemes: Numbers, languages: NDArray[np.int64]) -> Mask:
        """Which of *lexemes* are stop words in the language whose number stands beside it."""
        found: Mask = np.stack(self._masks)[languages, lexemes]
        return found

    def _mask(self, language: str | None) -> Mask:
        rows = [row for row in map(self._words.find, ignored_words(language)) if row >= 0]
        mask = np.zeros(len(self._words), dtype=bool)
        mask[rows] = True
        return mask[self._lexeme_words]
