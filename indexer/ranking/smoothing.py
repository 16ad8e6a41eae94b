"""Smoothing: in a long question a post is also judged by the posts that are most like it.

    smoothed(d)   = (score(d) + mean of the scores of its neighbours, weighted by likeness) / 2
    likeness(d,e) = cosine of  sqrt(tf(t, d)) * idf(t)  over all terms t

Posts on the same thing answer the same question, though each uses only some of its words. Only the best posts are
looked at, and idf is taken among them: what nearly all of them say tells none from the others.
Diaz: "Regularizing ad hoc retrieval scores" (2005).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BEST = 50
"""Of 100, likeness takes four times as long, and answers are hardly better."""
NEIGHBOURS = 10
DECIMALS = 9
"""To so many decimals likeness is compared, so that equal texts are equally near."""

Scores = NDArray[np.float64]


def best(scores: Scores, newest: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the best of *scores* are; of equal ones those of the smallest *newest*, which is there for each score."""
    least = np.partition(scores, -BEST)[-BEST] if len(scores) > BEST else 0.0
    places = np.flatnonzero(scores >= least)
    return places[np.lexsort((newest[places], -scores[places]))[:BEST]]


def smoothed(scores: Scores, stems: Sequence[NDArray[np.int64]]) -> Scores:
    """The *scores* of the best posts, smoothed.

    Args:
        scores: Of the best posts.
        stems: The stems of the tokens of each of these posts; equal stems have equal numbers.
    """
    near = _nearest(_likeness(stems))
    known = near.sum(axis=1)
    means = np.divide(near @ scores, known, out=scores.copy(), where=known > 0)
    result: Scores = (scores + means) / 2
    return result


def _likeness(stems: Sequence[NDArray[np.int64]]) -> Scores:
    """How like each document is to each, from the stems of their tokens; shape (documents, documents)."""
    tokens = np.concatenate(stems)
    rows = np.repeat(np.arange(len(stems)), [len(one) for one in stems])
    columns = np.cumsum(np.bincount(tokens) > 0) - 1  # of a stem: its place among those that occur
    width = int(columns[-1]) + 1 if len(columns) else 0
    counts = np.bincount(rows * width + columns[tokens], minlength=len(stems) * width).reshape(len(stems), width)
    holding = np.count_nonzero(counts, axis=0)
    shared = holding > 1
    idf = np.log(1 + (len(stems) - holding[shared] + 0.5) / (holding[shared] + 0.5))
    weights = np.sqrt(counts[:, shared]) * idf
    products: Scores = weights @ weights.T
    lengths = np.sqrt(np.maximum(products.diagonal(), np.finfo(np.float64).tiny))
    return np.round(products / lengths / lengths[:, None], DECIMALS)


def _nearest(likeness: Scores) -> Scores:
    """*likeness* in the columns of each row's nearest neighbours, else 0."""
    others = likeness - np.diag(likeness.diagonal())
    if len(others) <= NEIGHBOURS:
        return others
    least = np.partition(others, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS]
    return np.where(others >= least[:, None], others, 0.0)
