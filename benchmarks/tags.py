"""How well tags are suggested for new posts, beside other ways to do it; how sure that is, and what it costs.

    python benchmarks/tags.py --blogs FOLDER [--cache FOLDER] [--only 18f,tidyverse] [--few 5,20,50] [--json FILE]

FOLDER holds one posts folder for each blog; those with fewer than a hundred tagged posts are left out. The oldest four
fifths of a blog's tagged posts are learnt from, the newest fifth is asked for. All tags of their authors are the
truth, those that no older post has included, so that nothing can reach 1: "ceiling" is what could be. With --few, the
same posts are asked for as if there were so few older ones.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.markdown import print_table
from benchmarks.tags_baselines import BASELINES
from benchmarks.tags_measures import (
    Confidence,
    Quality,
    Scores,
    calibration_error,
    calibration_noise,
    confidence,
    quality,
)
from benchmarks.tags_split import Split, few, splits
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.draft import Draft
from indexer.tagging.known import TagModel
from indexer.tagging.wording import Wording

OURS = "Backmatter"
CEILING = "ceiling"
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_MILLISECONDS = 1_000


class Cost(NamedTuple):
    """CPU time: seconds to learn from the older posts, milliseconds to suggest tags for one, mean and maximum."""

    learning: float
    suggestion: float
    slowest: float


class Tested(NamedTuple):
    """What came out on one blog: the quality of each method, and our probabilities and their cost."""

    blog: Split
    qualities: Mapping[str, Quality]
    probabilities: Scores
    cost: Cost


def main() -> None:
    """Suggest, score, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        only = [name for name in options.only.split(",") if name]
        found = [_tested(blog) for blog in splits(options.blogs, options.cache or Path(scratch), only)]
    _print_quality(found)
    _print_few(found, [int(posts) for posts in options.few.split(",") if posts])
    _print_confidence(found)
    _print_calibration(found)
    if options.json:
        options.json.write_text(json.dumps(_figures(found), indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--only", default="", help="which blogs")
    parser.add_argument("--few", default="", help="learn from so many posts, too")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def _tested(blog: Split) -> Tested:
    scores = {name: suggest(blog) for name, suggest in BASELINES.items()}
    scores[OURS], cost = ours(blog)
    qualities = {name: quality(one, blog) for name, one in scores.items()}
    ceiling = quality(np.where(blog.truth, 1.0, -np.inf), blog)
    return Tested(blog, qualities | {CEILING: ceiling}, scores[OURS], cost)


def ours(blog: Split) -> tuple[Scores, Cost]:
    """What Backmatter thinks of each tag for each draft, and what that costs."""
    start = time.process_time()
    analyzer = Analyzer()
    model = TagModel(blog.vectors, blog.languages, analyzer)
    times, rows = [time.process_time() - start], []
    for post in blog.asked:
        start = time.process_time()
        rows.append(model.probabilities(Wording(Draft.of(post), analyzer).entries))
        times.append((time.process_time() - start) * _MILLISECONDS)
    return np.array(rows), Cost(times[0], float(np.mean(times[1:])), max(times[1:]))


def _print_quality(found: list[Tested]) -> None:
    """nDCG@5 of each method on each blog, then the means of all measures over blogs."""
    methods = [*BASELINES, OURS, CEILING]
    means = {name: np.mean([one.qualities[name] for one in found], axis=0) for name in methods}
    print("\nnDCG@5\n")
    rows = [
        [f"{one.blog.name} ({len(one.blog.learnt)} + {len(one.blog.asked)})", *_ndcgs(one.qualities, methods)]
        for one in found
    ]
    print_table(["blog (posts learnt from + asked for)", *methods], [*rows, ["mean", *_ndcgs(means, methods)]])
    print("\nAll measures, means over blogs\n")
    print_table(
        ["", "nDCG@5", "P@1", "P@3", "R@5", "F1@5", "MRR"], ([name, *map(_number, means[name])] for name in methods)
    )


def _ndcgs(qualities: Mapping[str, Sequence[float]], methods: Sequence[str]) -> list[str]:
    return [_number(qualities[name][0]) for name in methods]


def _print_few(found: list[Tested], sizes: list[int]) -> None:
    """nDCG@5 of each method in the mean over blogs, learnt from few posts."""
    if not sizes:
        return
    print("\nnDCG@5, means over blogs, learnt from few posts\n")
    methods = [*BASELINES, OURS, CEILING]
    rows = []
    for posts in sizes:
        tested = [_tested(few(one.blog, posts)).qualities for one in found]
        means = {name: np.mean([one[name] for one in tested], axis=0) for name in methods}
        rows.append([str(posts), *_ndcgs(means, methods)])
    print_table(["posts learnt from", *methods], rows)


def _print_confidence(found: list[Tested]) -> None:
    """What is right of what is probable, in the mean over blogs and on the worst of them."""
    print("\nSuggestions by their probability, five a post at most\n")
    rows = []
    for least in LEVELS:
        all_blogs = [confidence(one.probabilities, one.blog.truth, least) for one in found]
        precision, coverage = np.mean(all_blogs, axis=0)
        worst = min(one.precision for one in all_blogs)
        rows.append([f"{least:.1f}", *map(_number, (precision, worst, coverage))])
    print_table(["at least", "right", "right on the worst blog", "posts with any"], rows)


def _print_calibration(found: list[Tested]) -> None:
    """The calibration error of each blog, what chance alone would make of it, and of all blogs together; cost."""
    print("\nCalibration, confidence and cost (CPU)\n")
    header = ["", "calibration error", "of it by chance", "right at .6", "posts with any"]
    rows = [
        [one.blog.name, *map(_number, (*_calibration(one), *_accepted(one))), *map(_cost, one.cost)] for one in found
    ]
    means = np.mean([(*_calibration(one), *_accepted(one)) for one in found], axis=0)
    rows.append(["mean", *map(_number, means), *map(_cost, np.mean([one.cost for one in found], axis=0))])
    print_table([*header, "learning, s", "suggestion, ms", "slowest, ms"], rows)
    print(f"\nAll blogs together: calibration error {_number(pooled_error(found))}")


def pooled_error(found: list[Tested]) -> float:
    """The calibration error over the suggestions of all blogs."""
    said = np.concatenate([one.probabilities.ravel() for one in found])
    return calibration_error(said, np.concatenate([one.blog.truth.ravel() for one in found]))


def _calibration(one: Tested) -> tuple[float, float]:
    return calibration_error(one.probabilities, one.blog.truth), calibration_noise(one.probabilities)


def _accepted(one: Tested) -> Confidence:
    return confidence(one.probabilities, one.blog.truth, 0.6)


def _figures(found: list[Tested]) -> dict[str, object]:
    return {
        one.blog.name: {
            "qualities": {name: quality._asdict() for name, quality in one.qualities.items()},
            "calibration error": _calibration(one)[0],
            "accepted": _accepted(one)._asdict(),
            "cost": one.cost._asdict(),
        }
        for one in found
    }


def _number(value: float) -> str:
    return f"{value:.3f}"


def _cost(value: float) -> str:
    return f"{value:.2f}" if value < 1 else f"{value:.1f}"


if __name__ == "__main__":
    main()
