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


def encoded(rows: Rows) -> tuple[Bytes, Counts]:
    """All *rows* one behind the other, and where each begins."""
    ends = np.cumsum(rows.sizes)
    out = np.empty(ends[-1] if len(ends) else 0, dtype=np.uint8)
    starts = ends - rows.sizes
    rows.write(out, starts)
    return out, starts


@dataclass(frozen=True)
class Fixed:
    """Rows of one size: a matrix of bytes, or the same bytes in every row."""

    octets: Bytes

    @classmethod
    def same(cls, octets: bytes) -> "Fixed":
        """*octets* in every row."""
        return cls(np.frombuffer(octets, dtype=np.uint8))

    @classmethod
    def records(cls, records: NDArray[Any]) -> "Fixed":
        """A row for each of *records*, which have a dtype without gaps."""
        return cls(records.view(np.uint8).reshape(len(records), records.itemsize))

    @property
    def sizes(self) -> Counts:
        """The one size, of each row or without a dimension."""
        return np.full(self.octets.shape[:-1], self.octets.shape[-1])

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        for column in range(self.octets.shape[-1]):
            out[places + column] = self.octets[..., column]


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
        longer = np.flatnonzero(self.sizes > 2)
        for column in range(1, 4):
            out[places[longer] + 1 + column] = octets[longer, column]
            longer = longer[self.sizes[longer] > 2 + column]


@dataclass(frozen=True)
class Strings:
    """Byte strings that lie one behind the other."""

    octets: Bytes
    sizes: Counts

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        starts = np.cumsum(self.sizes) - self.sizes
        out[np.repeat(places - starts, self.sizes) + np.arange(len(self.octets))] = self.octets


class Joined:
    """In each row the rows of several parts, one behind the other; at least one part is not `Fixed.same`."""

    def __init__(self, *parts: Rows) -> None:
        self._parts = parts

    @cached_property
    def sizes(self) -> Counts:
        """The sum of the parts' sizes."""
        total: Counts = np.add.reduce([part.sizes for part in self._parts if part.sizes.ndim], axis=0)
        return total + sum(int(part.sizes) for part in self._parts if not part.sizes.ndim)

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
        return np.cumsum(self.rows.sizes)

    @cached_property
    def sizes(self) -> Counts:
        """The sum of the sizes of each group."""
        return np.diff(self._ends[np.cumsum(self.counts) - 1], prepend=0)

    def write(self, out: Bytes, places: Counts) -> None:
        """Put each row into *out* at its place."""
        starts = np.cumsum(self.sizes) - self.sizes
        self.rows.write(out, np.repeat(places - starts, self.counts) + (self._ends - self.rows.sizes))


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
