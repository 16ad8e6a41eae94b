"""Evidence: ten numbers that tell, of a text and a tag, how well they suit each other, and what they weigh."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

WEIGHTS = np.array([0.681, 3.117, 0.066, 0.554, -0.264, 1.730, 0.659, 1.100, 0.341, 0.342])
"""Of each column of `evidence`: logistic regressions, of the first nine on eight blogs (9,400 posts), and of the tenth,
with one factor for all the others, on ten blogs (benchmarks/tag_weights.py)."""
BIAS = -0.21


class Counts(NamedTuple):
    """What is known of all tags from posts that are tagged, one entry a tag; the post in question left out.

    Attributes:
        posts: How many posts there are.
        tagged: How many carry the tag.
        naming: How many name it.
        both: How many do both.
        recent: The share of the posts that carry it, those near in time weighing most.
    """

    posts: int
    tagged: Values
    naming: Values
    both: Values
    recent: Values


class Naming(NamedTuple):
    """How a text names each tag: in its title or not, and how often in its body."""

    in_title: Mask
    times: Values

    @property
    def named(self) -> Mask:
        """Whether it is named at all."""
        return self.in_title | (self.times > 0)


class Habits(NamedTuple):
    """How a blog uses the names of its tags, over all its tags and posts.

    Attributes:
        named_if_tagged: The share of tags that are named by a post that carries them.
        named_if_not: The share of those that are named by one that does not.
        tagged_if_named: The share of the names in texts whose tags the posts carry.
    """

    named_if_tagged: float
    named_if_not: float
    tagged_if_named: float


def evidence(scores: Values, naming: Naming, counts: Counts, habits: Habits) -> Values:
    """The numbers of each tag, shape (tags, 10), in the order of `WEIGHTS`.

    *scores* are those of ridge regression. The small numbers keep logarithms finite and what is known of few posts
    from weighing much; they were chosen with the weights.
    """
    named = naming.named
    usual = (counts.tagged + 0.3) / (counts.posts + 1)
    columns = (
        _logit(np.clip(scores, 0, 1), 0.02),
        scores,
        np.log(usual),
        _logit(counts.recent, 0.01),
        np.where(named, _carried_if_named(counts, habits), 0.0),
        ~named,
        _named_if_carried(named, counts, habits),
        naming.in_title,
        np.log1p(naming.times),
        _logit(np.clip(scores + usual, 0, 1), 0.02),
    )
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=-1)


def probabilities(found: Values) -> Values:
    """How probable each tag is, by its row of *found*."""
    probable: Values = 1 / (1 + np.exp(-(found @ WEIGHTS + BIAS)))
    return probable


def _logit(share: Values, margin: float) -> Values:
    return np.log((share + margin) / (1 - share + margin))


def _carried_if_named(counts: Counts, habits: Habits) -> Values:
    """The log odds that a post carries a tag that it names."""
    against = counts.naming - counts.both
    return np.log((counts.both + 2 * habits.tagged_if_named + 0.02) / (against + 2 + 0.02))


def _named_if_carried(named: Mask, counts: Counts, habits: Habits) -> Values:
    """The log of how many times likelier the text would name, or not name, the tag if it carried it."""
    carrying = (counts.both + 3 * habits.named_if_tagged) / (counts.tagged + 3)
    others = (counts.naming - counts.both + 10 * habits.named_if_not) / (counts.posts - counts.tagged + 10)
    carrying, others = np.clip(carrying, 0.01, 0.99), np.clip(others, 1e-4, 0.99)
    return np.where(named, np.log(carrying / others), np.log((1 - carrying) / (1 - others)))
