"""A text in chunks: pieces that are cut into tokens alike wherever they stand, so that each need be cut once only."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.tokens import BORDERS, MARKS, UNSPACED

SPACE, DOT, LOW_LINE, NUMBER_SIGN = map(ord, " ._#")
_ENCODING = "utf-32-le"
_IN_PAIRS = 1 << 21
"""Set on characters of scripts without spaces; Unicode ends at 0x10FFFF, below this bit."""
_MARK = 1 << 22
"""Set on those of them that join a letter of another script before them."""
_CHARACTER = _IN_PAIRS - 1


class Chunks(NamedTuple):
    """The chunks of one text.

    Attributes:
        texts: The pieces between borders; of scripts without spaces, every pair of characters, and the last alone.
        starts: The offset of each in the text, in characters, ascending.
    """

    texts: list[str]
    starts: NDArray[np.intp]


def chunks(text: str) -> Chunks:
    """The chunks of *text*: the tokens of the text are those of its chunks (of a pair, the first).

    No token spans white space or any other border, and the tokenizer looks over none. Nor does it look from a
    script without spaces to others, but for a few characters; a piece that holds these is a chunk as it is.
    """
    codes = _table().take(np.frombuffer(text.encode(_ENCODING, "surrogatepass"), "<u4"), mode="clip")
    filled = codes != SPACE
    begins = filled.copy()
    np.greater(filled[1:], filled[:-1], out=begins[1:])
    if codes.size and codes.max() > _CHARACTER:
        codes, begins = _in_pairs(codes, begins)
    return Chunks(codes.tobytes().decode(_ENCODING).split(), np.flatnonzero(begins))


def _in_pairs(codes: NDArray[np.uint32], begins: NDArray[np.bool_]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Spell out the pairs of scripts without spaces, a space on either side; and where chunks begin now."""
    paired = _paired(codes, begins)
    codes = codes & np.uint32(_CHARACTER)
    parted = paired | _before(paired, 1)
    following = np.append(np.where(paired, codes, SPACE)[1:], np.uint32(SPACE))
    spelt = np.stack((np.full_like(codes, SPACE), codes, following), axis=1)
    kept = np.stack((parted, np.ones_like(parted), paired), axis=1)
    return spelt[kept], begins | (parted & (codes != SPACE))


def _paired(codes: NDArray[np.uint32], begins: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which characters are parted in pairs: all of scripts without spaces, unless others depend on them.

    These are a mark on a letter of another script, and a dot, low line or number sign behind (``字.net``, ``字C#``).
    """
    paired = codes > _CHARACTER
    after = _before(paired, 1)
    marks = (codes >= _MARK) & ~after & ~begins
    joined = after & ((codes == DOT) | (codes == LOW_LINE)) & np.append(codes[1:] != SPACE, False)
    signs = _before(paired, 2) & (codes == NUMBER_SIGN)
    odd = np.flatnonzero(marks | joined | signs)
    if odd.size:
        pieces = np.cumsum(begins)
        paired &= ~np.isin(pieces, pieces[odd])
    return paired


def _before(flags: NDArray[np.bool_], distance: int) -> NDArray[np.bool_]:
    """Of each character, the flag of the one at *distance* before it."""
    shifted = np.zeros_like(flags)
    shifted[distance:] = flags[:-distance]
    return shifted


@cache
def _table() -> NDArray[np.uint32]:
    """Each character as it is, with its flags, or as a space if it is a border; the last stands for all beyond."""
    table = np.arange(0x40001, dtype="<u4")
    plane = "".join(map(chr, range(0x10000)))  # no need to look at the others: to leave a border in costs only time
    for border in re.finditer(f"{BORDERS}+", plane):
        table[slice(*border.span())] = SPACE
    for script in re.finditer(f"[{UNSPACED}]+", plane):
        table[slice(*script.span())] |= _IN_PAIRS
    for mark in re.finditer(f"(?=[{UNSPACED}])[{MARKS}]", plane):
        table[slice(*mark.span())] |= _MARK
    table[0x20000:0x40000] |= _IN_PAIRS
    table[-1] = SPACE
    return table
