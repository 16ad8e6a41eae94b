"""Term lists: sorted terms as one run of letters, so that a dictionary is mapped into memory and never parsed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

_HEAD = 8
"""Bytes of a term that are compared as one number."""
_TOGETHER = 1_000
"""Terms that are decoded at once while all are read."""
_AFTER_ALL = b"\xff"
"""Sorts behind whatever UTF-8 may go on with."""


class TermList(Sequence[str]):
    """Distinct terms in ascending order of their UTF-8 bytes, which is the order of their code points.

    Attributes:
        letters: uint8; the UTF-8 of all terms, joined. Lone surrogates are encoded like other code points.
        ends: Unsigned or int64, one per term; where each ends in `letters`.
    """

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[np.uint32] | NDArray[np.int64]) -> None:
        self.letters = letters
        self.ends = ends
        # A memoryview gives single entries in a third of the time that an array takes.
        self._letters = letters.data
        self._ends = ends.data

    @classmethod
    def of(cls, terms: Sequence[str]) -> "TermList":
        """The list of *terms*, which are distinct and in order."""
        encoded = [_encoded(term) for term in terms]
        ends = np.cumsum([len(term) for term in encoded], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    @classmethod
    def sorting(cls, terms: Iterable[str]) -> tuple["TermList", NDArray[np.uint32]]:
        """The list of the distinct *terms*, which come in any order, and the row of each."""
        encoded = [_encoded(term) for term in terms]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        rows = np.empty(len(order), dtype=np.uint32)
        rows[order] = np.arange(len(order), dtype=np.uint32)
        octets = [encoded[number] for number in order]
        ends = np.cumsum([len(term) for term in octets], dtype=np.int64)
        return cls(np.frombuffer(b"".join(octets), dtype=np.uint8), ends), rows

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self[row : row + _TOGETHER] for row in range(0, len(self), _TOGETHER))

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        rows = range(len(self))[row]
        return _decoded(self._term(rows)) if isinstance(rows, int) else self.strings(rows)

    def find(self, term: str) -> int:
        """The row of *term*, or -1."""
        wanted = _encoded(term)
        row = self._place(wanted)
        return row if row < len(self) and self._term(row) == wanted else -1

    def starting_with(self, beginning: str) -> range:
        """The rows of all terms that start with *beginning*, itself included."""
        first = _encoded(beginning)
        return range(self._place(first), self._place(first + _AFTER_ALL))

    def octets(self, rows: Iterable[int]) -> list[bytes]:
        """The UTF-8 of the terms of *rows*, in the order of these."""
        return [bytes(self._term(row)) for row in rows]

    def strings(self, rows: Iterable[int]) -> list[str]:
        """The terms of *rows*, in the order of these; a range of neighbours is decoded as a whole."""
        if isinstance(rows, range) and rows.step == 1:
            return self._neighbours(rows)
        return [_decoded(self._term(row)) for row in rows]

    def _neighbours(self, rows: range) -> list[str]:
        first = self._ends[rows.start - 1] if rows.start else 0
        places = np.append(0, self.ends[rows.start : rows.stop].astype(np.int64) - first)
        letters = self.letters[first : first + places[-1]]
        text = _decoded(letters.data)
        if len(text) < len(letters):
            is_continued = (letters & 0xC0) == 0x80
            places -= np.append(0, np.cumsum(is_continued))[places]
        return [text[start:end] for start, end in pairwise(places.tolist())]

    def _term(self, row: int) -> memoryview:
        return self._letters[self._ends[row - 1] if row else 0 : self._ends[row]]

    def _place(self, wanted: bytes) -> int:
        """The first row whose term is not less than *wanted*."""
        head = int.from_bytes(wanted[:_HEAD].ljust(_HEAD, b"\0"))
        first = bisect_left(self._heads, head)
        if first == len(self) or bytes(self._term(first)) >= wanted:  # the head alone told it apart, as it mostly does
            return first
        last = bisect_right(self._heads, head, first)
        return bisect_left(range(last), wanted, first, key=lambda row: bytes(self._term(row)))

    @cached_property
    def _heads(self) -> memoryview:
        """The first bytes of each term as a number, so that numbers are in the order of the terms."""
        padded = np.append(self.letters, np.zeros(_HEAD, dtype=np.uint8))
        starts = np.append(0, self.ends[:-1]) if len(self) else self.ends
        heads = np.lib.stride_tricks.sliding_window_view(padded, _HEAD)[starts]
        heads[np.arange(_HEAD) >= (self.ends - starts)[:, None]] = 0
        return heads.view(">u8").ravel().astype(np.uint64).data


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def _decoded(term: memoryview) -> str:
    return str(term, "utf-8", "surrogatepass")
