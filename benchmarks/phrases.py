"""How well new tags are found in texts of blogs without tags, beside other ways to find key phrases.

    python benchmarks/phrases.py --blogs FOLDER [--cache FOLDER] [--only 18f,tidyverse] [--most ROWS]
        [--small] [--tested POSTS]

FOLDER holds one posts folder for each blog. All posts of a blog are known and the tags of none; what the authors of its
newest fifth chose is the truth. A phrase is right if its stems are those of a whole tag. Our weights and the table of
the background are made anew for each blog, without it.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np

from benchmarks.background import MOST, background_of, tag_key
from benchmarks.markdown import print_table
from benchmarks.phrase_baselines import BASELINES
from benchmarks.phrase_samples import FEWEST_TAGGED, Sample, SampleBlog, frequencies_of, sample_blogs
from benchmarks.phrase_weights import SMALL_BLOGS, calibrated, examples, fit
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import Background
from indexer.tagging.candidates import candidates
from indexer.tagging.draft import Draft
from indexer.tagging.frequencies import Frequencies
from indexer.tagging.phrases import PROPOSED, apart
from indexer.tagging.traits import Weights, traits

OURS = "Backmatter"
_LISTED, _FIRST, _BINS = 10, 5, 10
_LEAST = 0.05
"""Probabilities below are shown to nobody, and would make every calibration look good."""

Method = Callable[[Sample, Frequencies], list[str]]


class Quality(NamedTuple):
    """What a method reached on one blog: means over posts, and milliseconds of CPU time for each."""

    precision_at_1: float
    recall_at_5: float
    reciprocal_rank: float
    milliseconds: float


class Guess(NamedTuple):
    """A suggestion, and whether its author agreed."""

    probability: float
    is_right: bool


class Ours:
    """Backmatter's new tags on a blog that it knows nothing of; each guess is noted."""

    def __init__(self, weights: Weights, background: Background, analyzer: Analyzer) -> None:
        self._weights, self._background, self._analyzer = weights, background, analyzer
        self.guesses: list[Guess] = []

    def __call__(self, post: Sample, frequencies: Frequencies) -> list[str]:
        """Tags for *post*, the best first."""
        found = candidates(Draft.of(post.document), self._analyzer)
        if not found:
            return []
        values = traits(found, frequencies, self._background, is_post=True)
        chances = 1 / (1 + np.exp(-(values @ self._weights.columns + self._weights.bias)))
        chance = {candidate.stems: float(value) for candidate, value in zip(found, chances, strict=True)}
        chosen = apart(sorted(found, key=lambda candidate: -chance[candidate.stems]), _LISTED)
        shown = chosen[:_FIRST]
        self.guesses += [Guess(chance[one.stems], "".join(one.stems) in post.truth) for one in shown]
        return [candidate.tag for candidate in chosen]


def main() -> None:
    """Propose, compare, print."""
    options = _options()
    analyzer = Analyzer()
    with tempfile.TemporaryDirectory() as scratch:
        blogs = sample_blogs(options.blogs, options.cache or Path(scratch), analyzer)
    only = [name for name in options.only.split(",") if name]
    tested = [blog for blog in blogs if len(blog.tagged) >= FEWEST_TAGGED and (not only or blog.name in only)]
    table: dict[str, dict[str, Quality]] = {}
    guesses: dict[str, list[Guess]] = {}
    for blog in tested:
        ours = _ours(blog, blogs, analyzer, most=options.most, small=options.small)
        methods: Mapping[str, Method] = {**BASELINES, OURS: ours}
        posts = list(_with_frequencies(blog, options.tested, small=options.small))
        table[blog.name] = {name: _quality(method, posts, analyzer) for name, method in methods.items()}
        guesses[blog.name] = ours.guesses
    _print_qualities(table)
    _print_calibration(guesses)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    parser.add_argument("--only", default="", help="which blogs")
    parser.add_argument("--most", type=int, default=MOST, help="rows of the table of the background")
    parser.add_argument("--small", action="store_true", help="as if each blog had but five posts, or twenty")
    parser.add_argument("--tested", type=int, default=100, help="posts of each blog at most, the newest")
    return parser.parse_args()


def _ours(blog: SampleBlog, blogs: Sequence[SampleBlog], analyzer: Analyzer, *, most: int, small: bool) -> Ours:
    background = background_of([other.uses for other in blogs if other.name != blog.name], most)
    weights = calibrated(fit(examples(blogs, small=small, without=blog.name)), small=small)
    return Ours(weights, background, analyzer)


def _with_frequencies(blog: SampleBlog, most: int, *, small: bool) -> Iterator[tuple[Sample, Frequencies]]:
    """The tested posts with what is known of the blog: all of it, or the post with those before it."""
    whole, tagged = frequencies_of(blog.posts), blog.tagged
    for place in range(len(tagged) - min(most, len(blog.tested)), len(tagged)):
        size = SMALL_BLOGS[place % len(SMALL_BLOGS)]
        yield tagged[place], frequencies_of(tagged[max(0, place + 1 - size) : place + 1]) if small else whole


def _quality(method: Method, posts: Sequence[tuple[Sample, Frequencies]], analyzer: Analyzer) -> Quality:
    started = time.process_time()
    proposed = [method(post, frequencies) for post, frequencies in posts]
    seconds = time.process_time() - started
    hits = [
        [tag_key(tag, post.document.lang, analyzer) in post.truth for tag in tags]
        for (post, _), tags in zip(posts, proposed, strict=True)
    ]
    return Quality(
        fmean(any(one[:1]) for one in hits),
        fmean(sum(one[:_FIRST]) / len(post.truth) for one, (post, _) in zip(hits, posts, strict=True)),
        fmean(1 / (one.index(True) + 1) if any(one) else 0.0 for one in hits),
        seconds * 1000 / len(posts),
    )


def _print_qualities(table: Mapping[str, Mapping[str, Quality]]) -> None:
    """For each method its mean reciprocal rank on each blog, then the means of all measures."""
    rows = []
    for name in (*BASELINES, OURS):
        found = [qualities[name] for qualities in table.values()]
        means = [fmean(column) for column in zip(*found, strict=True)]
        rows.append([name, *(f"{one.reciprocal_rank:.3f}" for one in found), *(f"{mean:.3f}" for mean in means)])
    print_table(["", *table, "P@1", "R@5", "MRR", "ms"], rows)


def _print_calibration(guesses: Mapping[str, Sequence[Guess]]) -> None:
    """How far probabilities are from what came true, by blog and over all."""
    everything = {**guesses, "all": [guess for found in guesses.values() for guess in found]}
    rows = []
    for name, found in everything.items():
        shown = [guess.is_right for guess in found if guess.probability >= PROPOSED]
        precision = f"{fmean(shown):.3f}" if shown else ""
        rows.append([name, f"{calibration_error(found):.3f}", str(len(shown)), precision])
    print_table(["", "calibration error", f"suggested at {PROPOSED}", "of these right"], rows)
    print("Left of the calibration: slope {:.3f}, shift {:.3f}".format(*_platt(list(guesses.values()))))


def calibration_error(guesses: Sequence[Guess]) -> float:
    """The mean distance between probability and truth over ten equal intervals of probability (ECE)."""
    told = [guess for guess in guesses if guess.probability > _LEAST]
    distances = [abs(sum(guess.probability - guess.is_right for guess in part)) for part in _by_bin(told)]
    return sum(distances) / len(told) if told else 0.0


def _platt(blogs: Sequence[Sequence[Guess]]) -> tuple[float, float]:
    """Slope and shift of the log odds that would suit what came true, every blog weighing the same."""
    chances = np.array([guess.probability for found in blogs for guess in found])
    truth = np.array([guess.is_right for found in blogs for guess in found], dtype=np.float64)
    shares = np.concatenate([np.full(len(found), 1 / len(found)) for found in blogs])
    columns = np.column_stack((np.log(chances / (1 - chances)), np.ones(len(chances))))
    line = np.array([1.0, 0.0])
    for _ in range(50):
        told = 1 / (1 + np.exp(-columns @ line))
        bend = (columns.T * (shares * told * (1 - told))) @ columns
        line -= np.linalg.solve(bend, columns.T @ (shares * (told - truth)))
    return float(line[0]), float(line[1])


def _by_bin(guesses: Sequence[Guess]) -> Iterator[list[Guess]]:
    for number in range(_BINS):
        yield [guess for guess in guesses if min(int(guess.probability * _BINS), _BINS - 1) == number]


if __name__ == "__main__":
    main()
