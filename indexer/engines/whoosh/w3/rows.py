"""Rows of bytes that differ in size: declared as a whole, measured, then written with every byte touched once.

A `Rows` knows the size of each of its rows before any of them is written. So the place of everything in a file follows
from sums of sizes, and numpy scatters one kind of byte of all rows at a time.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]


class Rows(Protocol):
    """Any number of byte strings, in order."""

    @property
    def sizes(self) -> Counts:
        """The size of each row in bytes; one number without a dimension if all have the same."""
        ...

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        ...


def differences(ends: Counts) -> Counts:
    """What each of *ends* is greater by than the one before; the first stays as it is."""
    found = ends.copy()
    found[1:] -= ends[:-1]
    return found


def encoded(rows: Rows) -> tuple[Bytes, Counts]:
    """All *rows* one behind the other, and where each begins."""
    ends = rows.sizes.cumsum()
    out = np.empty(ends[-1] if len(ends) else 0, dtype=np.uint8)
    starts = ends - rows.sizes
    rows.write(out, starts)
    return out, starts


class Fixed:
    """Rows of one size: *records* of a dtype without gaps, or the same record in every row if they have no dimension.

    They are written through a window of their size at every place of the file: for rows of many bytes that takes a
    twentieth of the time of writing byte by byte.
    """

    def __init__(self, records: NDArray[Any]) -> None:
        self._size = records.itemsize
        self._records = records.view(f"V{self._size}")
        self.sizes = np.full(records.shape, self._size)

    @classmethod
    def same(cls, octets: bytes) -> "Fixed":
        """*octets* in every row."""
        return cls(np.array(octets, dtype=f"V{len(octets)}"))

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        windows = np.ndarray(max(0, len(out) - self._size + 1), self._records.dtype, out.data, strides=(1,))
        windows[places] = self._records


@dataclass(frozen=True)
class Numbers:
    """Numbers of which each lies behind a byte that says how many bytes it has; the lowest byte comes first."""

    numbers: NDArray[np.uint32]
    sizes: Counts
    opcodes: Bytes
    """The byte in front, by the row's size."""

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        out[places] = self.opcodes[self.sizes]
        octets = self.numbers.astype("<u4", copy=False).view(np.uint8).reshape(-1, 4)
        out[places + 1] = octets[:, 0]
        column = 1
        while len(longer := np.flatnonzero(self.sizes > column + 1)):
            out[places[longer] + column + 1] = octets[longer, column]
            column += 1


@dataclass(frozen=True)
class Strings:
    """Byte strings that lie one behind the other."""

    octets: Bytes
    sizes: Counts

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        starts = self.sizes.cumsum() - self.sizes
        out[(places - starts).repeat(self.sizes) + np.arange(len(self.octets))] = self.octets


class Joined:
    """In each row the rows of several parts, one behind the other."""

    def __init__(self, *parts: Rows) -> None:
        self._parts = parts

    @cached_property
    def sizes(self) -> Counts:
        """The sum of the parts' sizes."""
        return sum((part.sizes for part in self._parts[1:]), start=self._parts[0].sizes)

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        for part in self._parts:
            part.write(out, places)
            places = places + part.sizes


@dataclass(frozen=True)
class Grouped:
    """In each row *counts* consecutive rows of other *rows*, at least one."""

    rows: Rows
    counts: Counts

    @cached_property
    def _ends(self) -> Counts:
        return self.rows.sizes.cumsum()

    @cached_property
    def sizes(self) -> Counts:
        """The sum of the sizes of each group."""
        return differences(self._ends[self.counts.cumsum() - 1])

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        starts = self.sizes.cumsum() - self.sizes
        self.rows.write(out, (places - starts).repeat(self.counts) + (self._ends - self.rows.sizes))


@dataclass(frozen=True)
class Chosen:
    """*rows* where *chosen* says so, in order, and the *others* elsewhere, both as many as there are places for."""

    chosen: NDArray[np.bool_]
    rows: Rows
    others: Rows

    @cached_property
    def sizes(self) -> Counts:
        """The size of each row in bytes."""
        sizes = np.empty(len(self.chosen), dtype=np.int64)
        sizes[self.chosen] = self.rows.sizes
        sizes[~self.chosen] = self.others.sizes
        return sizes

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        self.rows.write(out, places[self.chosen])
        self.others.write(out, places[~self.chosen])
