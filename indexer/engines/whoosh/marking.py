"""Marking: where the query's words stand in a hit, found by its kept tokens instead of analysing it again."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Mask
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.segment import DocumentTokens, Segment
from indexer.engines.whoosh.snapshot import Place
from indexer.matching.evaluation import Matches
from indexer.matching.holdings import PhraseTerms
from indexer.schema import TEXT_FIELD_NAMES
from indexer.snippets import Mark, Marks

MAX_MARKS = 1_000
"""Marks of one field that are looked at; a word that stands a thousand times needs no more."""

_PLACES = {name: TEXT_FIELD_NAMES.index(name) for name in TEXT_FIELD_NAMES}


class Marker:
    """Finds the words of one query, in as many documents as are shown."""

    def __init__(self, matches: Matches[Mask, Found]) -> None:
        self._slots = matches.slots
        self._phrases = matches.phrases
        self._letters = {number for number, slot in enumerate(matches.slots) if slot.is_letter}
        self._tables: dict[str, NDArray[np.int16]] = {}

    def marked(self, place: Place) -> "Marked":
        """What is to be marked in the document at *place*."""
        segment, number = place
        tokens = segment.tokens(number)
        answering = self._table(segment).take(tokens.lexemes)
        return Marked(segment, tokens, answering, self._phrases, self._letters)

    def _table(self, segment: Segment) -> NDArray[np.int16]:
        """By lexeme of *segment* the number of the query's word that it answers, plus 1; 0 if it answers none."""
        table = self._tables.get(segment.name)
        if table is None:
            table = self._tables[segment.name] = np.zeros(len(segment.columns["lexeme_words"]), dtype=np.int16)
            for number, slot in enumerate(self._slots):
                row = segment.words.row(slot.exact) if slot.variants else -1
                if row >= 0:
                    lexemes = segment.lexemes_of_word(row)
                    table[lexemes.start : lexemes.stop] = number + 1
            for number, slot in enumerate(self._slots):
                for row in map(segment.stems.row, slot.variants):
                    if row >= 0:
                        table[segment.lexemes_of_stem(row)] = number + 1
        return table


class Marked:
    """What is to be marked in one document.

    Args:
        segment: Where it is kept.
        tokens: Its tokens.
        answering: For each token the number of the query's word that it answers, plus 1, or 0.
        phrases: Numbers of the query's words with the phrases that stand for them.
        letters: Numbers of the query's words that are one letter of a script that is indexed in pairs of them.
    """

    def __init__(
        self,
        segment: Segment,
        tokens: DocumentTokens,
        answering: NDArray[np.int16],
        phrases: Sequence[tuple[int, PhraseTerms]],
        letters: Collection[int],
    ) -> None:
        self._segment = segment
        self._tokens = tokens
        self._phrases = phrases
        self._letters = letters
        found = answering.nonzero()[0]
        self._found = found.tolist()
        starts = tokens.starts[found]
        self._starts = starts.tolist()
        self._ends = (starts + tokens.lengths[found]).tolist()
        self._words = (answering[found] - 1).tolist()

    def in_field(self, name: str) -> Marks:
        """What to mark in the text of the field *name*, in order and without overlaps."""
        place = _PLACES[name]
        begin, end = self._tokens.firsts[place : place + 2]
        first = bisect_left(self._found, begin)
        last = min(bisect_left(self._found, end, first), first + MAX_MARKS)
        marks = Marks(self._starts[first:last], self._ends[first:last], self._words[first:last])
        if self._letters:
            ends = [start + 1 if word in self._letters else end for start, end, word in zip(*marks, strict=True)]
            marks = marks._replace(ends=ends)
        if self._phrases:
            marks = Marks.of([*map(Mark, *marks), *self._phrase_marks(slice(begin, end))])
        return marks.merged()

    def _phrase_marks(self, field: slice) -> Iterable[Mark]:
        words = self._segment.columns["lexeme_words"][self._tokens.lexemes[field]]
        positions = np.cumsum(self._tokens.steps[field], dtype=np.int64)
        starts, lengths = self._tokens.starts[field], self._tokens.lengths[field]
        for number, phrase in self._phrases:
            rows = [(self._segment.words.row(term), offset) for term, offset in phrase]
            for first, last in _standing(rows, words, positions)[:MAX_MARKS]:
                yield Mark(int(starts[first]), int(starts[last]) + int(lengths[last]), number)


def _standing(
    phrase: Sequence[tuple[int, int]], words: NDArray[np.uint32], positions: NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Where *phrase*, rows of words with their offsets, stands: the first and the last token of each place."""
    tokens = [(np.flatnonzero(words == row), offset) for row, offset in phrase]
    begins = set.intersection(*({*(positions[found] - offset).tolist()} for found, offset in tokens))
    (first, _), (last, offset) = tokens[0], tokens[-1]
    ends = dict(zip((positions[last] - offset).tolist(), last.tolist(), strict=True))
    pairs = zip(first.tolist(), positions[first].tolist(), strict=True)
    return [(token, ends[position]) for token, position in pairs if position in begins]
