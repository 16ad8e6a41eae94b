"""Places in sorted arrays, many at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def search(ascending: NDArray[Any], wanted: NDArray[Any]) -> tuple[Numbers, NDArray[np.bool_]]:
    """The places in *ascending* of those of *wanted* that are there, and which these are."""
    places = np.searchsorted(ascending, wanted)
    places[places == len(ascending)] = 0
    found = ascending[places] == wanted if len(ascending) else np.zeros(len(wanted), dtype=bool)
    return places[found], found


def slices(firsts: Numbers, counts: Numbers) -> Numbers:
    """The places of slices, one behind the other: those from each of *firsts* on, so many as its *counts* says."""
    return np.repeat(firsts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
