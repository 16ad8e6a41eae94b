"""Runs: marks that stand together, and which of them answer most."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.snippets.marks import Marks


class Run(NamedTuple):
    """Neighbouring marks. Runs compare by what they are worth: words, then marks, then whether they stand first.

    Attributes:
        words: How many words of the query they answer.
        size: How many marks they are.
        back: The number of the first of them, below zero.
    """

    words: int
    size: int
    back: int

    @classmethod
    def of(cls, marks: Marks, first: int, last: int) -> "Run":
        """The run of *marks* from *first* to before *last*."""
        size = last - first
        return cls(len(set(marks.words[first:last])) if size > 1 else size, size, -first)


NO_RUN = Run(0, 0, 0)


def by_section(marks: Marks, borders: Sequence[int]) -> list[tuple[int, Run]]:
    """The runs between *borders*, with the number of the border before each; -1 before the first one."""
    starts, found, first = marks.starts, [], 0
    while first < len(starts):
        after = bisect_right(borders, starts[first])
        last = bisect_left(starts, borders[after], first) if after < len(borders) else len(starts)
        found.append((after - 1, Run.of(marks, first, last)))
        first = last
    return found


def best_within(marks: Marks, run: Run, reach: int) -> Run:
    """The best part of *run* that no more than *reach* characters hold. One mark always fits."""
    words, size, back = run
    starts, ends, last = marks.starts, marks.ends, size - back
    if size < 2 or ends[last - 1] <= starts[-back] + reach:
        return run
    longest = _longest_within(marks, run, reach)
    return longest if longest.words == words else _richest_within(marks, run, reach)


def _longest_within(marks: Marks, run: Run, reach: int) -> Run:
    """That of the parts of *run* that has most marks."""
    starts, ends, last = marks.starts, marks.ends, run.size - run.back
    found, size = -run.back, 1
    for first in range(found, last):
        latest = starts[first] + reach
        while first + size < last and ends[first + size] <= latest:
            found, size = first, size + 1
    return Run(1, size, -found) if run.words == 1 else Run.of(marks, found, found + size)


def _richest_within(marks: Marks, run: Run, reach: int) -> Run:
    """That of the parts of *run* that answers most words."""
    starts, ends, last = marks.starts, marks.ends, run.size - run.back
    sizes = [
        (bisect_right(ends, starts[first] + reach, first + 1, last) - first, -first) for first in range(-run.back, last)
    ]
    sizes.sort(reverse=True)
    best = NO_RUN
    for size, back in sizes:
        if min(size, run.words) <= best.words:  # no part that is still to come answers more words
            break
        best = max(best, Run.of(marks, -back, size - back))
    return best
