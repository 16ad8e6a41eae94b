"""A text in chunks: pieces that are cut into tokens alike wherever they stand, so that each need be cut once only.

    The Vim-script (日本語) isn’t .vimrc!      The, Vim, script, 日本, 本語, 語, isn’t, .vimrc

A chunk's fingerprint is that of Rabin and Karp, over numbers drawn for each character: the prefix sums of number times
power of the place, all modulo 2^64, give it for all chunks of a text at once.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.marks import MARKS
from indexer.analysis.tokens import BORDERS, UNSPACED

FINGERPRINT_BITS = 64
_DOT, _LOW_LINE, _NUMBER_SIGN = map(ord, "._#")
_BASE = 0x9E3779B97F4A7C15  # any odd number
_INVERSE = pow(_BASE, -1, 1 << FINGERPRINT_BITS)
# The lowest bits of a character's number say what it is:
_PAIRED = np.uint64(1)  # of a script without spaces
_MARK = np.uint64(2)  # and able to join a letter of another script before it
_BORDER = re.compile(BORDERS)

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Chunks(NamedTuple):
    """The chunks of one text, one entry each in every column, by ascending start.

    Attributes:
        starts, ends: Offsets in the text, in characters.
        fingerprints: Equal for equal chunks; of a million different ones, two agree in one of nine million blogs.
    """

    starts: Places
    ends: Places
    fingerprints: NDArray[np.uint64]


def chunks(text: str) -> Chunks:
    """The chunks of *text*: the tokens of the text are those of its chunks.

    No token spans white space or any other border, and the tokenizer looks over none. Nor does it look from a
    script without spaces to others, but for a few characters; a piece that holds these is a chunk as it is. Of
    other pieces, each pair of characters of such scripts is a chunk, of which only the first token counts.
    """
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), "<u4")
    numbers = _numbers().take(codes, mode="clip")
    starts, ends = _pieces(numbers != 0)
    if np.bitwise_or.reduce(numbers) & _PAIRED:
        starts, ends = _in_pairs(codes, numbers, starts, ends)
    powers, inverses = _powers(1 << len(codes).bit_length())
    sums = np.cumsum(numbers * powers[: len(numbers)])
    return Chunks(starts, ends, (sums[ends] - sums[starts]) * inverses[starts])


def portions(text: str, length: int) -> Iterator[tuple[int, int]]:
    """Starts and ends of portions of *text* that are cut at borders, the first behind *length* characters each."""
    start = 0
    while border := _BORDER.search(text, start + length):
        yield start, border.start()
        start = border.start()
    yield start, len(text)


def _pieces(filled: Flags) -> tuple[Places, Places]:
    """Starts and ends of what is *filled* without a gap; there is one place before the text, and one behind."""
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    return edges[::2], edges[1::2]


def _in_pairs(
    codes: NDArray[np.uint32], numbers: NDArray[np.uint64], starts: Places, ends: Places
) -> tuple[Places, Places]:
    """The same pieces, with the pairs of scripts without spaces parted from them and from each other."""
    paired = (numbers & _PAIRED) != 0
    for piece in set((np.searchsorted(starts, _odd(codes, numbers, paired), side="right") - 1).tolist()):
        paired[starts[piece] + 1 : ends[piece] + 1] = False
    others = _pieces((numbers != 0) & ~paired)
    firsts = np.flatnonzero(paired)
    starts = np.concatenate((firsts - 1, others[0]))
    ends = np.concatenate((firsts + paired[firsts + 1], others[1]))
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _odd(codes: NDArray[np.uint32], numbers: NDArray[np.uint64], paired: Flags) -> Places:
    """Offsets of the characters that are read otherwise because of one of another script before them.

    These are a mark on a letter of another script, and a dot, low line or number sign behind (``字.net``, ``字C#``).
    """
    filled = numbers != 0
    marks = ((numbers[1:-1] & _MARK) != 0) & filled[:-2] & ~paired[:-2]
    joined = paired[:-2] & ((codes[1:-1] == _DOT) | (codes[1:-1] == _LOW_LINE)) & filled[2:]
    marks[1:] |= paired[:-3] & (codes[2:-1] == _NUMBER_SIGN)
    return np.flatnonzero(marks | joined)


@cache
def _numbers() -> NDArray[np.uint64]:
    """A number for each character, 0 for borders; the last stands for all beyond, which are borders, too."""
    numbers = np.arange(1, 0x40002, dtype=np.uint64)
    for shift in (30, 27, 31):  # the mixing of SplitMix64 (Steele, Lea, Flood 2014), with one factor for all
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(_BASE)
    numbers &= ~(_PAIRED | _MARK)
    plane = "".join(map(chr, range(0x10000)))  # no need to look at the others: to leave a border in costs only time
    for script in re.finditer(f"[{UNSPACED}]+", plane):
        numbers[slice(*script.span())] |= _PAIRED
    numbers[0x20000:] |= _PAIRED
    for mark in re.finditer(f"(?=[{UNSPACED}])[{MARKS}]", plane):
        numbers[mark.start()] |= _MARK
    for border in re.finditer(f"{BORDERS}+", plane):
        numbers[slice(*border.span())] = 0
    numbers[-1] = 0
    return numbers


@cache
def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The first *count* powers of the base, and of its inverse."""
    powers, inverses = (np.cumprod(np.full(count, base, np.uint64), dtype=np.uint64) for base in (_BASE, _INVERSE))
    return powers, inverses
