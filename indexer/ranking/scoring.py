"""Scoring: how well a post answers a query, over arrays with one number for each candidate.

    wtf(t, d) = sum over fields of  weight_f * tf_f(t, d) / (1 - b_f + b_f * len_f(d) / avglen_f)       BM25F
    sat(t, d) = wtf * (k1 + 1) / (wtf + k1)                                      saturation, as in BM25
    idf(n)    = ln(1 + (N - n + .5) / (n + .5))                                  as in Lucene's BM25
    slot(d)   = idf * max over variants of  worth * sat(variant, d)              idf of all its variants together
    exact(d)  = .4 * min(1, 3/n) * sum over slots of  idf * sat(word as typed, d)
    title(d)  = .6 * min(1, 3/n) * T * found**4 * share**.5
    score(d)  = (sum of slots + exact + title) * (cover / T) ** (.6 * min(1, (2/n)**2))

If n is 5 or more and cover is less than .9 * T in every post, the query describes something rather than naming it, and
the scores of the best posts are smoothed (smoothing.py).

n is the number of slots, T the sum of their idf (0 for a slot that no post matches), *found* the share of T that stands
in the title, *share* the part of the title's content words that it makes up, *cover* the part of T that stands
anywhere. BM25F: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the rest and
all constants were fitted to finding known posts on nine real blogs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.ranking.sought import Sought

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]
Found = TypeVar("Found", contravariant=True)  # noqa: PLC0105  (the same as elsewhere, which readers should see)
"""Where some terms stand, as an engine has it."""

K1 = 1.6
EXACT_WEIGHT = 0.4
TITLE_WEIGHT = 0.6
FULL_BONUS_SLOTS = 3
"""Queries of more slots gain less by exact forms and titles."""
COORDINATION = 0.6
DESCRIBING_SLOTS = 5
NAMING_COVER = 0.9
"""Who names a post in many words gets nearly all of them right; then it needs no help by others."""
DECIMALS = 9
"""Scores are compared to this many decimals, so that the order of additions decides nothing."""


class Candidates(Protocol[Found]):
    """The posts to score, with what scoring asks of the engine that has found them."""

    @property
    def numbers(self) -> NDArray[np.int64]:
        """By which the engine knows them, ascending; all arrays are in their order."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...

    def saturated(self, found: Found) -> "Saturated":
        """The saturated frequency of each term of *found* in each candidate that holds it."""
        ...

    def title_words(self, places: NDArray[np.int64]) -> NDArray[np.uint32]:
        """How many content words the titles of the candidates at *places* have."""
        ...

    def highest(self, cover: Scores) -> float:
        """The highest *cover*, which is given for all candidates, of any post that matches."""
        ...

    def smoothed(self, scores: Scores) -> Scores:
        """Their *scores*, those of the best of all posts that match smoothed (smoothing.py)."""
        ...


def saturation(weighted: Scores) -> Scores:
    """BM25's saturation of *weighted* term frequencies."""
    return weighted * (K1 + 1) / (weighted + K1)


class Saturated(NamedTuple):
    """One entry for each candidate and term that it holds: the candidate's place, the term, and how well."""

    places: NDArray[np.int64]
    terms: NDArray[np.int64] | None
    frequencies: Scores
    in_title: Mask


class SlotScores(NamedTuple):
    """What one slot of the query finds; arrays hold one number for each candidate.

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
    """The scores of all candidates, with the parts they are made of.

    Attributes:
        numbers: The candidates' document numbers, ascending; all arrays are in their order.
        coordination: The factor for words that are missing; where scores are smoothed also that of smoothing.
        highest: More than any document can score.
    """

    numbers: NDArray[np.int64]
    slots: tuple[Scores, ...]
    exact: Scores
    title: Scores
    coordination: Scores
    total: Scores
    highest: float

    def within(self, mask: Mask) -> "Ranking":
        """The ranking of those candidates that *mask* leaves; their scores stay the same."""
        kept = mask[self.numbers]
        if kept.all():
            return self
        slots = tuple(slot[kept] for slot in self.slots)
        parts = (self.exact[kept], self.title[kept], self.coordination[kept], self.total[kept])
        return Ranking(self.numbers[kept], slots, *parts, self.highest)

    def shown(self, place: int) -> float:
        """The score at *place* for people: between 0 and 1."""
        return min(1.0, float(self.total[place]) / self.highest) if self.highest else 1.0

    def place(self, number: int) -> int:
        """Where document *number* is in the arrays."""
        return int(np.searchsorted(self.numbers, number))


def rank(candidates: Candidates[Found], query: Sequence[Sought[Found]]) -> Ranking:
    """The ranking of *candidates* by the slots of *query*."""
    slots = [_slot_scores(candidates, sought) for sought in query]
    size = len(candidates)
    matched = [slot for slot in slots if slot.idf]
    total_idf = sum(slot.idf for slot in matched) or 1.0
    bonus = min(1.0, FULL_BONUS_SLOTS / max(len(slots), 1))
    parts = tuple(slot.idf * slot.best for slot in slots)
    exact = EXACT_WEIGHT * bonus * _sum([slot.idf * slot.exact for slot in matched], size)
    title = TITLE_WEIGHT * bonus * total_idf * _title_coverage(candidates, matched, total_idf)
    cover = _sum([slot.idf * slot.worth for slot in matched], size) / total_idf
    exponent = COORDINATION * min(1.0, (2 / max(len(slots), 1)) ** 2) if len(slots) > 1 else 0.0
    coordination = cover**exponent
    total = np.round((_sum(parts, size) + exact + title) * coordination, DECIMALS)
    highest = total_idf * ((K1 + 1) * (1 + EXACT_WEIGHT * bonus) + TITLE_WEIGHT * bonus)
    ranking = Ranking(candidates.numbers, parts, exact, title, coordination, total, highest)
    is_description = len(slots) >= DESCRIBING_SLOTS and size and candidates.highest(cover) < NAMING_COVER
    return _smoothed(candidates, ranking) if is_description else ranking


def _smoothed(candidates: Candidates[Found], ranking: Ranking) -> Ranking:
    total = np.round(candidates.smoothed(ranking.total), DECIMALS)
    factor = np.divide(total, ranking.total, out=np.ones_like(total), where=ranking.total > 0)
    return replace(ranking, coordination=ranking.coordination * factor, total=total)


def _title_coverage(candidates: Candidates[Found], slots: Sequence[SlotScores], total_idf: float) -> Scores:
    """``found**4 * share**.5``, computed only where something stands in the title."""
    size = len(candidates)
    found = _sum([slot.idf * slot.title for slot in slots], size) / total_idf
    titled = np.flatnonzero(found)
    coverage = np.zeros(size)
    words = candidates.title_words(titled)
    in_title = _sum([slot.title[titled] > 0 for slot in slots], len(titled))
    coverage[titled] = found[titled] ** 4 * np.minimum(1.0, in_title / np.maximum(words, 1)) ** 0.5
    return coverage


def _slot_scores(candidates: Candidates[Found], sought: Sought[Found]) -> SlotScores:
    if sought.alternatives:
        return _best_of(sought.weight, [_slot_scores(candidates, one) for one in sought.alternatives])
    best, worth, title, exact = np.zeros((4, len(candidates)))
    found = candidates.saturated(sought.variants)
    if found.terms is None:  # the usual word has no other variant, and a plain assignment takes a tenth of the time
        only = sought.worths[0] if len(sought.worths) else 0.0
        best[found.places], worth[found.places] = only * found.frequencies, only
        title[found.places] = only * found.in_title
    else:
        worths = np.array(sought.worths)[found.terms]
        np.maximum.at(best, found.places, worths * found.frequencies)
        np.maximum.at(worth, found.places, worths)
        np.maximum.at(title, found.places, worths * found.in_title)
    typed = candidates.saturated(sought.exact)
    exact[typed.places] = typed.frequencies
    return SlotScores(sought.weight, best, exact, worth, title)


def _best_of(weight: float, alternatives: Sequence[SlotScores]) -> SlotScores:
    """For each candidate the best of *alternatives*, each weighed by its own idf."""
    heaviest = max(scores.idf for scores in alternatives) or 1.0
    shares = [scores.idf / heaviest for scores in alternatives]
    return SlotScores(
        weight,
        best=reduce(np.maximum, [share * scores.best for share, scores in zip(shares, alternatives, strict=True)]),
        exact=reduce(np.maximum, [share * scores.exact for share, scores in zip(shares, alternatives, strict=True)]),
        worth=reduce(np.maximum, [scores.worth for scores in alternatives]),
        title=reduce(np.maximum, [scores.title for scores in alternatives]),
    )


def _sum(arrays: Sequence[NDArray[Any]], size: int) -> Scores:
    total = np.zeros(size)
    for array in arrays:
        total += array
    return total
