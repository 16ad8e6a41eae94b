"""Columns as they lie in Whoosh's ``.col`` files: one value of each document.

bytes           the values one behind the other; int32 big-endian size of each; the letter i
numbers         each in the column's own type, big-endian
field lengths   each as the byte that stands for it
stored fields   a column of bytes; each value a pickled dict as a zlib stream, or nothing if there are none
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import adler32, compress

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import NumericColumn
from whoosh.util.numeric import byte_to_length

from indexer.engines.whoosh.w3.rows import Bytes, Counts

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])


def length_bytes(lengths: NDArray[np.uint32]) -> Bytes:
    """The byte that stands for each length: of the least length that Whoosh knows a byte for, and that is not below."""
    return np.searchsorted(_LENGTHS[:255], lengths).astype(np.uint8)


def sizes_at_end(sizes: Counts) -> bytes:
    """What follows the values of a column of bytes, which have *sizes*."""
    return sizes.astype(">i4").tobytes() + b"i"


def numbers(column: NumericColumn, values: NDArray[Any]) -> bytes:
    """The numeric *column*."""
    return values.astype(">" + column._typecode).tobytes()  # noqa: SLF001  (Whoosh offers no other way to its type)


def stored(values: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The values of the column of stored fields."""
    for fields in values:
        yield _uncompressed(pickle.dumps(dict(fields), 2)) if fields else b""


def _uncompressed(octets: bytes) -> bytes:
    """A zlib stream of *octets*; made here, as zlib takes ten times as long even if it does not compress."""
    size = len(octets)
    if size > 0xFFFF:
        return compress(octets, 0)
    head = b"\x78\x01\x01" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little")
    return head + octets + adler32(octets).to_bytes(4, "big")
