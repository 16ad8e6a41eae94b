"""The term table as it lies in Whoosh's ``.trm`` file: terms in order, and a hash table over them.

    HSH3, 1 (hashes are CRC-32), 8 bytes 0
    int32 size of the key, int32 size of the info, key, info        of each term; ascending by keys
    uint32 hash, int64 place of the term                            slots of 256 hash tables; place 0 = free
    int64 place of its first slot, int32 number of slots            of each of the 256 tables
    pickled {"fieldmap": number by field, "indextype": "q", "indexlen": number of terms}
    int64 place of the term                                         of each term
    int32 size of the last two parts together

A key is the uint16 number of the field, then the term in UTF-8; an info is what blocks.py calls `INFO`. A key lies in
the table of its hash's lowest byte, in the first slot that was free from ``(hash >> 8) % slots`` on, around the end.
All numbers are big-endian; places count from the start of the file.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.w3.blocks import INFO
from indexer.engines.whoosh.w3.rows import Bytes, Counts, Fixed, Joined, Strings, encoded

TABLES = 256

_START = b"HSH3\1" + bytes(8)
_HEAD = np.dtype([("key", ">i4"), ("info", ">i4"), ("field", ">u2")])
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])
_TABLE = np.dtype([("place", ">i8"), ("slots", ">i4")])
_NO_HASH = np.empty(0, dtype=np.uint32)


class FieldTerms(NamedTuple):
    """Consecutive terms of one field, as the table needs them."""

    field: int
    octets: bytes
    """The terms, one behind the other."""
    sizes: Counts
    hashes: NDArray[np.uint32]
    infos: NDArray[np.void]

    @classmethod
    def of(cls, field: int, terms: Sequence[bytes], infos: NDArray[np.void]) -> "FieldTerms":
        """*terms* of the field with the number *field*, and an `INFO` for each."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        hashes = map(crc32, terms, repeat(crc32(field.to_bytes(2, "big"))))
        return cls(field, b"".join(terms), sizes, np.fromiter(hashes, np.uint32, len(terms)), infos)


def term_table(fields: Mapping[str, int], parts: Sequence[FieldTerms]) -> Iterator[bytes]:
    """The file, in pieces: *parts* ascend by field, then by term; *fields* are the fields' numbers."""
    yield _START
    end = len(_START)
    starts = [np.empty(0, dtype=np.int64)]
    for part in parts:
        octets, of_part = _entries(part)
        yield octets.tobytes()
        starts.append(of_part + end)
        end += len(octets)
    places = np.concatenate(starts)
    yield from _hash_tables(np.concatenate([_NO_HASH, *(part.hashes for part in parts)]), places, end)
    yield from _index(fields, places)


def _entries(part: FieldTerms) -> tuple[Bytes, Counts]:
    heads = np.zeros(len(part.sizes), dtype=_HEAD)
    heads["key"] = part.sizes + 2
    heads["info"] = INFO.itemsize
    heads["field"] = part.field
    terms = Strings(np.frombuffer(part.octets, dtype=np.uint8), part.sizes)
    return encoded(Joined(Fixed(heads), terms, Fixed(part.infos)))


def _hash_tables(hashes: NDArray[np.uint32], places: Counts, start: int) -> Iterator[bytes]:
    """The slots and the tables' directory; the slots are to lie at *start*."""
    tables = (hashes & 0xFF).astype(np.int64)
    sizes = 2 * np.bincount(tables, minlength=TABLES)
    firsts = sizes.cumsum() - sizes
    homes = (hashes >> 8) % sizes[tables]
    order = np.argsort(firsts[tables] + homes)
    found = _slots(tables[order], homes[order], sizes)

    slots = np.zeros(sizes.sum(), dtype=_SLOT)
    slots["hash"][found] = hashes[order]
    slots["place"][found] = places[order]
    yield slots.tobytes()

    directory = np.zeros(TABLES, dtype=_TABLE)
    directory["place"] = start + firsts * _SLOT.itemsize
    directory["slots"] = sizes
    yield directory.tobytes()


def _slots(tables: Counts, homes: Counts, sizes: Counts) -> Counts:
    """A slot of its own for each entry, counted over all tables; entries ascend by table, then by home.

    An entry's slot is its home or the one behind the entry before it, whatever is greater: a running maximum. Each
    table has room behind it meanwhile, so that none runs into the next. Those that end up in that room take their
    table's first free slots, as all slots from their homes to the table's end are taken.
    """
    rank = np.arange(len(tables))
    room = (2 * sizes).cumsum() - 2 * sizes
    slots = np.maximum.accumulate(room[tables] + homes - rank) + rank - room[tables]
    over = np.flatnonzero(slots >= sizes[tables])

    firsts = sizes.cumsum() - sizes
    slots += firsts[tables]
    taken = np.zeros(sizes.sum(), dtype=bool)
    taken[np.delete(slots, over)] = True
    free = np.flatnonzero(~taken)
    crowded = tables[over]
    earlier = np.arange(len(over)) - np.searchsorted(crowded, crowded)
    slots[over] = free[np.searchsorted(free, firsts[crowded]) + earlier]
    return slots


def _index(fields: Mapping[str, int], places: Counts) -> Iterator[bytes]:
    extras = pickle.dumps({"fieldmap": dict(fields), "indextype": "q", "indexlen": len(places)}, 2)
    index = places.astype(">i8").tobytes()
    yield extras + index + (len(extras) + len(index)).to_bytes(4, "big")
