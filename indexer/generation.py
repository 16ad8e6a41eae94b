"""A generation: one whole state of the index, as it was after a sync."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Generation:
    """What is known of a generation without searching it.

    Attributes:
        name: Unique to its contents; "" if it cannot be told.
        posts: How many posts it holds.
        is_current: Whether it is the one that answers.
        damage: What is wrong with it; "" if nothing is known to be.
    """

    name: str
    posts: int
    is_current: bool
    damage: str = ""
