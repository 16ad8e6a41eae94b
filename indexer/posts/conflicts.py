"""Merge conflicts that were left in a post: the first side is taken and no marker stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

from indexer.posts.problem import Problem
from indexer.posts.verbatim import Verbatim

_OPEN, _FORMER, _MIDDLE, _CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_MARKER = re.compile(r"(?:<{7}|\|{7}|>{7})(?:[ \t].*)?\Z|={7}[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text without conflicts.

    Attributes:
        text: What is left.
        origins: For each line of *text* its line before, from 1; None where they are the same.
        problems: One ``merge-conflict`` for each conflict, at the line of its ``<<<<<<<``.
    """

    text: str
    origins: Sequence[int] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Conflict:
    """A conflict whose end has not come yet; all numbers are lines, counted from 0."""

    opened: int
    former: int | None = None
    middles: list[int] = field(default_factory=list)

    def first_side_ends(self, lines: Sequence[str]) -> int:
        """Where the first side ends: not at a ``=======`` that underlines a heading."""
        if self.former is not None:
            return self.former
        after_gap = (at for at in self.middles if not lines[at - 1].strip() or at == self.opened + 1)
        return next(after_gap, self.middles[len(self.middles) // 2])


def resolve(path: str, text: str) -> Resolved:
    """*text* with the first side of each conflict; markers in code blocks are the post's subject and stay."""
    if _OPEN not in text:
        return Resolved(text)
    lines = text.split("\n")
    keep = bytearray(b"\x01") * len(lines)
    closed, unclosed = _find(lines, keep)
    problems = [
        _problem(path, at, "take one side and delete the lines with <<<<<<<, ======= and >>>>>>>") for at in closed
    ]
    problems += [
        _problem(path, at, "it has no >>>>>>>, so all lines but the markers are kept; resolve it") for at in unclosed
    ]
    origins = list(compress(range(1, len(lines) + 1), keep))
    return Resolved(
        "\n".join(compress(lines, keep)), origins, tuple(sorted(problems, key=lambda problem: problem.line))
    )


def _problem(path: str, at: int, cure: str) -> Problem:
    return Problem(path, at + 1, "merge-conflict", f"A merge conflict was left here; {cure}.")


def _find(lines: Sequence[str], keep: bytearray) -> tuple[list[int], list[int]]:
    """Where closed and unclosed conflicts begin; what they do not keep is cleared in *keep*."""
    open_conflicts: list[_Conflict] = []
    closed = []
    verbatim = Verbatim()
    for at, line in enumerate(lines):
        marker = line[:7] if _MARKER.match(line) and not (verbatim and not open_conflicts) else ""
        if marker == _OPEN:
            open_conflicts.append(_Conflict(at))
        elif not open_conflicts:
            verbatim.follow(line)
        elif _ends(open_conflicts[-1], marker, at):
            conflict = open_conflicts.pop()
            _drop_other_sides(conflict, at, lines, keep)
            if not open_conflicts:
                closed.append(conflict.opened)
                for kept in compress(lines[conflict.opened : at], keep[conflict.opened : at]):
                    verbatim.follow(kept)
    return closed, _drop_markers(open_conflicts, lines, keep)


def _ends(conflict: _Conflict, marker: str, at: int) -> bool:
    """Whether *marker* closes *conflict*; another one is noted in it."""
    if marker == _FORMER and not conflict.former:
        conflict.former = at
    elif marker == _MIDDLE:
        conflict.middles.append(at)
    return marker == _CLOSE and bool(conflict.middles)


def _drop_other_sides(conflict: _Conflict, closed: int, lines: Sequence[str], keep: bytearray) -> None:
    ends = conflict.first_side_ends(lines)
    keep[conflict.opened] = 0
    keep[ends : closed + 1] = bytes(closed + 1 - ends)


def _drop_markers(conflicts: list[_Conflict], lines: Sequence[str], keep: bytearray) -> list[int]:
    """Clear the markers of unclosed *conflicts*, and answer where they begin; a bare ``<<<<<<<`` alone is none."""
    real = [conflict for conflict in conflicts if conflict.middles or lines[conflict.opened].strip() != _OPEN]
    for conflict in real:
        for at in (conflict.opened, conflict.former, *conflict.middles[:1]):
            if at is not None:
                keep[at] = 0
    return [conflict.opened for conflict in real]
