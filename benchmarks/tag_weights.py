"""What the numbers that speak for a known tag should weigh: fitted on blogs, each tested with what the others gave.

    python benchmarks/tag_weights.py --blogs FOLDER [--cache FOLDER] [--only 18f,tidyverse]

Prints `evidence.WEIGHTS` and `evidence.BIAS`, and how well tags are suggested on each blog by the constants in the
code, by those that the other blogs give, and by weights fitted on the other blogs from nothing.

`NINE` was fitted on eight blogs (9,400 posts: a government team and the tidyverse, which are among the ten of
docs/benchmarks.md, communities of R and of a Linux distribution, and single authors on infrastructure, .NET, iOS and
statistics), to the newest two fifths of each blog's older posts, each left out in turn. Fitted anew on those ten, which
have fewer posts, it is no better and less well calibrated. So what is fitted here is one factor for all nine, the
weight of the tenth number, and the bias: to the newest fifth of each blog's posts, as that is what is asked for; not to
know what comes after is a part of it.

Other constants: the small numbers in the logarithms of `evidence`, `ridge.PENALTY`, `history.HALF_LIFE` and
`vector_space.TITLE` were chosen on the same eight blogs; half or twice as much of the last three changes the mean
nDCG@5 of the ten by less than .01. `suggestion.SHOWN` and `ACCEPTED` follow from the table of `benchmarks/tags.py`
that tells what is right of what is probable.
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

NINE = np.array([0.786, 3.597, 0.076, 0.639, -0.305, 1.997, 0.761, 1.269, 0.394])
NINE_BIAS = -0.54
HELD = 1.0
"""How much a weight is held back: hardly at all."""
IN_CODE = np.append(WEIGHTS, BIAS)
_STEPS = 50
_SMALL = 1e-7


class Examples(NamedTuple):
    """What speaks for tags that may be suggested, and whether they were right.

    Attributes:
        columns: shape (pairs of a post and a tag, columns): the numbers of `evidence`, or what is made of them.
        right: 1 where the author chose the tag, else 0; shape (pairs,).
    """

    columns: Values
    right: Values


class Blog(NamedTuple):
    """A blog: what speaks for each tag, shape (asked, tags, 10), and which tags *may* be suggested."""

    split: Split
    asked: Values
    may: NDArray[np.bool_]

    @property
    def examples(self) -> Examples:
        """What weights are fitted to."""
        return Examples(self.asked[self.may], self.split.truth[self.may].astype(np.float64))


def main() -> None:
    """Fit, test, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        only = [name for name in options.only.split(",") if name]
        blogs = [blog_of(split) for split in splits(options.blogs, options.cache or Path(scratch), only)]
    for name, weights in {"in the code": IN_CODE, "fitted": rescaled([blog.examples for blog in blogs])}.items():
        print(f"{name}: WEIGHTS = {np.round(weights[:-1], 3).tolist()}, BIAS = {weights[-1]:.2f}")
    print("\nnDCG@5, calibration error; weights given by the other blogs\n")
    rows = {blog.split.name: _row(blog, [other.examples for other in blogs if other is not blog]) for blog in blogs}
    rows["mean"] = np.mean(list(rows.values()), axis=0).tolist()
    print_table(
        ["", *(f"{how}, {what}" for how in ("in the code", "fitted", "from nothing") for what in ("nDCG", "error"))],
        [[name, *(f"{number:.3f}" for number in numbers)] for name, numbers in rows.items()],
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
    asked = np.array([model.evidence(draft) for draft in split.drafts])
    named = np.array([model.naming(draft).named for draft in split.drafts])
    return Blog(split, asked, named | (model.carriers >= FEW))


def rescaled(examples: Sequence[Examples]) -> Values:
    """`NINE` times a factor, the weight of the tenth number, and the bias, as they fit best to *examples*."""
    combined = [Examples(_with_one(_combined(one.columns)), one.right) for one in examples]
    factor, tenth, bias = fitted(combined, np.array([1.0, 0.0, 0.0]))
    return np.array([*(factor * NINE), tenth, bias + factor * NINE_BIAS])


def _combined(columns: Values) -> Values:
    return np.stack([columns[:, :9] @ NINE + NINE_BIAS, columns[:, 9]], axis=-1)


def fitted(examples: Sequence[Examples], start: Values) -> Values:
    """The weights that fit best to *examples* by Newton's method, the last of them that of a column of ones.

    A blog with four times as many tags weighs twice as much: between that of its posts and that of one among many.
    """
    columns, right = (np.concatenate(parts) for parts in zip(*examples, strict=True))
    roots = [np.sqrt(one.right.sum()) for one in examples]
    importance = np.concatenate([np.full(len(one.right), 1 / root) for one, root in zip(examples, roots, strict=True)])
    importance *= right.sum() / sum(roots)
    penalty = HELD * np.append(columns[:, :-1].var(axis=0), _SMALL)
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


def _row(blog: Blog, others: Sequence[Examples]) -> list[float]:
    """How good the suggestions for *blog* are by each sort of weights."""
    if not others:
        return [*_tested(blog, IN_CODE)] * 3
    free = fitted([Examples(_with_one(one.columns), one.right) for one in others], np.zeros(len(IN_CODE)))
    return [number for weights in (IN_CODE, rescaled(others), free) for number in _tested(blog, weights)]


def _tested(blog: Blog, weights: Values) -> tuple[float, float]:
    scores = _with_one(blog.asked) @ weights
    probable = np.where(blog.may, 1 / (1 + np.exp(-scores)), 0)
    return quality(probable, blog.split).ndcg, calibration_error(probable, blog.split.truth)


def _with_one(columns: Values) -> Values:
    return np.concatenate((columns, np.ones((*columns.shape[:-1], 1))), axis=-1)


if __name__ == "__main__":
    main()
