"""Ridge regression in its dual form: from how like a text is to some posts to which labels it should have.

Saunders, Gammerman, Vovk: "Ridge regression learning algorithm in dual variables", 1998. What a post would be given if
it had been left out follows without training again (Rifkin, Lippert: "Notes on regularized least squares", 2007).
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]

_SMALL = 128
"""Smaller matrices are inverted as they are."""
PENALTY = 0.5
"""Between .2 and 1 it makes no difference (benchmarks/tags.py)."""


class Ridge:
    """Scores of labels, learnt from posts.

    Args:
        gram: How like each post is to each, shape (posts, posts); it is overwritten.
        labels: 1 where a post has a label, else 0; shape (posts, labels).
    """

    def __init__(self, gram: Values, labels: Values) -> None:
        gram[np.diag_indices_from(gram)] += np.float32(PENALTY)
        root = _inverse(np.linalg.cholesky(gram))  # whose square is the inverse of the matrix, at a third of the price
        self._centred = labels - labels.sum(axis=0) / np.float32(max(len(labels), 1))
        self._duals = root.T @ (root @ self._centred)
        self._diagonal = (root * root).sum(axis=0)

    def scores(self, likeness: Values) -> Values:
        """The score of each label for a text: what is expected above the label's mean."""
        scores: Values = likeness @ self._duals
        return scores

    def left_out(self, post: int) -> Values:
        """The score of each label for *post* as if that had not been there to learn from."""
        scores: Values = self._centred[post] - self._duals[post] / self._diagonal[post]
        return scores


def _inverse(lower: Values) -> Values:
    """The inverse of a lower triangular matrix, by halves: nearly all of the work is multiplication."""
    if len(lower) <= _SMALL:
        return np.linalg.inv(lower)
    half = len(lower) // 2
    inverse = np.zeros_like(lower)
    first = inverse[:half, :half] = _inverse(lower[:half, :half])
    last = inverse[half:, half:] = _inverse(lower[half:, half:])
    inverse[half:, :half] = -(last @ (lower[half:, :half] @ first))
    return inverse
