"""Candidates: the documents of a snapshot that match and are to be scored."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import FIELDS, Mask
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.ranking.scoring import Saturated, Scores, saturation
from indexer.ranking.smoothing import best, smoothed
from indexer.schema import TEXT_FIELD_NAMES

_TITLE = TEXT_FIELD_NAMES.index("title")
_NOTHING = Saturated(np.empty(0, dtype=np.int64), None, np.empty(0), np.empty(0, dtype=bool))


class Candidates:
    """The documents to score; see `indexer.ranking.scoring.Candidates`.

    Attributes:
        numbers: Their numbers, ascending.
        snapshot: What they are in.
    """

    def __init__(self, snapshot: Snapshot, matching: Mask) -> None:
        self.snapshot = snapshot
        self.numbers = matching.nonzero()[0]
        self._matching = matching
        self._places = np.empty(snapshot.size, dtype=np.int64)  # of no meaning where there is no candidate
        self._places[self.numbers] = np.arange(len(self.numbers))

    def __len__(self) -> int:
        return len(self.numbers)

    def saturated(self, found: Found) -> Saturated:
        """The saturated frequency of each term of *found* in each candidate that holds it."""
        chosen = self._matching.take(found.documents).nonzero()[0]
        if not len(chosen):
            return _NOTHING
        found = found.where(chosen)
        starts = found.begins()
        weighted = np.add.reduceat(found.frequencies * self.snapshot.gains.take(found.cells), starts)
        in_title = found.cells[starts] & (FIELDS - 1) == _TITLE  # the first of a document's cells, if it is there
        terms = None if found.terms is None else found.terms[starts]
        places = self._places.take(found.documents[starts])
        return Saturated(places, terms, saturation(weighted), in_title)

    def title_words(self, places: NDArray[np.int64]) -> NDArray[np.uint32]:
        """How many content words the titles of the candidates at *places* have."""
        return self.snapshot.title_words[self.numbers[places]]

    def highest(self, cover: Scores) -> float:
        """The highest *cover*."""
        return float(cover.max())

    def smoothed(self, scores: Scores) -> Scores:
        """The *scores* with those of the best smoothed; none falls behind the others."""
        places = best(scores, self.snapshot.newest[self.numbers])
        result = scores.copy()
        result[places] = smoothed(scores[places], self.snapshot.stems_in(self.numbers[places].tolist()))
        return result
