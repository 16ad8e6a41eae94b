"""Fit the weights of new tags (indexer/tagging/traits.py) to what authors chose as tags, and print them.

    python benchmarks/phrase_weights.py --blogs FOLDER [--cache FOLDER]

A logistic regression over all phrases of all tagged posts, in which every blog weighs the same. So that the table of
the background knows nothing of the author that is to be foretold, it is made without the blog in question.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.background import background_of
from benchmarks.phrase_samples import FEWEST_TAGGED, Sample, SampleBlog, frequencies_of, sample_blogs
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import Background
from indexer.tagging.frequencies import Frequencies
from indexer.tagging.traits import Weights

SMALL_BLOGS = (5, 20)
"""Posts of the small blogs that are cut out of large ones."""
_MOST_POSTS = 120
"""Of one blog; more make nothing better."""
_WINDOWS = 12
CALIBRATION = {False: (0.444, -0.686), True: (0.5, -0.659)}
"""For large blogs and small ones: how far from what came true the log odds of blogs were that had been left out.

Slope and shift (Platt: "Probabilistic Outputs for Support Vector Machines", 1999); benchmarks/phrases.py prints what is
left of them.
"""
_OTHERS = 5
_PENALTY, _ROUNDS = 3.0, 20
_CONVERGED = 1e-4
_SEED = 4

Values = NDArray[np.float64]


class Examples(NamedTuple):
    """Phrases of a blog: their traits, whether they are tags, and for how many each stands."""

    traits: Values
    are_tags: NDArray[np.bool_]
    counts: Values


def main() -> None:
    """Fit to all blogs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        blogs = sample_blogs(options.blogs, options.cache or Path(scratch), Analyzer())
    for small in (False, True):
        weights = calibrated(fit(examples(blogs, small=small)), small=small)
        print("small" if small else "large", np.round(weights.columns, 3).tolist(), round(weights.bias, 3))


def examples(blogs: Sequence[SampleBlog], *, small: bool, without: str = "") -> Iterator[Examples]:
    """Those of each blog with tags but the one *without*; as they are in *small* blogs, or in whole ones."""
    for blog in blogs:
        if blog.name != without and len(blog.tagged) >= FEWEST_TAGGED:
            background = background_of([other.uses for other in blogs if other.name not in (blog.name, without)])
            found = (_in_small if small else _in_whole)(blog, background)
            yield Examples(*map(np.concatenate, zip(*found, strict=True)))


def _in_whole(blog: SampleBlog, background: Background) -> Iterator[Examples]:
    chosen = random.Random(_SEED).sample(blog.tagged, min(len(blog.tagged), _MOST_POSTS))  # noqa: S311  (no secrets)
    yield from _examples(chosen, frequencies_of(blog.posts), background)


def _in_small(blog: SampleBlog, background: Background) -> Iterator[Examples]:
    chance = random.Random(_SEED)  # noqa: S311  (no secrets)
    for size in SMALL_BLOGS:
        for _ in range(_WINDOWS):
            first = chance.randrange(max(1, len(blog.tagged) - size))
            posts = blog.tagged[first : first + size]
            yield from _examples(posts[:: size // SMALL_BLOGS[0]], frequencies_of(posts), background)


def _examples(posts: Iterable[Sample], frequencies: Frequencies, background: Background) -> Iterator[Examples]:
    """All phrases that are tags, and some of the others, each of which stands for `_OTHERS`."""
    for post in posts:
        are_tags = post.are_tags()
        kept = are_tags | (np.arange(len(are_tags)) % _OTHERS == 0)
        traits = post.traits(frequencies, background)[kept]
        yield Examples(traits, are_tags[kept], np.where(are_tags[kept], 1.0, _OTHERS))


def fit(found: Iterable[Examples]) -> Weights:
    """The weights that foretell best which of the phrases of all blogs are tags."""
    found = list(found)
    traits = np.concatenate([one.traits for one in found])
    truth = np.concatenate([one.are_tags for one in found]).astype(np.float64)
    shares = np.concatenate([one.counts / one.counts.sum() * len(traits) / len(found) for one in found])
    means, spreads = traits.mean(axis=0), traits.std(axis=0) + 1e-9
    columns = np.column_stack([(traits - means) / spreads, np.ones(len(traits))])
    fitted = _newton(columns, truth, shares)
    weights = fitted[:-1] / spreads
    return Weights(weights, float(fitted[-1] - weights @ means))


def calibrated(weights: Weights, *, small: bool) -> Weights:
    """*weights* that are as sure as they may be of a blog to which they were not fitted."""
    slope, shift = CALIBRATION[small]
    return Weights(weights.columns * slope, weights.bias * slope + shift)


def _newton(columns: Values, truth: Values, shares: Values) -> Values:
    """Weights by Newton's method; a step that makes things worse is halved until it does not."""
    penalty = np.append(np.full(columns.shape[1] - 1, _PENALTY), 0.0)

    def loss(weights: Values) -> float:
        scores = columns @ weights
        return float(shares @ (np.logaddexp(0, scores) - truth * scores) + penalty @ weights**2 / 2)

    weights = np.append(np.zeros(columns.shape[1] - 1), np.log(shares @ truth / (shares @ (1 - truth))))
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(columns @ weights, -500, 500)))
        slope = columns.T @ (shares * (chances - truth)) + penalty * weights
        bend = (columns.T * (shares * chances * (1 - chances))) @ columns + np.diag(penalty)
        step, before = np.linalg.solve(bend, slope), loss(weights)
        if np.abs(step).max() < _CONVERGED:
            break
        while loss(weights - step) > before and np.abs(step).max() > _CONVERGED:
            step = step / 2
        weights = weights - step
    return weights


if __name__ == "__main__":
    main()
