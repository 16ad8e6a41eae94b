"""Features: what a text is compared with others by: its stems, and its pairs of neighbouring stems, as numbers.

A feature is a hash of 24 bits, so that texts that were indexed years apart can be compared without a dictionary. In a
blog of two million different features one in ten shares its number with another, which changes the likeness of two
posts in the third decimal (Weinberger et al.: "Feature Hashing for Large Scale Multitask Learning", 2009). Stop words
are left out, and the words between which they stood are neighbours.

An entry is one feature of one text, in 32 bits, so that sorting entries sorts features:

    feature              24 bits
    is in the title       1 bit
    times in the body     7 bits, 127 at most
"""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Entries = NDArray[np.uint32]
Hashes = NDArray[np.uint32]
Features = NDArray[np.uint32]

FEATURE_BITS = 24
MOST_TIMES = 127
_TITLE_BIT = 7
_TIMES = np.uint32(MOST_TIMES)
_ENTRY_BITS = 8

# Odd numbers of 32 bits without pattern: the golden ratio's, and two of xxHash's primes.
_SINGLE, _FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_SPREAD = np.uint32(15)


def hashes(stems: Iterable[bytes]) -> Hashes:
    """A number for each of *stems*, which are UTF-8."""
    return np.fromiter(map(crc32, stems), dtype=np.uint32)


def singles(stems: Hashes) -> Features:
    """The feature of each of *stems*, below 2**24."""
    return _mixed(stems * _SINGLE)


def pairs(first: Hashes, second: Hashes) -> Features:
    """The feature of each stem of *first* with the one of *second* behind it, below 2**24."""
    return _mixed(first * _FIRST + (second ^ (second >> _SPREAD)) * _SECOND)


def _mixed(numbers: NDArray[Any]) -> Features:
    mixed: Features = (numbers ^ (numbers >> _SPREAD)) * _SINGLE >> np.uint32(32 - FEATURE_BITS)
    return mixed


def entries(
    stems: Hashes, rows: NDArray[np.int64], in_title: NDArray[np.bool_], count: int
) -> tuple[NDArray[np.int64], Entries]:
    """The entries of several texts: where those of each begin, shape (count + 1,), and all of them.

    Args:
        stems: The hashed stems of all their words in order, without stop words.
        rows: The text of each word, ascending; within a text the title comes first.
        in_title: Which words are in the title.
        count: How many texts there are.
    """
    together = (rows[1:] == rows[:-1]) & (in_title[1:] == in_title[:-1])
    features = np.concatenate((singles(stems), pairs(stems[:-1], stems[1:])[together]))
    places = np.concatenate((rows << 1 | in_title, (rows[1:] << 1 | in_title[1:])[together]))
    keys = (places >> 1).astype(np.uint64) << np.uint64(FEATURE_BITS + 1)
    keys |= features.astype(np.uint64) << np.uint64(1) | (places & 1).astype(np.uint64)
    return _counted(keys, count)


def _counted(keys: NDArray[np.uint64], count: int) -> tuple[NDArray[np.int64], Entries]:
    """Entries from *keys*: text, feature, and one bit that tells the title, of each time that it is said."""
    keys.sort()
    begins = np.flatnonzero(np.diff(keys >> np.uint64(1), prepend=np.uint64(2**64 - 1)))
    said = np.diff(begins, append=len(keys))
    titles = np.add.reduceat((keys & np.uint64(1)).astype(np.int64), begins) if len(begins) else said
    found = keys[begins] >> np.uint64(1)
    times = np.minimum(said - titles, MOST_TIMES).astype(np.uint32)
    packed = found.astype(np.uint32) << np.uint32(_ENTRY_BITS)
    packed |= (titles > 0).astype(np.uint32) << np.uint32(_TITLE_BIT) | times
    rows = (found >> np.uint64(FEATURE_BITS)).astype(np.int64)
    return np.searchsorted(rows, np.arange(count + 1)), packed


def features_of(found: Entries) -> Features:
    """The feature of each entry."""
    return found >> np.uint32(_ENTRY_BITS)


def are_in_title(found: Entries) -> NDArray[np.bool_]:
    """Whether the title holds it, for each entry."""
    return (found >> np.uint32(_TITLE_BIT) & np.uint32(1)).astype(bool)


def times_in_body(found: Entries) -> NDArray[np.uint32]:
    """How often the body holds it, for each entry; 127 at most."""
    return found & _TIMES
