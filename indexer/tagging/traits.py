"""Traits: numbers that tell whether a phrase of a text might be a tag of it, and what they weigh."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import hashes, pairs, singles
from indexer.tagging.background import UNCOMMON, Background
from indexer.tagging.candidates import LONGEST, Candidate
from indexer.tagging.frequencies import Frequencies

Values = NDArray[np.float64]


class Weights(NamedTuple):
    """Of each column of `traits`, and what is added."""

    columns: Values
    bias: float


FEW_POSTS = 40
"""How many of fewer posts than these hold a phrase tells little of it."""
LARGE = Weights(
    np.array(
        (
            *(0.222, 0.046, -0.012, -0.101, 0.035, 1.0, -0.14),
            *(0.27, 0.542, -0.45, -0.35, 0.0, -3.03, 0.517),
            *(0.327, 4.419, 0.117, -0.326, -0.32, 0.59, 0.324),
        )
    ),
    -4.494,
)
"""A logistic regression on phrases of fourteen blogs, calibrated on blogs left out (benchmarks/phrase_weights.py)."""
SMALL = Weights(
    np.array(
        (
            *(0.06, 0.388, 0.014, -0.948, 0.043, 1.95, -0.425),
            *(0.796, 1.618, -1.079, -1.106, -0.063, -2.36, 0.743),
            *(0.705, 17.907, 0.191, -0.718, -0.657, 1.839, 0.75),
        )
    ),
    -7.184,
)
"""The same on pieces of these blogs, of five and of twenty posts."""


def weights_for(posts: int) -> Weights:
    """The weights that suit a blog of so many posts."""
    return SMALL if posts < FEW_POSTS else LARGE


def traits(
    found: Sequence[Candidate], frequencies: Frequencies, background: Background, *, is_post: bool = False
) -> Values:
    """The numbers of each of *found*, the candidates of one text, shape (candidates, traits).

    *is_post* says whether the text is counted in *frequencies* already.
    """
    words = np.array([len(candidate.stems) for candidate in found])
    times = np.array([len(candidate.places) for candidate in found], dtype=np.float64)
    in_title = np.array([candidate.in_title for candidate in found], dtype=np.float64)
    known = [background.phrases.get(" ".join(candidate.stems), UNCOMMON) for candidate in found]
    elsewhere = np.array([one.posts for one in known], dtype=np.float64)
    posts, holding, titles = _in_blog(found, frequencies, 0.0 if is_post else 1.0, in_title)
    rarity, rarity_elsewhere = np.log((1 + posts) / (1 + holding)), np.log((1 + background.posts) / (1 + elsewhere))
    often = np.log1p(times)
    columns = (
        often,
        often * rarity,
        often * rarity_elsewhere,
        rarity,
        rarity_elsewhere,
        np.exp(-np.array([candidate.first for candidate in found]) / 60),
        in_title,
        [candidate.capitals for candidate in found],
        words == 1,
        words == 3,
        holding < 2,
        np.minimum(holding, 20),
        np.maximum(0, holding / posts - 0.25),
        titles / holding,
        np.log1p(titles),
        times / max(50, sum(times[words == 1])),
        np.log((holding + 0.5) / (posts + 1)) - np.log((elsewhere + 0.5) / (background.posts + 1)),
        elsewhere == 0,
        *_nesting(found, times),
        [one.as_tag for one in known],
    )
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=-1)


def _in_blog(
    found: Sequence[Candidate], frequencies: Frequencies, more: float, in_title: Values
) -> tuple[float, Values, Values]:
    """How many posts there are, how many hold each of *found*, and how many in their title; the text among them.

    Of three words it is known how many posts hold the first two, and the last two; the fewer of these count.
    """
    stems = [candidate.stems for candidate in found]
    lengths = np.array([len(one) for one in stems])
    first = hashes(one[0].encode("utf-8", "surrogatepass") for one in stems)
    middle = hashes(one[len(one) // 2].encode("utf-8", "surrogatepass") for one in stems)
    last = hashes(one[-1].encode("utf-8", "surrogatepass") for one in stems)
    former = np.where(lengths == 1, singles(first), pairs(first, middle))
    latter = np.where(lengths == LONGEST, pairs(middle, last), former)
    (held, titled), (others_held, others_titled) = frequencies.of_features(former), frequencies.of_features(latter)
    holding = np.minimum(held, others_held) + more
    titles = np.minimum(titled, others_titled) + more * in_title
    return frequencies.posts + more, np.maximum(holding, 1.0), titles


def _nesting(found: Sequence[Candidate], times: Values) -> tuple[Values, Values]:
    """Which share of each is part of the same longer phrase, and of each longer one, what share of its rarest part."""
    place = {candidate.stems: number for number, candidate in enumerate(found)}
    within, of_parts = np.zeros(len(found)), np.zeros(len(found))
    for number, candidate in enumerate(found):
        stems = candidate.stems
        if len(stems) > 1 and times[number] > 1:
            parts = [place[stems[:-1]], place[stems[1:]], *(place[stem,] for stem in stems)]
            within[parts] = np.maximum(within[parts], times[number] / times[parts])
            of_parts[number] = times[number] / times[parts].min()
    return within, of_parts
