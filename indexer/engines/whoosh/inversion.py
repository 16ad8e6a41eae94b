"""Inversion: from the tokens of each document to the postings of each term.

Tokens come in the order of documents, fields and positions. Sorting them by term with a stable sort leaves each term's
tokens in that order, so that postings and positions need no sort of their own. It is done for so many terms at a time
as keeps memory bounded, whatever the size of the segment.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TOKENS_AT_ONCE = 1_000_000

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
    """The tokens of a segment: the term, the cell and the position of each, in ascending order of cell and position."""

    terms: Numbers
    cells: Numbers
    positions: Numbers


def invert(tokens: Tokens, terms: int) -> Iterator[Postings]:
    """The postings of terms 0 to *terms*, in parts of about `TOKENS_AT_ONCE` tokens."""
    ends = np.cumsum(np.bincount(tokens.terms, minlength=terms))
    low = 0
    while low < terms:
        done = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, done + TOKENS_AT_ONCE, side="right")))
        yield _part(tokens, low, high)
        low = high


def _part(tokens: Tokens, low: int, high: int) -> Postings:
    """The postings of terms *low* to *high*."""
    keys = tokens.terms
    if low or high <= int(keys.max(initial=0)):
        chosen = np.flatnonzero((keys >= low) & (keys < high))
        tokens = Tokens(keys[chosen] - np.uint32(low), tokens.cells[chosen], tokens.positions[chosen])
    keys, order = _sorted(tokens.terms)
    cells = tokens.cells[order]
    begins = np.ones(len(keys), dtype=bool)
    begins[1:] = (cells[1:] != cells[:-1]) | (keys[1:] != keys[:-1])
    starts = np.flatnonzero(begins)
    frequencies = np.diff(starts, append=len(keys)).astype(np.uint32)
    firsts = np.searchsorted(keys[starts], np.arange(high - low + 1, dtype=np.uint32))
    return Postings(low, firsts, cells[starts], frequencies, tokens.positions[order])


def _sorted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """*keys* in ascending order, and where each stood; equal ones as they stood.

    Both in one 64-bit number, because numpy sorts numbers five times faster than it finds their order.
    """
    pairs = (keys.astype(np.uint64) << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64)
    pairs.sort()
    return (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32)
