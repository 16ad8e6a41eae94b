"""Ridge regression."""

import numpy as np
import pytest

from indexer.tagging.ridge import PENALTY, Ridge


def problem(posts: int, labels: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors of length one, their products, and labels."""
    chance = np.random.default_rng(posts)
    vectors = chance.random((posts, 6), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, vectors @ vectors.T, (chance.random((posts, labels)) < 0.3).astype(np.float32)


def test_the_scores_are_those_of_the_primal_form() -> None:
    """What is learnt from products is what would be learnt from the vectors themselves."""
    vectors, gram, labels = problem(20, 3)
    primal = np.linalg.solve(vectors.T @ vectors + PENALTY * np.eye(6), vectors.T @ (labels - labels.mean(axis=0)))
    text = vectors[0] * 0.3 + vectors[1] * 0.7
    assert Ridge(gram, labels).scores(vectors @ text) == pytest.approx(text @ primal, abs=1e-4)


def test_a_post_that_is_left_out_gets_what_the_others_tell() -> None:
    """As if the regression had been done without it."""
    _, gram, labels = problem(12, 2)
    model = Ridge(gram.copy(), labels)
    for post in range(12):
        others = np.arange(12) != post
        within = gram[np.ix_(others, others)] + PENALTY * np.eye(11)
        duals = np.linalg.solve(within, (labels - labels.mean(axis=0))[others])
        assert model.left_out(post) == pytest.approx(gram[post, others] @ duals, abs=1e-4)


def test_many_posts_are_the_same_problem_by_halves() -> None:
    """Their matrix is inverted in parts."""
    _, gram, labels = problem(300, 2)
    duals = np.linalg.solve(gram + PENALTY * np.eye(300), labels - labels.mean(axis=0))
    assert Ridge(gram.copy(), labels).scores(gram[7]) == pytest.approx(gram[7] @ duals, abs=1e-4)


def test_no_posts_give_no_scores() -> None:
    """And no warnings."""
    empty = np.zeros((0, 0), dtype=np.float32)
    assert Ridge(empty, empty).scores(np.zeros(0, dtype=np.float32)).shape == (0,)
