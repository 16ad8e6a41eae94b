"""Packing: five small numbers, one for each text field, in one number that a shard can hold and a script can read.

    frequency of a term    body 10 bits, headings 5, summary 4, tags 2, title 3: 24 bits, which a float holds exactly
    lengths of a post      body 18 bits, headings 13, summary 13, tags 9, title 10: 63 bits

Lowest bits first; what is more than fits is cut to the most that does. The exact numbers are elsewhere; these order the
posts of which the exact score is then computed.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.schema import TEXT_FIELD_NAMES

MOST_TOGETHER = 2**31 - 1
"""What all frequencies of a document's field may be together: Lucene adds them up in 32 bits."""


class Bits(NamedTuple):
    """Where a field's number stands: above the lowest *shift* bits, *most* at most."""

    shift: int
    most: int


def _layout(widths: Mapping[str, int]) -> Mapping[str, Bits]:
    ends = np.cumsum([*widths.values()]).tolist()
    return {name: Bits(end - width, (1 << width) - 1) for (name, width), end in zip(widths.items(), ends, strict=True)}


FREQUENCY = _layout({"body": 10, "headings": 5, "summary": 4, "tags": 2, "title": 3})
"""Where each field's number stands in the frequency of a term."""
LENGTHS = _layout({"body": 18, "headings": 13, "summary": 13, "tags": 9, "title": 10})
"""Where each field's number stands in the lengths of a post."""


def packed(numbers: NDArray[Any], fields: NDArray[Any], layout: Mapping[str, Bits]) -> NDArray[np.int64]:
    """Each of *numbers* where *layout* has it for the field, of `TEXT_FIELD_NAMES`, whose index stands beside it."""
    shifts, most = (
        np.array(column)[fields] for column in zip(*(layout[name] for name in TEXT_FIELD_NAMES), strict=True)
    )
    shifted: NDArray[np.int64] = np.minimum(numbers.astype(np.int64), most) << shifts
    return shifted


def bounded(frequencies: NDArray[np.int64]) -> NDArray[np.int64]:
    """*frequencies* of one document's terms, of which the last ones forget fields until Lucene takes all."""
    for bits in sorted(FREQUENCY.values(), reverse=True):
        excess = int(frequencies.sum()) - MOST_TOGETHER
        if excess <= 0:
            break
        cut = np.maximum(frequencies & (1 << bits.shift) - 1, 1)
        saved = np.cumsum((frequencies - cut)[::-1])[::-1]  # by cutting from here on
        frequencies = np.where(saved - (frequencies - cut) < excess, cut, frequencies)
    return frequencies
