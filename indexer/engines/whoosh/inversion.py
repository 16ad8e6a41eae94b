"""Inversion: from the tokens of each document to the postings of each term.

Positions are counted through all documents and fields, so that tokens that are sorted by term and position are in the
order of documents and fields, too. It is done for so many terms at a time as keeps memory bounded, whatever the size of
the segment.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TOKENS_AT_ONCE = 500_000

Numbers = NDArray[np.uint32]


class Postings(NamedTuple):
    """The postings of the terms from *first* on.

    Attributes:
        first: The number of the first term.
        firsts: shape (terms + 1,): where each term's postings begin.
        cells: The cells that hold the term, ascending within a term.
        frequencies: How often each holds it.
        positions: sum(frequencies) entries in the same order: where it stands, counted through all cells.
    """

    first: int
    firsts: NDArray[np.int64]
    cells: Numbers
    frequencies: Numbers
    positions: Numbers


class Tokens(NamedTuple):
    """Tokens of a segment, in any order: the term of each, and its position, counted through all cells."""

    terms: Numbers
    positions: Numbers


def invert(tokens: Sequence[Tokens], cells: Numbers, terms: int) -> Iterator[Postings]:
    """The postings of terms 0 to *terms*, in parts of about `TOKENS_AT_ONCE` tokens.

    Args:
        tokens: All tokens.
        cells: The cell of each position.
        terms: How many terms there are.
    """
    ends = np.cumsum(sum(np.bincount(some.terms, minlength=terms) for some in tokens))
    low = 0
    while low < terms:
        done = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, done + TOKENS_AT_ONCE, side="right")))
        yield _part(np.concatenate([_keys(some, low, high) for some in tokens]), cells, low, high)
        low = high


def _keys(tokens: Tokens, low: int, high: int) -> NDArray[np.uint64]:
    """The tokens of terms *low* to *high*: the term, counted from *low*, in the upper half, the position in the lower.

    In one number, because numpy sorts numbers five times faster than it finds their order.
    """
    chosen = np.flatnonzero((tokens.terms >= low) & (tokens.terms < high))
    keys = tokens.terms[chosen].astype(np.uint64)
    keys -= np.uint64(low)
    keys <<= np.uint64(32)
    keys |= tokens.positions[chosen]
    return keys


def _part(keys: NDArray[np.uint64], cells: Numbers, low: int, high: int) -> Postings:
    """The postings of terms *low* to *high*, of which *keys* are the tokens."""
    keys.sort()
    positions = keys.astype(np.uint32)
    keys >>= np.uint64(32)
    terms = keys.astype(np.uint32)
    held = cells[positions]
    begins = np.ones(len(terms), dtype=bool)
    begins[1:] = (held[1:] != held[:-1]) | (terms[1:] != terms[:-1])
    starts = np.flatnonzero(begins)
    frequencies = np.diff(starts, append=len(terms)).astype(np.uint32)
    firsts = np.searchsorted(terms[starts], np.arange(high - low + 1, dtype=np.uint32))
    return Postings(low, firsts, held[starts], frequencies, positions)
