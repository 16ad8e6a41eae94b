"""A lexicon: words as numbers, and texts as columns of numbers, for the index to be made of."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.chunks import FINGERPRINT_BITS, Chunks, chunks, portions
from indexer.analysis.tokens import MAX_WORD, UNSPACED, Token, is_unspaced, tokenize

MAX_LENGTH = 65_535
"""Longer tokens are said to have this length."""
MAX_CHUNKS = 100_000
"""Chunks, or tokens of them, that are remembered; when there are more, all are forgotten, which costs time only."""
_LONGEST = 64
"""Longer chunks are not remembered: hardly any comes twice."""
_SLOT_BITS = 17  # of the table in which chunks are looked up first, by fingerprint, 2 MB in all
_COUNT_BITS = 24
_COUNT = (1 << _COUNT_BITS) - 1
_PORTION = 1 << 18
"""Characters that are cut at a time, so that a text of megabytes needs no multiple of them in memory."""
_SHORT = 60
"""Shorter texts are cut one token after the other, as numpy's fixed price is higher than that."""
_FIRST = 30_000
"""So many characters are cut like that at first, as what a sync of a few posts holds costs less than our tables."""


_PAIR = re.compile(f"[{UNSPACED}].", re.DOTALL)
_IS_ONE_WORD = re.compile(f"[a-zA-Z0-9]+|[{UNSPACED}]{{2}}").fullmatch
"""Whether a chunk is one token: a plain word, or a pair of characters of scripts without spaces."""


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
        self._first = _FIRST

    def columns(self, text: str) -> TokenColumns:
        """The tokens of *text*; words that are new are entered in `words`."""
        if len(text) < _SHORT or len(text) < self._first:
            self._first -= len(text)
            return _Tokens(self._numbers, tokenize(text)).columns()
        if self._chunks.size() > MAX_CHUNKS:
            self._chunks = _KnownChunks(self._numbers)
        parts = [self._chunks.columns(text[start:end], start) for start, end in portions(text, _PORTION)]
        return parts[0] if len(parts) == 1 else TokenColumns(*map(np.concatenate, zip(*parts, strict=True)))

    def columns_of(self, texts: Sequence[str]) -> tuple[TokenColumns, NDArray[np.intp]]:
        """The tokens of *texts*, one text after the other, and bounds: those of text *i* are ``bounds[i:i + 2]``.

        Offsets are those of each text. A few thousand characters at a time cost least, as numpy's fixed price is
        paid once.
        """
        columns = self.columns("\n".join(texts))
        offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(columns.starts, offsets)
        starts = columns.starts - np.repeat(offsets[:-1].astype(np.int32), np.diff(bounds))
        return columns._replace(starts=starts), bounds


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

    def append(self, word: str, length: int) -> int:
        """Add the token of a text that is one *word*; its place among them all."""
        self._words.append(self._numbers[word])
        self._starts.append(0)
        self._lengths.append(min(length, MAX_LENGTH))
        self._steps.append(1)
        return len(self._words) - 1

    def columns(self) -> TokenColumns:
        """A view of them all; while it is held, nothing can be added."""
        return TokenColumns(
            np.frombuffer(self._words, np.int32),
            np.frombuffer(self._starts, np.int32),
            np.frombuffer(self._lengths, np.uint16),
            np.frombuffer(self._steps, np.uint8),
        )


class _KnownChunks(dict[str, int]):
    """Chunk to its span, the first of its tokens and their count; it is cut when it first comes up."""

    def __init__(self, numbers: _Numbers) -> None:
        self._tokens = _Tokens(numbers)
        self._fingerprints = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._spans = np.zeros(1 << _SLOT_BITS, np.int64)

    def __missing__(self, chunk: str) -> int:
        if _IS_ONE_WORD(chunk):  # as nearly all are: tokenize would say the same, at ten times the price
            span = self._tokens.append(normalize("NFC", chunk[:MAX_WORD].lower()), len(chunk)) << _COUNT_BITS | 1
        else:
            bare = chunk if is_unspaced(chunk) else chunk.rstrip(".'’")  # they join what follows, and nothing does
            span = self._enter(chunk) if bare == chunk else self[bare]
        if len(chunk) <= _LONGEST:
            self[chunk] = span
        return span

    def _enter(self, chunk: str) -> int:
        first = len(self._tokens)
        self._tokens.extend(tokenize(chunk)[: 1 if _PAIR.fullmatch(chunk) else None])
        return first << _COUNT_BITS | len(self._tokens) - first

    def size(self) -> int:
        """How many chunks, or tokens of them, are remembered."""
        return max(len(self), len(self._tokens))

    def columns(self, text: str, offset: int) -> TokenColumns:
        """The tokens of *text*, which stands at *offset* in the text that is meant."""
        cut = chunks(text)
        spans = self._look_up(text, cut)
        counts = spans & _COUNT
        ends = np.cumsum(counts)
        places = np.repeat((spans >> _COUNT_BITS) - ends + counts, counts)
        places += np.arange(len(places))
        words, starts, lengths, steps = (column[places] for column in self._tokens.columns())
        starts += np.repeat((cut.starts + offset).astype(np.int32), counts)
        return TokenColumns(words, starts, lengths, steps)

    def _look_up(self, text: str, cut: Chunks) -> NDArray[np.int64]:
        """The spans of chunks, mostly by fingerprint: no string is made of a chunk that has been seen lately."""
        slots = (cut.fingerprints >> np.uint64(FINGERPRINT_BITS - _SLOT_BITS)).astype(np.intp)
        spans: NDArray[np.int64] = self._spans[slots]
        missed = np.flatnonzero(self._fingerprints[slots] != cut.fingerprints)
        if missed.size:
            places = zip(cut.starts[missed].tolist(), cut.ends[missed].tolist(), strict=True)
            spans[missed] = [self[text[start:end]] for start, end in places]
            self._fingerprints[slots[missed]] = cut.fingerprints[missed]
            self._spans[slots[missed]] = spans[missed]
        return spans
