"""Killed in the middle of a sync, by SIGKILL: the index is asked at once, and then synced again.

The history of one blog goes on through all rounds. In each, something is changed and then synced twice: in a copy of
the index, where nothing disturbs it, and in the index itself, where the process is killed; at a moment that is drawn
from its whole course, or in place of a certain call to the kernel, drawn so that every phase has its turn. Then the
index must answer like before or like after the sync, as an index does that is built from nothing. The next sync must
complete it, and leave as many files as there are in the copy.
"""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.faulting import strace, syncing
from benchmarks.faulting.answers import Answers, answers, damage, difference
from benchmarks.faulting.blog import Blog
from benchmarks.faulting.killers import AtCall, AtMoment, Killer
from benchmarks.faulting.memory import in_memory
from benchmarks.faulting.row import Row
from benchmarks.faulting.victim import Commanded, Victim, Warmed
from service.config import Config

POSTS = 24


class Mode(NamedTuple):
    """A way to kill: who syncs, what decides when it is killed, and in how many rounds."""

    name: str
    victim: Callable[..., Victim]
    killer: Callable[[Random], Killer]
    rounds: int

    @property
    def can_be_tried(self) -> bool:
        """Whether this machine has all that it takes."""
        return self.killer is AtMoment or strace.is_here()


MODES = (
    Mode("at any moment of a sync", Warmed, AtMoment, 200),
    Mode("in place of the n-th call of a sync", Warmed, AtCall, 200),
    Mode("at any moment of `backmatter index`, from its start", Commanded, AtMoment, 60),
    Mode("in place of the n-th call of `backmatter index`", Commanded, AtCall, 40),
)


def run(*, quick: bool, seed: int) -> Iterator[Row]:
    """A row for each way to kill, all in processes of their own."""
    possible = [mode for mode in MODES if mode.can_be_tried]
    if possible != list(MODES):
        print("strace is not here, or may not be used here: nothing is killed at certain calls.", file=sys.stderr)
    with ProcessPoolExecutor(len(MODES)) as pool:
        yield from pool.map(partial(_row, quick=quick, seed=seed), possible)


def _row(mode: Mode, *, quick: bool, seed: int) -> Row:
    with TemporaryDirectory(dir=in_memory()) as folder:
        history = History(Path(folder), mode, Random(seed))  # noqa: S311  (faults, not secrets)
        history.run(10 if quick else mode.rounds)
    for failure in history.failures:
        print(f"{mode.name}: {failure}", file=sys.stderr)
    return Row(mode.name, history.killed, len(history.failures), history.seen)


class History:
    """A blog in *folder* whose syncs are killed.

    Attributes:
        killed: How many were.
        failures: What was wrong then.
    """

    def __init__(self, folder: Path, mode: Mode, chance: Random) -> None:
        self._blog = Blog(folder, chance)
        self._mode = mode
        self._killer = mode.killer(chance)
        self._found: Counter[str] = Counter()
        self.killed = 0
        self.failures: list[str] = []
        self._blog.begin(POSTS)
        syncing.run(self._blog.config())

    @property
    def seen(self) -> str:
        """What was found and where it was killed, for people."""
        found = (f"{count} answered {what}" for what, count in sorted(self._found.items(), reverse=True))
        hit = ", ".join(f"{count} {phase}" for phase, count in self._killer.hit.items())
        return "; ".join([", ".join(found), *([hit] if hit else [])])

    def run(self, rounds: int) -> None:
        """Kill so many."""
        while self.killed < rounds:
            before = answers(self._blog.index)
            self._blog.change()
            after = self._from_nothing()
            files = self._undisturbed(adds=self._blog.rebuild or _adds(before, after))
            killed = self._killer.kill(self._victim(self._blog.config()))
            self.killed += killed
            try:
                found = self._checked({"before": before, "after": after}, files)
                self._found[found] += killed
            except Exception as error:  # noqa: BLE001  (whatever it is that opening or syncing raises is what is wrong)
                self.failures.append(f"round {self.killed}: {type(error).__name__}: {error}")

    def _victim(self, config: Config) -> Victim:
        return self._mode.victim(config, rebuild=self._blog.rebuild)

    def _from_nothing(self) -> Answers:
        """What an index must answer now."""
        scratch = self._blog.home / "scratch"
        syncing.run(self._blog.config(scratch))
        answered = answers(scratch)
        shutil.rmtree(scratch)
        return answered

    def _undisturbed(self, *, adds: bool) -> Counter[str]:
        """Let the killer watch a sync; the files that it leaves."""
        twin = self._blog.copy_index(self._blog.home / "twin")
        self._killer.watch(self._victim(self._blog.config(twin)), adds=adds)
        files = _files(twin)
        shutil.rmtree(twin)
        return files

    def _checked(self, allowed: Mapping[str, Answers], files: Counter[str]) -> str:
        """Which of *allowed* the index answers now; raises whatever is wrong, now or after another sync."""
        answered = answers(self._blog.index)
        found = next((name for name, expected in allowed.items() if answered == expected), "")
        if not found:
            nearest = min((difference(answered, expected) for expected in allowed.values()), key=len)
            raise ValueError(f"neither {' nor '.join(allowed)}: {nearest}")
        if damaged := damage(self._blog.index):
            raise ValueError(f"{found}, but {damaged}")
        syncing.run(self._blog.config(), rebuild=self._blog.rebuild and found == "before")
        if (now := answers(self._blog.index)) != allowed["after"]:
            raise ValueError(f"from {found}, the next sync gives others: {difference(now, allowed['after'])}")
        left = _files(self._blog.index)
        if left != files:
            raise ValueError(f"from {found}: {dict(left - files)} too many, {dict(files - left)} too few")
        return found


def _adds(before: Answers, after: Answers) -> bool:
    """Whether a sync has posts to write."""
    return any(before.get(asked) != answer for asked, answer in after.items() if asked.startswith("post "))


def _files(folder: Path) -> Counter[str]:
    """The files below *folder*, by their names without what differs from run to run: numbers, names of segments."""
    names = (str(path.relative_to(folder)) for path in folder.rglob("*"))
    return Counter(re.sub(r"[0-9a-z]{16}|\d+", "*", name) for name in names)
