"""The aftermath: every state in which a recorded sync may leave the disk without power, and what becomes of each."""

import shutil
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from random import Random
from typing import NamedTuple

from benchmarks.faulting import syncing
from benchmarks.faulting.answers import NO_INDEX, Answers, answers, damage, difference
from benchmarks.faulting.recording import Recording
from benchmarks.faulting.states import Tree, materialise, states

AT_THE_END = 10
"""So many times more states are tried of the end, where nothing may be lost any more."""


class Failure(NamedTuple):
    """What was *wrong* with the state *tree* after the step of that number, which was *call*."""

    step: int
    call: str
    wrong: str
    tree: Tree

    def __str__(self) -> str:
        return f"after step {self.step} ({self.call}): {self.wrong}"


class Aftermath:
    """The states of *recording*.

    Attributes:
        steps: Calls that changed the disk.
        failures: What was wrong.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._folder = recording.blog.home / "trial"
        self._seen: set[tuple[bytes, bool]] = set()
        self._found: Counter[str] = Counter()
        self.steps = 0
        self.failures: list[Failure] = []

    @property
    def tried(self) -> int:
        """Different states."""
        return len(self._seen)

    @property
    def found(self) -> str:
        """How many states answered how, for people."""
        return ", ".join(f"{count:,} {what}" for what, count in sorted(self._found.items(), reverse=True))

    def run(self, chance: Random, count: int) -> None:
        """Try the plain states after each step, and *count* others that are left to chance."""
        recorded = self._recording
        either = {"before": recorded.before, "after": recorded.after}
        for step in recorded.steps():
            self.steps += 1
            for tree in states(recorded.disk, chance, count):
                self.check(tree, either, step.name)
        for tree in states(recorded.disk, chance, count * AT_THE_END):
            self.check(tree, {"after": recorded.after}, "the end")

    def check(self, tree: Tree, allowed: Mapping[str, Answers], call: str) -> None:
        """Try the state *tree*, after *call*, unless that was done already; it must answer one of *allowed*."""
        state = _digest(tree), len(allowed) == 1
        if state in self._seen:
            return
        self._seen.add(state)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        materialise(tree, self._folder)
        try:
            self._found[self._verdict(allowed)] += 1
        except Exception as error:  # noqa: BLE001  (whatever it is that opening or syncing raises is what is wrong)
            self.failures.append(Failure(self.steps, call, f"{type(error).__name__}: {error}", tree))

    def _verdict(self, allowed: Mapping[str, Answers]) -> str:
        """Which of *allowed* the index answers; raises whatever is wrong."""
        index = self._folder / self._recording.blog.index.name
        answered = answers(index)
        found = next((name for name, expected in allowed.items() if answered == expected), "")
        if not found:
            nearest = min((difference(answered, expected) for expected in allowed.values()), key=len)
            raise ValueError(f"{'no index' if answered == NO_INDEX else nearest} instead of {' or '.join(allowed)}")
        syncing.run(self._recording.blog.config(index))
        if (now := answers(index)) != self._recording.whole:
            raise ValueError(f"from {found}, the next sync gives others: {difference(now, self._recording.whole)}")
        if damaged := damage(index):
            raise ValueError(f"from {found}, the next sync leaves damage: {damaged}")
        return found


def _digest(tree: Tree) -> bytes:
    """Tells states apart."""
    whole = blake2b(digest_size=16)
    for name, content in sorted(tree.items()):
        whole.update(f"{name}\0{-1 if content is None else len(content)}\0".encode())
        whole.update(content or b"")
    return whole.digest()
