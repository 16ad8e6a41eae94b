"""How good suggested tags are: the first ones, the probable ones, and the probabilities themselves."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.tags_split import Split

Scores = NDArray[np.float64]
"""shape (asked, tags): the higher, the rather a tag is suggested; -inf: not at all."""

SHOWN = 5
BINS = 10
LEAST = 0.05
"""Less probable tags say nothing of the calibration: nearly all tags are not those of a post, which is easily said."""


class Quality(NamedTuple):
    """How well the first five suggestions agree with the author's tags, in the mean over posts.

    Attributes:
        ndcg: The discounted gain of the first five, as a part of what could be gained.
        p1, p3: The part of the first one, or three, that are right.
        r5: The part of the author's tags that are among the first five.
        f5: The harmonic mean of precision and recall of the first five.
        mrr: 1 / the place of the first that is right.
    """

    ndcg: float
    p1: float
    p3: float
    r5: float
    f5: float
    mrr: float


class Confidence(NamedTuple):
    """What becomes of suggestions that are at least so probable, five a post at most.

    Attributes:
        precision: The part of them that is right.
        coverage: The part of the posts that have any.
    """

    precision: float
    coverage: float


def quality(scores: Scores, blog: Split) -> Quality:
    """How well *scores* rank the tags of *blog*."""
    hits = np.take_along_axis(blog.truth, np.argsort(-scores, axis=1, kind="stable"), axis=1)
    hits &= np.sort(-scores, axis=1) < np.inf
    first = hits[:, :SHOWN]
    gains = 1 / np.log2(np.arange(SHOWN) + 2)
    best = np.cumsum(gains)[np.minimum(blog.wanted, SHOWN) - 1]
    right = first.sum(axis=1)
    places = np.where(hits.any(axis=1), hits.argmax(axis=1) + 1, np.inf)
    values = (
        first @ gains[: first.shape[1]] / best,
        first[:, 0],
        first[:, :3].sum(axis=1) / 3,
        right / blog.wanted,
        2 * right / (SHOWN + blog.wanted),
        1 / places,
    )
    return Quality(*(float(np.mean(value)) for value in values))


def calibration_error(probabilities: Scores, truth: NDArray[np.bool_]) -> float:
    """By how much probabilities above `LEAST` differ from how often they are right, in the mean over ten bins.

    Each bin weighs as much as it holds (Naeini, Cooper, Hauskrecht: "Obtaining well calibrated probabilities using
    Bayesian binning", 2015).
    """
    said, right = probabilities[probabilities > LEAST], truth[probabilities > LEAST]
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    differences = np.bincount(bins, said - right, BINS)
    return float(np.abs(differences).sum() / max(len(said), 1))


def calibration_noise(probabilities: Scores) -> float:
    """The calibration error in the mean over random truths of which the probabilities are exactly right."""
    chance = np.random.default_rng(1)
    truths = (chance.random(probabilities.shape) < probabilities for _ in range(100))
    return float(np.mean([calibration_error(probabilities, truth) for truth in truths]))


def confidence(probabilities: Scores, truth: NDArray[np.bool_], least: float) -> Confidence:
    """What becomes of suggestions that are at least *least* probable."""
    fifth = -np.sort(-probabilities, axis=1)[:, min(SHOWN, probabilities.shape[1]) - 1, None]
    shown = probabilities >= np.maximum(fifth, least)
    return Confidence(float(truth[shown].mean()) if shown.any() else 1.0, float(shown.any(axis=1).mean()))
