"""Lexemes: words with their stems, numbered while documents are analysed, and as they stand in pre-analysed text."""

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import hashes
from indexer.analysis.folding import fold
from indexer.analysis.languages import ignored_words
from indexer.engines.opensearch.mapping import GAP, MARK, SAME_PLACE

Rows = NDArray[np.int32]

NO_TERM = -1


class Columns(NamedTuple):
    """One entry for each row of a `LexemeTable`. While they are held, it cannot grow.

    Attributes:
        words, stems: The number of the unstemmed word and of the first stem, in `LexemeTable.terms`.
        others: That of the second stem, or `NO_TERM`.
        hashes: The first stem's hash, for features.
        ignored: Whether it is a stop word in its language.
    """

    words: Rows
    stems: Rows
    others: Rows
    hashes: NDArray[np.uint32]
    ignored: NDArray[np.bool_]


class LexemeTable:
    """The words of each language, numbered as they come.

    Attributes:
        terms: Unstemmed words and stems; a term's number is its index.
        tokens: Two for each row, as it stands in pre-analysed text: behind a gap, and at the place of the one before.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self.terms: list[str] = []
        self.tokens: list[str] = []
        self._analyzer = analyzer
        self._numbers = _Numbers(self.terms)
        self._words, self._stems, self._others = array("i"), array("i"), array("i")
        self._hashes, self._ignored = array("I"), array("B")
        self._known: dict[str | None, Rows] = {}

    def rows(self, language: str | None, words: Sequence[str], numbers: NDArray[Any]) -> Rows:
        """The row of each of those *words* that *numbers* are indexes of, in *language*; new ones are entered."""
        known = self._known.get(language)
        if known is None or len(known) < len(words):
            known = self._known[language] = _grown(known, len(words))
        rows: Rows = known[numbers]
        if len(rows) and rows.min() < 0:
            for number in set(numbers[rows < 0].tolist()):
                known[number] = self._enter(words[number], language)
            rows = known[numbers]
        return rows

    def columns(self) -> Columns:
        """All rows."""
        return Columns(
            np.frombuffer(self._words, np.int32),
            np.frombuffer(self._stems, np.int32),
            np.frombuffer(self._others, np.int32),
            np.frombuffer(self._hashes, np.uint32),
            np.frombuffer(self._ignored, np.bool_),
        )

    def _enter(self, word: str, language: str | None) -> int:
        exact, stems = fold(word), self._analyzer.stems_in(word, language)
        token = exact if stems == (exact,) else MARK.join((exact, *stems))
        self.tokens += (GAP + token, SAME_PLACE + token)
        self._words.append(self._numbers[exact])
        self._stems.append(self._numbers[stems[0]])
        self._others.append(self._numbers[stems[1]] if stems[1:] else NO_TERM)
        self._hashes.append(int(hashes([stems[0].encode("utf-8", "surrogatepass")])[0]))
        self._ignored.append(exact in ignored_words(language))
        return len(self._words) - 1


class _Numbers(dict[str, int]):
    """Term to number; *terms* is the same the other way round."""

    def __init__(self, terms: list[str]) -> None:
        self._terms = terms

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self._terms)
        self._terms.append(term)
        return number


def _grown(known: Rows | None, size: int) -> Rows:
    """Room for *size* words and as many again, -1 where one is not known yet."""
    grown = np.full(2 * size, -1, dtype=np.int32)
    if known is not None:
        grown[: len(known)] = known
    return grown
