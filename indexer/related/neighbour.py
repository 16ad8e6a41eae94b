"""A neighbour: a post that is like another."""

from typing import NamedTuple


class Neighbour(NamedTuple):
    """The post *id*, and how related it is: higher is nearer, and 1.6 the most there can be."""

    id: str
    score: float
