"""Exposure: how evenly the posts of a blog are suggested below each other."""

from collections import Counter
from typing import NamedTuple

from indexer.engine import Engine

SLOTS = 5
"""Posts that are shown below each post."""


class Shown(NamedTuple):
    """The post *id*, how many *times* it is shown, and the *share* of all slots that these are."""

    id: str
    times: int
    share: float


class Exposure(NamedTuple):
    """How often posts are shown below others.

    Attributes:
        posts: How many posts there are.
        slots: How many suggestions are shown below all of them together, at most `SLOTS` each.
        shown: The posts that are shown below any, the most shown first, then in the order of ids.
        never: The ids of the others, in order.
    """

    posts: int
    slots: int
    shown: tuple[Shown, ...]
    never: tuple[str, ...]


def exposure(engine: Engine) -> Exposure:
    """How often each post is among the first neighbours of the others; raises EngineError.

    Pins, exclusions and limits of single posts are left aside: these are their authors' choice.
    """
    posts = sorted(engine.fingerprints())
    counts = Counter(neighbour.id for post in posts for neighbour in engine.neighbours(post)[:SLOTS])
    slots = counts.total()
    shown = sorted(counts.items(), key=lambda shown: (-shown[1], shown[0]))
    return Exposure(
        posts=len(posts),
        slots=slots,
        shown=tuple(Shown(post, times, times / slots) for post, times in shown),
        never=tuple(post for post in posts if post not in counts),
    )
