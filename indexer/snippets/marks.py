"""Marks: which stretches of a text answer which words of the query."""

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import gt
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of text to mark, and the number of the query's word that it answers."""

    start: int
    end: int
    word: int


def _longest_first(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.word


class Marks(NamedTuple):
    """The marks of one text as columns, in the order of the text."""

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[int]

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> "Marks":
        """*marks* as columns."""
        columns = tuple(zip(*marks, strict=True))
        return cls(*columns) if columns else NO_MARKS

    def head(self, count: int) -> "Marks":
        """The first *count*."""
        return self if len(self.starts) <= count else Marks(*(column[:count] for column in self))

    def __bool__(self) -> bool:
        return bool(self.starts)

    def merged(self) -> "Marks":
        """The marks in the order of the text, with overlapping ones joined, as those of pairs of characters do.

        What is joined answers the word that its first mark answers, of several the longest: "C++" before its "C".
        """
        if not any(map(gt, self.ends, islice(self.starts, 1, None))):
            return self
        joined: list[Mark] = []
        for mark in sorted(map(Mark, *self), key=_longest_first):
            if joined and mark.start < joined[-1].end:
                joined[-1] = joined[-1]._replace(end=max(mark.end, joined[-1].end))
            else:
                joined.append(mark)
        return Marks.of(joined)


NO_MARKS = Marks((), (), ())
