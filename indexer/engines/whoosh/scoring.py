"""Scoring: how well a post answers a query, over arrays with one number for each document.

    wtf(t, d) = sum over fields of  weight_f * tf_f(t, d) / (1 - b_f + b_f * len_f(d) / avglen_f)       BM25F
    sat(t, d) = wtf * (k1 + 1) / (wtf + k1)                                      saturation, as in BM25
    idf(n)    = ln(1 + (N - n + .5) / (n + .5))                                  as in Lucene's BM25
    slot(d)   = idf * max over variants of  worth * sat(variant, d)              idf of all its variants together
    exact(d)  = .4 * min(1, 3/n) * sum over slots of  idf * sat(word as typed, d)
    title(d)  = .6 * min(1, 3/n) * T * found**4 * share**.5
    score(d)  = (sum of slots + exact + title) * (cover / T) ** (.6 * min(1, (2/n)**2))

n is the number of slots, T the sum of their idf (0 for a slot that no post matches), *found* the share of T that stands
in the title, *share* the part of the title's content words that it makes up, *cover* the part of T that stands
anywhere. BM25F: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the rest and
all constants were fitted to finding known posts on nine real blogs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

K1 = 1.6
EXACT_WEIGHT = 0.4
TITLE_WEIGHT = 0.6
FULL_BONUS_SLOTS = 3
"""Queries of more slots gain less by exact forms and titles."""
COORDINATION = 0.6
DECIMALS = 9
"""Scores are compared to this many decimals, so that the order of additions decides nothing."""


@dataclass(frozen=True, slots=True)
class SlotScores:
    """What one slot of the query finds; arrays hold one number for each document.

    Attributes:
        idf: The slot's weight; 0 if no post matches.
        best: The best saturated frequency of a variant, times the variant's worth.
        exact: The saturated frequency of the word as typed.
        worth: The worth of the best variant found anywhere; 0 where none is.
        title: The same, in the title.
    """

    idf: float
    best: Scores
    exact: Scores
    worth: Scores
    title: Scores


@dataclass(frozen=True, slots=True)
class Ranking:
    """The scores of all documents, with the parts they are made of."""

    slots: tuple[Scores, ...]
    exact: Scores
    title: Scores
    coordination: Scores
    total: Scores
    highest: float


def saturate(weighted_frequency: Scores) -> Scores:
    """BM25's saturation of a weighted term frequency; between 0 and ``K1 + 1``."""
    return weighted_frequency * (K1 + 1) / (weighted_frequency + K1)


def idf(documents: int, holding: int) -> float:
    """How much a term says that *holding* of *documents* hold; 0 for one that none holds."""
    return float(np.log(1 + (documents - holding + 0.5) / (holding + 0.5))) if holding else 0.0


def rank(slots: Sequence[SlotScores], title_words: Scores) -> Ranking:
    """The ranking by *slots*; *title_words* counts the content words of each document's title."""
    size = len(title_words)
    matched = [slot for slot in slots if slot.idf]
    total_idf = sum(slot.idf for slot in matched) or 1.0
    bonus = min(1.0, FULL_BONUS_SLOTS / max(len(slots), 1))
    parts = tuple(slot.idf * slot.best for slot in slots)
    exact = EXACT_WEIGHT * bonus * _sum((slot.idf * slot.exact for slot in matched), size)
    found = _sum((slot.idf * slot.title for slot in matched), size) / total_idf
    in_title = _sum((slot.title > 0 for slot in matched), size)
    share = np.minimum(1.0, in_title / np.maximum(title_words, 1.0))
    title = TITLE_WEIGHT * bonus * total_idf * found**4 * share**0.5
    cover = _sum((slot.idf * slot.worth for slot in matched), size) / total_idf
    exponent = COORDINATION * min(1.0, (2 / max(len(slots), 1)) ** 2) if len(slots) > 1 else 0.0
    coordination = cover**exponent
    total = np.round((_sum(parts, size) + exact + title) * coordination, DECIMALS)
    highest = total_idf * ((K1 + 1) * (1 + EXACT_WEIGHT * bonus) + TITLE_WEIGHT * bonus)
    return Ranking(parts, exact, title, coordination, total, highest)


def _sum(arrays: object, size: int) -> Scores:
    total = np.zeros(size)
    for array in arrays:  # type: ignore[attr-defined]
        total += array
    return total
