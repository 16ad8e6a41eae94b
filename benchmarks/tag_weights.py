"""What the nine numbers that speak for a known tag should weigh: fitted on blogs, each tested with what others gave.

    python benchmarks/tag_weights.py --blogs FOLDER [--cache FOLDER] [--only 18f,tidyverse]

Prints `evidence.WEIGHTS` and `evidence.BIAS` as a logistic regression of the blogs in FOLDER has them, and how well
tags are suggested on each blog by the constants in the code, by weights fitted on the other blogs from nothing, and by
weights fitted on the other blogs that stay near the constants.

The constants in the code were fitted like this on eight blogs (9,400 posts: a government team, a statistics community,
a Linux distribution, two about infrastructure and .NET, one each about iOS and statistics, a release blog), of which
the tidyverse's and 18F's are in most folders. They are left as they are for as long as weights fitted on other blogs
are not clearly better: such weights differ by less than what chance does on blogs of a few hundred posts.

Other constants: `evidence` (the small numbers in the logarithms), `ridge.PENALTY`, `history.HALF_LIFE` and
`vector_space.TITLE` were chosen on the same eight blogs and not since; `suggestion.SHOWN` and `ACCEPTED` follow from
the table of `benchmarks/tags.py` that tells what is right of what is probable.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.markdown import print_table
from benchmarks.tags_measures import calibration_error, quality
from benchmarks.tags_split import Split, splits
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.evidence import BIAS, WEIGHTS
from indexer.tagging.known import FEW, TagModel

Values = NDArray[np.float64]

NEWEST = 0.4
"""The part of the posts learnt from, each left out in turn, that weights are fitted to; the newest of them."""
FREE, NEAR = 1.0, 300.0
"""How much a weight is held back, from nothing and from the constants."""
IN_CODE = np.append(WEIGHTS, BIAS)
_STEPS = 50
_SMALL = 1e-7


class Examples(NamedTuple):
    """What speaks for tags, and whether they were right.

    Attributes:
        columns: shape (pairs of a post and a tag, 10): the nine numbers and 1.
        right: 1 where the author chose the tag, else 0; shape (pairs,).
    """

    columns: Values
    right: Values


class Blog(NamedTuple):
    """A blog: what weights are fitted to, and what they are tested on, shape (asked, tags, 9); *may* be suggested."""

    split: Split
    learnt: Examples
    asked: Values
    may: NDArray[np.bool_]


def main() -> None:
    """Fit, test, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        only = [name for name in options.only.split(",") if name]
        blogs = [blog_of(split) for split in splits(options.blogs, options.cache or Path(scratch), only)]
    everything = [blog.learnt for blog in blogs]
    for name, weights in {"in the code": IN_CODE, "from nothing": fitted(everything, np.zeros(10), FREE)}.items():
        print(f"{name}: WEIGHTS = {np.round(weights[:-1], 3).tolist()}, BIAS = {weights[-1]:.2f}")
    print(f"near those in the code: {np.round(fitted(everything, IN_CODE, NEAR), 3).tolist()}")
    print("\nnDCG@5, calibration error; weights fitted on the other blogs\n")
    rows = [_row(blog, [other.learnt for other in blogs if other is not blog]) for blog in blogs]
    means = ["mean", *np.mean(rows_of_numbers(rows), axis=0)]
    print_table(
        ["", *(f"{how}, {what}" for how in ("in the code", "from nothing", "near") for what in ("nDCG", "error"))],
        [[str(name), *(f"{number:.3f}" for number in numbers)] for name, *numbers in [*rows, means]],
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--only", default="", help="which blogs")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    return parser.parse_args()


def blog_of(split: Split) -> Blog:
    """What weights are fitted to and tested on."""
    model = TagModel(split.vectors, split.languages, Analyzer())
    order = np.argsort(split.vectors.days, kind="stable")
    newest = order[int(len(order) * (1 - NEWEST)) :]
    found = [model.evidence(split.vectors.row(row), row=row) for row in newest]
    right = split.labels[newest].ravel()
    columns = np.concatenate(found)
    asked = np.array([model.evidence(draft) for draft in split.drafts])
    named = np.array([model.naming(draft).named for draft in split.drafts])
    return Blog(split, Examples(_with_one(columns), right), asked, named | (model.carriers >= FEW))


def fitted(examples: Sequence[Examples], start: Values, held: float) -> Values:
    """The weights, and the bias as the last of them, that fit best to *examples*, each blog weighing the same.

    By Newton's method. *held* is what it costs to be away from *start*: columns that tell little stay there.
    """
    columns = np.concatenate([one.columns for one in examples])
    right = np.concatenate([one.right for one in examples])
    size = len(right) / len(examples)
    importance = np.concatenate([np.full(len(one.right), size / len(one.right)) for one in examples])
    penalty = held * columns.var(axis=0)
    weights = start.copy()
    for _ in range(_STEPS):
        probable = 1 / (1 + np.exp(-(columns @ weights)))
        slope = columns.T @ (importance * (probable - right)) + penalty * (weights - start)
        bend = (columns * (importance * probable * (1 - probable))[:, None]).T @ columns + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < _SMALL:
            break
    return weights


def _row(blog: Blog, others: Sequence[Examples]) -> list[str | float]:
    """How good the suggestions for *blog* are by each sort of weights."""
    sorts = (IN_CODE, fitted(others, np.zeros(10), FREE), fitted(others, IN_CODE, NEAR)) if others else (IN_CODE,) * 3
    return [blog.split.name, *(number for weights in sorts for number in _tested(blog, weights))]


def _tested(blog: Blog, weights: Values) -> tuple[float, float]:
    scores = _with_one(blog.asked) @ weights
    probable = np.where(blog.may, 1 / (1 + np.exp(-scores)), 0)
    return quality(probable, blog.split).ndcg, calibration_error(probable, blog.split.truth)


def rows_of_numbers(rows: Sequence[Sequence[str | float]]) -> Values:
    """The numbers of *rows*, without their names."""
    return np.array([row[1:] for row in rows], dtype=np.float64)


def _with_one(columns: Values) -> Values:
    return np.concatenate((columns, np.ones((*columns.shape[:-1], 1))), axis=-1)


if __name__ == "__main__":
    main()
