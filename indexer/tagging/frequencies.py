"""Frequencies: in how many posts of a blog each feature stands, and in how many titles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import Features, are_in_title, features_of
from indexer.vectors import Vectors

Counts = NDArray[np.int64]

_END = np.uint32(0xFFFFFFFF)
"""Higher than every feature."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many posts hold what.

    Attributes:
        posts: How many posts there are.
        features: All features, ascending, and one that is none behind them.
        holding: How many posts hold each.
        titled: How many titles do.
    """

    posts: int
    features: Features
    holding: Counts
    titled: Counts

    @classmethod
    def of(cls, vectors: Vectors) -> "Frequencies":
        """The frequencies in the posts of *vectors*."""
        features, holding = np.unique(features_of(vectors.entries), return_counts=True)
        in_titles = features_of(vectors.entries[are_in_title(vectors.entries)])
        titled = np.bincount(np.searchsorted(features, in_titles), minlength=len(features))
        return cls(
            len(vectors), *(np.append(column, end) for column, end in ((features, _END), (holding, 0), (titled, 0)))
        )

    def of_features(self, features: Features) -> tuple[Counts, Counts]:
        """How many posts hold each of *features*, and how many titles do."""
        places = np.searchsorted(self.features, features)
        known = self.features[places] == features
        return np.where(known, self.holding[places], 0), np.where(known, self.titled[places], 0)
