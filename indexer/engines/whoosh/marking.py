"""Marking: where the query's words stand in a hit, found by its kept tokens instead of analysing it again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.evaluate import Matches, PhraseTerms
from indexer.engines.whoosh.segment import DocumentTokens, Segment
from indexer.engines.whoosh.snapshot import Place
from indexer.schema import TEXT_FIELD_NAMES
from indexer.snippets import Mark
from indexer.snippets import _merged as merged

MAX_MARKS = 1_000
"""Marks of one field that are looked at; a word that stands a thousand times needs no more."""

Marks = Mapping[str, Sequence[Mark]]
"""Field to what is to be marked in its text, in order and without overlaps."""

_PLACES = {name: TEXT_FIELD_NAMES.index(name) for name in ("title", "summary", "body")}


class _Occurrences(NamedTuple):
    """Tokens of a document that answer the query: which they are, and the number of the word that each answers."""

    tokens: NDArray[np.int64]
    numbers: NDArray[np.int16]


class Marker:
    """Marks the words of one query, in as many documents as are shown."""

    def __init__(self, matches: Matches) -> None:
        self._slots = matches.slots
        self._phrases = matches.phrases
        self._letters = {number for number, slot in enumerate(matches.slots) if slot.is_letter}
        self._tables: dict[str, NDArray[np.int16]] = {}

    def marks(self, place: Place) -> Marks:
        """What to mark in the document at *place*."""
        segment, number = place
        tokens = segment.tokens(number)
        answering = self._table(segment)[tokens.lexemes]
        found = np.flatnonzero(answering)
        occurrences = _Occurrences(found, answering[found] - 1)
        return {
            name: self._in_field(segment, tokens, occurrences, slice(*tokens.firsts[place : place + 2].tolist()))
            for name, place in _PLACES.items()
        }

    def _in_field(self, segment: Segment, tokens: DocumentTokens, found: _Occurrences, field: slice) -> Sequence[Mark]:
        first, last = np.searchsorted(found.tokens, (field.start, field.stop))
        chosen = found.tokens[first:last][:MAX_MARKS]
        starts = tokens.starts[chosen].tolist()
        lengths = tokens.lengths[chosen].tolist()
        marks = [
            Mark(start, start + (1 if number in self._letters else length), number)
            for start, length, number in zip(starts, lengths, found.numbers[first:last].tolist(), strict=False)
        ]
        if self._phrases:
            marks = sorted([*marks, *self._phrase_marks(segment, tokens, field)])
        return merged(marks)

    def _table(self, segment: Segment) -> NDArray[np.int16]:
        """By lexeme of *segment* the number of the query's word that it answers, plus 1; 0 if it answers none."""
        table = self._tables.get(segment.name)
        if table is None:
            table = self._tables[segment.name] = np.zeros(len(segment.columns["lexeme_words"]), dtype=np.int16)
            for number, slot in enumerate(self._slots):
                row = segment.words.row(slot.exact) if slot.variants else -1
                if row >= 0:
                    table[segment.lexemes_of_word(row)] = number + 1
            for number, slot in enumerate(self._slots):
                for row in map(segment.stems.row, slot.variants):
                    if row >= 0:
                        table[segment.lexemes_of_stem(row)] = number + 1
        return table

    def _phrase_marks(self, segment: Segment, tokens: DocumentTokens, field: slice) -> Iterable[Mark]:
        words = segment.columns["lexeme_words"][tokens.lexemes[field]]
        positions = np.cumsum(tokens.steps[field], dtype=np.int64)
        starts, lengths = tokens.starts[field], tokens.lengths[field]
        for number, phrase in self._phrases:
            for first, last in _rows_of(segment, phrase, words, positions)[:MAX_MARKS]:
                yield Mark(int(starts[first]), int(starts[last]) + int(lengths[last]), number)


def _rows_of(
    segment: Segment, phrase: PhraseTerms, words: NDArray[np.uint32], positions: NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Where *phrase* stands: the first and the last token of each place."""
    standing = {offset: np.flatnonzero(words == segment.words.row(term)) for term, offset in phrase}
    begins = set.intersection(*({*(positions[tokens] - offset).tolist()} for offset, tokens in standing.items()))
    if not begins:
        return []
    first, last = standing[0], standing[phrase[-1][1]]
    ends = dict(zip((positions[last] - phrase[-1][1]).tolist(), last.tolist(), strict=True))
    return [
        (token, ends[at]) for token, at in zip(first.tolist(), positions[first].tolist(), strict=True) if at in begins
    ]
