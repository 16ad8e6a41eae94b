"""A merge: two names of one thing, and why they are taken for that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts


class Rule(StrEnum):
    """How two names of one thing differ."""

    VARIANT = "variant"
    PLURAL = "plural"
    TYPO = "typo"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    STEM = "stem"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two tags that mean the same.

    Attributes:
        into: The one to stay if both are used as often.
        why: What speaks for it, as a sentence.
        doubt: What speaks against it, as a sentence; empty where nothing does, and then it is confident.
    """

    name: Name
    into: Name
    rule: Rule
    why: str
    doubt: str = ""


Finder = Callable[[Names, Texts], Iterator[Merge]]
"""Finds the merges of one kind."""

Doubts = dict[str, Callable[[Name, Name], bool]]
"""Sentences that speak against a merge, and of which names they are true."""


def first_doubt(doubts: Doubts, name: Name, into: Name) -> str:
    """The first of *doubts* about the two names, or nothing."""
    return next((sentence for sentence, is_true in doubts.items() if is_true(name, into)), "")


def quoted(name: Name) -> str:
    """The spelling of *name* between quotes."""
    return f"“{name.spelling}”"
