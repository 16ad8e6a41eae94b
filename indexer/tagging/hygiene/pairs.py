"""Pairs: tags that nearly always stand on the same posts, so that one of them says nothing more."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from indexer.tagging.hygiene.name import Name, Names

OFTEN = 3
"""Tags on fewer posts stand together by chance."""
_OVERLAP = 0.8
"""The posts that carry both, as a share of those that carry either."""


class Pair(NamedTuple):
    """Two tags, the more used one first, and how many posts carry both."""

    name: Name
    other: Name
    together: int


def redundant_pairs(names: Names) -> Sequence[Pair]:
    """The pairs that stand together on four of five posts with either; those on most posts first."""
    tags: dict[str, list[str]] = {}
    for name in names.values():
        for post in name.posts if name.count >= OFTEN else ():
            tags.setdefault(post, []).append(name.key)
    together = Counter(pair for keys in tags.values() for pair in combinations(keys, 2))
    pairs = [Pair(names[one], names[other], count) for (one, other), count in together.items()]
    found = [pair for pair in pairs if _overlap(pair) >= _OVERLAP]
    return sorted(found, key=lambda pair: (-pair.together, pair.name.key, pair.other.key))


def _overlap(pair: Pair) -> float:
    return pair.together / (pair.name.count + pair.other.count - pair.together)
