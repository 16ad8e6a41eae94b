"""A change to a text: what stands between two offsets is replaced."""

from collections.abc import Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    r"""*text* (its lines end in ``\n``) instead of what stands from *start* to *end*."""

    start: int
    end: int
    text: str


Edits = tuple[Edit, ...]
"""Edits of one text, in its order; no two overlap."""


def insertion(at: int, text: str) -> Edits:
    """*text* put in at *at*."""
    return (Edit(at, at, text),)


def moved(edits: Sequence[Edit], by: int) -> Edits:
    """*edits* of a text in which theirs begins at *by*."""
    return tuple(Edit(start + by, end + by, text) for start, end, text in edits)
