"""Posting lists as they lie in Whoosh's ``.pst`` file, the lists of many terms at once.

    list    W3Bl block block ...             a block holds up to 128 postings
    block   int32 big-endian                 bytes of the block behind this number; negative in a list's last block
            pickled (number of postings, last document, greatest weight, 0 = not compressed,
                     shortest length, greatest length)      lengths of the documents' fields, as bytes, see columns.py
            pickled (documents, weights, values)
    documents   a tuple: the first document, then the distances from one to the next
    weights     None if all are 1, else a tuple: here always the term's frequency
    values      by the field's format:
        Positions   a tuple of byte strings: uint32 big-endian frequency, then pickled
                    (first position, then the distances)
        Frequency   one byte string: uint32 big-endian frequencies
        Existence   None

What is pickled has the shortest opcodes, see pickled.py.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import formats

from indexer.engines.whoosh.w3.pickled import NONE, STOP, TRIPLE, byte_strings, integers, tuples
from indexer.engines.whoosh.w3.rows import Bytes, Chosen, Counts, Fixed, Grouped, Joined, Rows, encoded

BLOCK = 128

_HEAD = np.dtype(
    {
        "names": ["size", "postings", "last", "heaviest", "shortest", "longest"],
        "formats": [">i4", "<i4", "<i4", ">f8", "u1", "u1"],
        "offsets": [0, 6, 11, 16, 27, 29],
        "itemsize": 32,
    }
)
_EMPTY_HEAD = np.frombuffer(b"....(J....J....G........K\0K.K.t.", dtype=np.uint8)
"""The opcodes of a block's head; dots are where its numbers will be, but for the last one, which is an opcode."""

INFO = np.dtype(
    [
        *(("inlined", "u1"), ("weight", ">f4"), ("documents", ">u4"), ("shortest", "u1"), ("longest", "u1")),
        *(("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("size", ">i4")),
    ]
)
"""What the term table says of a term: `whoosh.codec.whoosh3.W3TermInfo`."""

_MAGIC = Fixed.same(b"W3Bl")


class FieldPostings(NamedTuple):
    """The postings of consecutive terms of one field."""

    terms: Sequence[bytes]
    """UTF-8, ascending."""
    firsts: NDArray[np.int64]
    """Where each term's postings begin in *documents*, and the end of the last: one more than there are terms."""
    documents: NDArray[np.uint32]
    """Ascending inside a term."""
    frequencies: NDArray[np.uint32]
    """How often each of *documents* holds the term: at least once."""
    positions: NDArray[np.uint32] | None
    """Where it does, in the same order, ascending inside a posting; None where the field's format keeps none."""


class PostingLists(NamedTuple):
    """The lists of some terms."""

    octets: Bytes
    infos: NDArray[np.void]
    """An `INFO` of each term; offsets count from the start of *octets*."""


def distances(numbers: NDArray[np.uint32], firsts: Counts) -> NDArray[np.uint32]:
    """What each of *numbers* adds to the one before; the *firsts* stay as they are."""
    found = np.empty_like(numbers)
    np.subtract(numbers[1:], numbers[:-1], out=found[1:])
    found[firsts] = numbers[firsts]
    return found


class _Blocks(NamedTuple):
    """How the postings of all terms fall into blocks."""

    firsts: Counts
    """The first posting of each block."""
    counts: Counts
    """The postings of each block."""
    per_term: Counts
    """The blocks of each term."""

    @classmethod
    def of(cls, firsts: Counts) -> "_Blocks":
        """The blocks of terms whose postings begin at *firsts*."""
        per_term = -(-np.diff(firsts) // BLOCK)
        rank = np.arange(per_term.sum()) - (per_term.cumsum() - per_term).repeat(per_term)
        starts = firsts[:-1].repeat(per_term) + BLOCK * rank
        return cls(starts, np.diff(np.append(starts, firsts[-1])), per_term)


def posting_lists(part: FieldPostings, lengths: Bytes, format_: formats.Format) -> PostingLists:
    """The lists of the terms of *part*, each with at least one posting.

    Args:
        part: At least one term; `firsts` begins with 0.
        lengths: The length of the field, as a byte, by document.
        format_: The field's posting format, one of `VALUES`.
    """
    blocks = _Blocks.of(part.firsts)
    ids = tuples(integers(distances(part.documents, blocks.firsts)), blocks.counts)
    heaviest = np.maximum.reduceat(part.frequencies, blocks.firsts)
    weights = _weights(part.frequencies, heaviest > 1, blocks.counts)
    data = Joined(ids, weights, VALUES[type(format_)](part, blocks.counts), TRIPLE)

    heads = _heads(part, blocks, data.sizes, lengths)
    heads["heaviest"] = heaviest
    lists = Joined(_MAGIC, Grouped(Joined(Fixed(heads), data), blocks.per_term))
    octets, starts = encoded(lists)
    infos = _infos(part, heads, blocks.per_term.cumsum() - blocks.per_term)
    infos["offset"] = starts
    infos["size"] = lists.sizes
    return PostingLists(octets, infos)


def _heads(part: FieldPostings, blocks: _Blocks, sizes: Counts, lengths: Bytes) -> NDArray[np.void]:
    heads = np.tile(_EMPTY_HEAD, len(blocks.counts)).view(_HEAD)
    heads["size"] = sizes + _HEAD.itemsize - 4
    heads["size"][blocks.per_term.cumsum() - 1] *= -1
    heads["postings"] = blocks.counts
    heads["last"] = part.documents[blocks.firsts + blocks.counts - 1]
    of_postings = lengths[part.documents]
    heads["shortest"] = np.minimum.reduceat(of_postings, blocks.firsts)
    heads["longest"] = np.maximum.reduceat(of_postings, blocks.firsts)
    return heads


def _infos(part: FieldPostings, heads: NDArray[np.void], first_heads: Counts) -> NDArray[np.void]:
    infos = np.zeros(len(first_heads), dtype=INFO)
    infos["weight"] = np.add.reduceat(part.frequencies, part.firsts[:-1], dtype=np.int64)
    infos["documents"] = np.diff(part.firsts)
    infos["shortest"] = np.minimum.reduceat(heads["shortest"], first_heads)
    infos["longest"] = np.maximum.reduceat(heads["longest"], first_heads)
    infos["heaviest"] = np.maximum.reduceat(heads["heaviest"], first_heads)
    infos["first"] = part.documents[part.firsts[:-1]]
    infos["last"] = part.documents[part.firsts[1:] - 1]
    return infos


def _weights(frequencies: NDArray[np.uint32], differ: NDArray[np.bool_], counts: Counts) -> Rows:
    written = integers(frequencies[np.repeat(differ, counts)])
    return Chosen(differ, tuples(written, counts[differ]), NONE)


def _positions(part: FieldPostings, counts: Counts) -> Rows:
    if part.positions is None:
        raise ValueError(f"The postings from {part.terms[0]!r} on lack the positions that their field keeps; add them.")
    frequencies = part.frequencies.astype(np.int64)
    steps = integers(distances(part.positions, frequencies.cumsum() - frequencies))
    value = Joined(_frequency_octets(part), tuples(steps, frequencies), STOP)
    return tuples(byte_strings(value), counts)


def _frequencies(part: FieldPostings, counts: Counts) -> Rows:
    return byte_strings(Grouped(_frequency_octets(part), counts))


def _existence(_part: FieldPostings, _counts: Counts) -> Rows:
    return NONE


def _frequency_octets(part: FieldPostings) -> Fixed:
    return Fixed(part.frequencies.astype(">u4"))


VALUES: dict[type, Callable[[FieldPostings, Counts], Rows]] = {
    formats.Positions: _positions,
    formats.Frequency: _frequencies,
    formats.Existence: _existence,
}
"""The values of the blocks of a part, by the field's posting format."""
