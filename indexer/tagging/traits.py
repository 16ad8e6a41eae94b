"""Traits: numbers that tell whether a phrase of a text might be a tag of it, and what they weigh."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.features import hashes, pairs, singles
from indexer.tagging.background import UNCOMMON, Background
from indexer.tagging.candidates import LONGEST, Candidate
from indexer.tagging.frequencies import Frequencies

Values = NDArray[np.float64]
Column = Values | NDArray[np.bool_] | Sequence[float]


class Weights(NamedTuple):
    """Of each column of `traits`, a row for text, blog and background each, and what is added."""

    columns: Values
    bias: float


FEW_POSTS = 40
"""How many of fewer posts than these hold a phrase tells little of it."""
LARGE = Weights(
    np.array(
        (
            *(0.222, 1.0, -0.14, 0.27, 0.542, -0.45, 4.419, -0.32, 0.59),
            *(-0.101, 0.046, -0.35, 0.0, -3.03, 0.517, 0.327),
            *(0.035, -0.012, 0.117, -0.326, 0.324),
        )
    ),
    -4.494,
)
"""A logistic regression on phrases of fourteen blogs, calibrated on blogs left out (benchmarks/phrase_weights.py)."""
SMALL = Weights(
    np.array(
        (
            *(0.03, 0.975, -0.212, 0.398, 0.809, -0.539, 8.954, -0.329, 0.919),
            *(-0.474, 0.194, -0.553, -0.032, -1.18, 0.371, 0.352),
            *(0.021, 0.007, 0.096, -0.359, 0.375),
        )
    ),
    -4.251,
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
    often = np.log1p([len(candidate.places) for candidate in found])
    blog = _in_blog(found, frequencies, more=not is_post)
    columns = (*_of_text(found), *_of_blog(often, blog), *_of_background(found, often, blog, background))
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=-1)


def _of_text(found: Sequence[Candidate]) -> Iterator[Column]:
    """How the text uses them."""
    words = np.array([len(candidate.stems) for candidate in found])
    times = np.array([len(candidate.places) for candidate in found], dtype=np.float64)
    yield np.log1p(times)
    yield np.exp(-np.array([candidate.first for candidate in found]) / 60)
    yield [candidate.in_title for candidate in found]
    yield [candidate.capitals for candidate in found]
    yield words == 1
    yield words == LONGEST
    yield times / max(50, times[words == 1].sum())
    yield from _nesting(found, times)


def _of_blog(often: Values, blog: "_InBlog") -> Iterator[Column]:
    """How the blog does."""
    rarity = np.log((1 + blog.posts) / (1 + blog.holding))
    yield rarity
    yield often * rarity
    yield blog.holding < 2
    yield np.minimum(blog.holding, 20)
    yield np.maximum(0, blog.holding / blog.posts - 0.25)
    yield blog.titles / blog.holding
    yield np.log1p(blog.titles)


def _of_background(
    found: Sequence[Candidate], often: Values, blog: "_InBlog", background: Background
) -> Iterator[Column]:
    """How other blogs do."""
    known = [background.phrases.get(" ".join(candidate.stems), UNCOMMON) for candidate in found]
    holding = np.array([one.posts for one in known], dtype=np.float64)
    rarity = np.log((1 + background.posts) / (1 + holding))
    yield rarity
    yield often * rarity
    yield np.log((blog.holding + 0.5) / (blog.posts + 1)) - np.log((holding + 0.5) / (background.posts + 1))
    yield holding == 0
    yield [one.as_tag for one in known]


class _InBlog(NamedTuple):
    """How many posts there are, how many hold each candidate, and how many titles do; the text among them."""

    posts: int
    holding: Values
    titles: Values


def _in_blog(found: Sequence[Candidate], frequencies: Frequencies, *, more: bool) -> _InBlog:
    """What *frequencies* tell; *more* says whether the text is still to be counted.

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
    in_title = np.array([candidate.in_title for candidate in found])
    holding = np.maximum(np.minimum(held, others_held) + more, 1).astype(np.float64)
    titles = (np.minimum(titled, others_titled) + (more & in_title)).astype(np.float64)
    return _InBlog(frequencies.posts + more, holding, titles)


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
