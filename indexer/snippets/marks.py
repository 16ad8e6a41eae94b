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
        """The marks with overlapping ones joined, as those of neighbouring pairs of characters do."""
        if not any(map(gt, self.ends, islice(self.starts, 1, None))):
            return self
        joined: list[Mark] = []
        for mark in map(Mark, *self):
            if joined and mark.start < joined[-1].end:
                joined[-1] = joined[-1]._replace(end=max(mark.end, joined[-1].end))
            else:
                joined.append(mark)
        return Marks.of(joined)


NO_MARKS = Marks((), (), ())
