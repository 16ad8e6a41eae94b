"""Keys: a score and the post that has it in one number, so that numbers sort as the posts do.

The score stands in the upper bits, and in the lower 24 the post's place counted from the end: of two posts with the
same score the one whose id comes first has the higher key. 0 stands for no post.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Rows = NDArray[np.int64]
Scores = NDArray[np.int64]
"""In units of `ONE`."""

ONE = 1 << 22
"""The unit of scores. As a weight is a whole number of 1/2048, a product of two is one of 1 / 2**22."""

_ROW_BITS = 24
NOBODY = (1 << _ROW_BITS) - 1
"""The row of the key 0, beyond those of all posts."""


def keys_of(scores: NDArray[np.integer[Any]], rows: NDArray[np.integer[Any]]) -> Keys:
    """The keys of *rows* with *scores*; 0 where the score is."""
    found: Keys = scores.astype(np.int64) << _ROW_BITS
    return np.where(scores > 0, found | (NOBODY - rows), 0)


def scores_of(keys: Keys) -> Scores:
    """The score of each key."""
    return keys >> _ROW_BITS


def rows_of(keys: Keys) -> Rows:
    """The row of each key."""
    return NOBODY - (keys & NOBODY)


def best(keys: Keys, count: int) -> Keys:
    """The *count* highest keys of each row, descending, filled up with 0; shape (rows, count)."""
    if keys.shape[1] > count:
        keys = np.partition(keys, keys.shape[1] - count, axis=1)[:, -count:]
    ordered: Keys = np.sort(keys, axis=1)[:, ::-1]
    return np.pad(ordered, ((0, 0), (0, count - ordered.shape[1])))
