"""What became of a header's block: its value, or the mistake that keeps it from being read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loaded:
    """A block that could be read.

    Attributes:
        value: A dict, if the block is a header at all.
        repeated: The top-level keys that are there already, each with its line in the block, counted from 0.
    """

    value: object
    repeated: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What keeps a block from being read: the *line* in it, counted from 0, and the *cure*."""

    line: int
    cure: str
