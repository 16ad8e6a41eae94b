"""Whoosh's own scores from our columns: its BM25F, as a scorer of the engine.

    score(d) = sum over words and fields that hold them of  idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * len / avglen))
    idf      = ln(N / (n + 1)) + 1

N counts all documents and n those that hold the word in the field, deleted ones included; *len* is what is left of a
field's length in one byte, *avglen* the exact average over all N. A phrase scores as its words do where it stands.
Source: `whoosh.scoring.BM25F`, version 2.7.4.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.engines.whoosh.candidates import Candidates
from indexer.engines.whoosh.columns import FIELDS
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.ranking.scoring import Ranking, Scores
from indexer.ranking.sought import Sought

B = 0.75
K1 = 1.2


class WhooshBM25F:
    """A `Scorer`. What is required and what is joined by ``OR`` is summed up alike, as Whoosh does.

    Args:
        phrases: The unstemmed words of each phrase of the query, in its order, as no `Sought` knows them.
    """

    def __init__(self, phrases: Sequence[Sequence[str]] = ()) -> None:
        self.phrases = phrases

    def __call__(self, candidates: Candidates, query: Sequence[Sought[Found]]) -> Ranking:
        """The ranking of *candidates*; its totals are Whoosh's scores."""
        phrases, snapshot = iter(self.phrases), candidates.snapshot
        every = [[_scores(snapshot, one, phrases) for one in sought.alternatives or (sought,)] for sought in query]
        slots = tuple(np.sum(scores, axis=0)[candidates.numbers] for scores in every)
        total = np.sum(slots, axis=0)
        none = np.zeros(len(candidates))
        return Ranking(candidates.numbers, slots, none, none, none + 1, total, highest=float(total.max(initial=1)))


def _scores(snapshot: Snapshot, sought: Sought[Found], phrases: Iterator[Sequence[str]]) -> Scores:
    """One score for each document of *snapshot*."""
    found = sought.variants
    if found is sought.exact:  # a phrase has no stems, and both are where it stands
        words = [_by_cell(snapshot, snapshot.found("word", (word,))) for word in next(phrases)]
        scores = np.sum(words, axis=0)[found.cells]
    else:
        scores = _by_posting(snapshot, found)
    return np.bincount(found.documents, weights=scores, minlength=snapshot.size).astype(np.float64)


def _by_cell(snapshot: Snapshot, found: Found) -> Scores:
    scores = np.zeros(snapshot.size * FIELDS)
    scores[found.cells] = _by_posting(snapshot, found)
    return scores


def _by_posting(snapshot: Snapshot, found: Found) -> Scores:
    """The score of each posting of *found*."""
    lengths = snapshot.column("lengths").astype(np.int64)
    fields = found.cells % FIELDS
    lists = fields if found.terms is None else found.terms * FIELDS + fields
    idf = np.log(snapshot.size / (np.bincount(lists)[lists] + 1)) + 1
    relative = _in_a_byte(lengths.ravel()[found.cells]) / lengths.sum(axis=0)[fields] * snapshot.size
    scores: Scores = idf * found.frequencies * (K1 + 1) / (found.frequencies + K1 * (1 - B + B * relative))
    return scores


def _in_a_byte(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array([byte_to_length(length_to_byte(length)) for length in lengths.tolist()], dtype=np.int64)
