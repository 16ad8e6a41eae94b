"""How good a ranking is, and whether one system is better than another by more than chance.

nDCG: Järvelin, Kekäläinen: "Cumulated gain-based evaluation of IR techniques", 2002 (gain = grade).
Paired randomisation test: Smucker, Allan, Carterette: "A comparison of statistical significance tests", 2007.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

PAGE = 10
_TRIALS = 10_000
_AT_ONCE = 500


def ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """The discounted gain of the first ten, as a part of what the best ranking would gain."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(hit, 0) for hit in ranking]) / (_gain(best) or 1.0)


def average_precision(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """The mean of the precision at each relevant hit; those that were not found count as 0."""
    places = [place for place, hit in enumerate(ranking, start=1) if grades.get(hit, 0) > 0]
    relevant = sum(grade > 0 for grade in grades.values())
    return sum(found / place for found, place in enumerate(places, start=1)) / (relevant or 1)


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 for a relevant first hit, 1/2 if only the second is, …, 0 if none of the first ten is."""
    places = (place for place, hit in enumerate(ranking[:PAGE], start=1) if grades.get(hit, 0) > 0)
    return next((1 / place for place in places), 0.0)


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades[:PAGE], start=1))


def by_chance(differences: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The macro mean of *differences* between two systems, and how probable one as large is by chance.

    *differences* holds for each cell (a task on a collection) those of its queries; each cell weighs the same.
    """
    cells = [np.asarray(cell) for cell in differences if len(cell)]
    weighted = np.concatenate([cell / (len(cell) * len(cells)) for cell in cells])
    mean = float(weighted.sum())
    weighted = weighted[weighted != 0]
    chance = np.random.default_rng(1)
    extreme = 0
    for _ in range(_TRIALS // _AT_ONCE):
        signs = chance.integers(0, 2, (_AT_ONCE, len(weighted)), np.int8) * 2.0 - 1.0
        extreme += int((np.abs(signs @ weighted) >= abs(mean) - 1e-12).sum())
    return mean, (extreme + 1) / (_TRIALS + 1)
