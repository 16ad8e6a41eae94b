"""Lexemes: words with their stems, numbered. All tokens of one lexeme are found by the same terms."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import NO_STEM
from indexer.terms import TermList

Numbers = NDArray[np.uint32]
Terms = tuple[str, tuple[str, ...]]
"""An unstemmed term and its stems, one or two."""

_BITS = 21
"""Of a term's number; a segment is full before it has two million."""
_NONE = (1 << _BITS) - 1


class LexemeTable(NamedTuple):
    """All lexemes of a segment, numbered in the order of their words.

    Attributes:
        words, stems: The unstemmed terms and the stems, sorted.
        lexeme_words: shape (lexemes,): the row of each one's word; ascending.
        lexeme_stems: shape (lexemes, 2): the rows of its stems; `NO_STEM` where there is no second.
    """

    words: TermList
    stems: TermList
    lexeme_words: Numbers
    lexeme_stems: Numbers

    def lexemes_by_stem(self) -> tuple[Numbers, Numbers]:
        """Where the lexemes of each stem begin, shape (stems + 1,), and those lexemes."""
        lexemes, places = np.nonzero(self.lexeme_stems != NO_STEM)
        rows = self.lexeme_stems[lexemes, places]
        order = np.argsort(rows, kind="stable")
        firsts = np.searchsorted(rows[order], np.arange(len(self.stems) + 1))
        return firsts.astype(np.uint32), lexemes[order].astype(np.uint32)


class Lexemes:
    """Numbers lexemes as they come, of one source of numbers or several.

    Every source, a language's words or the lexemes of another segment, numbers its own; what each of its numbers is
    here is looked up once.
    """

    def __init__(self) -> None:
        self._words = _Numbers()
        self._stems = _Numbers()
        self._numbers: dict[int, int] = {}  # by word, first and second stem, joined to one number, which takes least
        self._known: dict[Hashable, NDArray[np.int32]] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def of(self, source: Hashable, size: int, numbers: NDArray[Any], terms: Callable[[int], Terms]) -> Numbers:
        """The lexemes of *numbers*, which are below *size*; *terms* tells those of a new one of *source*."""
        known = self._known.get(source)
        if known is None or len(known) < size:
            known = self._known[source] = _grown(known, size)
        found = known[numbers]
        if len(found) and found.min() < 0:
            for number in set(numbers[found < 0].tolist()):
                known[number] = self._number(*terms(number))
            found = known[numbers]
        numbered: Numbers = found.view(np.uint32)
        return numbered

    def sorted(self) -> tuple[LexemeTable, Numbers]:
        """All lexemes in their order, and the new number of each, by the number that `of` gave it."""
        words, word_rows = TermList.sorting(self._words)
        stems, stem_rows = TermList.sorting(self._stems)
        joined = np.array(list(self._numbers), dtype=np.uint64)
        rows = word_rows[joined >> np.uint64(2 * _BITS)]
        numbers_of = np.stack((joined >> np.uint64(_BITS), joined), axis=1) & np.uint64(_NONE)
        stems_of = np.where(numbers_of == _NONE, NO_STEM, stem_rows.take(numbers_of, mode="clip"))
        order = np.argsort(rows, kind="stable")
        numbers = np.empty(len(order), dtype=np.uint32)
        numbers[order] = np.arange(len(order), dtype=np.uint32)
        return LexemeTable(words, stems, rows[order], stems_of[order]), numbers

    def _number(self, word: str, stems: tuple[str, ...]) -> int:
        second = self._stems[stems[1]] if stems[1:] else _NONE
        key = self._words[word] << 2 * _BITS | self._stems[stems[0]] << _BITS | second
        return self._numbers.setdefault(key, len(self._numbers))


class _Numbers(dict[str, int]):
    """Term to its number, in order of first appearance."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


def _grown(known: NDArray[np.int32] | None, size: int) -> NDArray[np.int32]:
    """Room for *size* numbers and as many again, -1 where one is not known yet."""
    grown = np.full(2 * size, -1, dtype=np.int32)
    if known is not None:
        grown[: len(known)] = known
    return grown
