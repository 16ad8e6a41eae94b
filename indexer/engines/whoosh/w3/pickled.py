r"""Rows of pickled values, by the shortest opcodes.

Whoosh unpickles what it has pickled, and takes any pickle of the same meaning:

    ( ... t         tuple of what stands between            N       None
    K b             number of one byte                      C b     byte string with one byte of length
    M bb            of two bytes, the lowest first          B bbbb  with four bytes
    J bbbb          of four bytes                           \x87    tuple of the last three values
    G bbbbbbbb      float64, the highest byte first         .       end
"""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.w3.rows import Counts, Fixed, Grouped, Joined, Numbers, Rows

NONE = Fixed.same(b"N")
STOP = Fixed.same(b".")
TRIPLE = Fixed.same(b"\x87.")
"""The tuple of three values, and the end."""

_MARK = Fixed.same(b"(")
_TUPLE = Fixed.same(b"t")
_INTEGER = np.frombuffer(b"..KM.J", dtype=np.uint8)
_BYTE_STRING = np.frombuffer(b"..C..B", dtype=np.uint8)


def integers(numbers: NDArray[np.uint32]) -> Numbers:
    """Each of *numbers*; they are below 2**31."""
    sizes = np.uint8(2) + (numbers > 0xFF) + np.uint8(2) * (numbers > 0xFFFF)
    return Numbers(numbers, sizes.astype(np.int64), _INTEGER)


def byte_strings(rows: Rows) -> Joined:
    """Each of *rows* as a byte string."""
    sizes = rows.sizes
    return Joined(Numbers(sizes.astype(np.uint32), np.where(sizes > 0xFF, 5, 2), _BYTE_STRING), rows)


def tuples(rows: Rows, counts: Counts) -> Joined:
    """Tuples of *counts* of *rows*, which are pickled values."""
    return Joined(_MARK, Grouped(rows, counts), _TUPLE)
