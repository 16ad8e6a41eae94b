"""A lexicon: words as numbers, and texts as columns of numbers, for the index to be made of."""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.chunks import Chunks, chunks
from indexer.analysis.tokens import Token, is_unspaced, tokenize

MAX_LENGTH = 65_535
"""Longer tokens are said to have this length."""
MAX_CHUNKS = 300_000
"""Chunks that are remembered; when there are more, all are forgotten, which costs time only."""
_LONGEST = 64
"""Longer chunks are not remembered: hardly any comes twice."""
_SHORT = 60
"""Shorter texts are cut one token after the other, as numpy's fixed price is higher than that."""


class TokenColumns(NamedTuple):
    """The tokens of one text, as `tokenize` cuts it, one entry each in every column.

    Attributes:
        words: The number of `Token.word` in `Lexicon.words`.
        starts: Offsets in the text, in characters.
        lengths: `Token.end` - `Token.start`, 65,535 at most.
        steps: 1 where a new position begins, 0 for the first part of a whole, which stands where the whole stands;
            so `Token.position` is ``cumsum(steps) - 1``.
    """

    words: NDArray[np.int32]
    starts: NDArray[np.int32]
    lengths: NDArray[np.uint16]
    steps: NDArray[np.uint8]


class Lexicon:
    """Words as numbers.

    Attributes:
        words: The words that have come up, in order of first appearance; a word's number is its index.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers = _Numbers(self.words)
        self._chunks = _KnownChunks(self._numbers)

    def columns(self, text: str) -> TokenColumns:
        """The tokens of *text*; words that are new are entered in `words`."""
        if len(text) < _SHORT:
            return _Tokens(self._numbers, tokenize(text)).columns()
        if len(self._chunks) > MAX_CHUNKS:
            self._chunks = _KnownChunks(self._numbers)
        return self._chunks.columns(chunks(text))


class _Numbers(dict[str, int]):
    """Word to number; *words* is the same the other way round."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self._words)
        self._words.append(word)
        return number


class _Tokens:
    """Columns of tokens that grow, one text after the other."""

    def __init__(self, numbers: _Numbers, tokens: Iterable[Token] = ()) -> None:
        self._numbers = numbers
        self._words, self._starts, self._lengths, self._steps = array("i"), array("i"), array("H"), array("B")
        self.extend(tokens)

    def __len__(self) -> int:
        return len(self._words)

    def extend(self, tokens: Iterable[Token]) -> None:
        """Add the *tokens* of one more text."""
        before = -1
        for word, _, position, _, start, end, _ in tokens:
            self._words.append(self._numbers[word])
            self._starts.append(start)
            self._lengths.append(min(end - start, MAX_LENGTH))
            self._steps.append(position - before)
            before = position

    def columns(self) -> TokenColumns:
        """A view of them all; while it is held, nothing can be added."""
        return TokenColumns(
            np.frombuffer(self._words, np.int32),
            np.frombuffer(self._starts, np.int32),
            np.frombuffer(self._lengths, np.uint16),
            np.frombuffer(self._steps, np.uint8),
        )


class _KnownChunks(dict[str, int]):
    """Chunk to its number; a chunk is cut into tokens when it first comes up."""

    def __init__(self, numbers: _Numbers) -> None:
        self._tokens = _Tokens(numbers)
        self._ends = array("i", [0])  # the tokens of chunk i are those from _ends[i] to _ends[i + 1]

    def __missing__(self, chunk: str) -> int:
        bare = chunk if is_unspaced(chunk) else chunk.rstrip(".'’")  # they join what follows, and nothing does
        number = self._enter(chunk) if bare == chunk else self[bare]
        if len(chunk) <= _LONGEST:
            self[chunk] = number
        return number

    def _enter(self, chunk: str) -> int:
        is_pair = len(chunk) == 2 and is_unspaced(chunk)
        self._tokens.extend(tokenize(chunk)[: 1 if is_pair else None])
        self._ends.append(len(self._tokens))
        return len(self._ends) - 2

    def columns(self, cut: Chunks) -> TokenColumns:
        """The tokens of a text that is *cut* into chunks."""
        numbers = np.fromiter(map(self.__getitem__, cut.texts), np.intp, len(cut.starts))
        ends = np.frombuffer(self._ends, np.int32)
        firsts = ends[numbers]
        counts = ends[numbers + 1] - firsts
        places = np.repeat(firsts - np.cumsum(counts) + counts, counts)
        places += np.arange(len(places), dtype=places.dtype)
        words, starts, lengths, steps = (column[places] for column in self._tokens.columns())
        return TokenColumns(words, starts + np.repeat(cut.starts, counts).astype(np.int32), lengths, steps)
