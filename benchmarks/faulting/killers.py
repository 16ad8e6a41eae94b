"""Killers: what decides when a sync is killed."""

import os
import time
from collections import Counter
from collections.abc import Sequence
from random import Random
from signal import SIGKILL
from typing import Protocol

from benchmarks.faulting import strace
from benchmarks.faulting.phases import PHASES, WATCHED, phases
from benchmarks.faulting.strace import Call, Nth
from benchmarks.faulting.victim import Victim


class Killer(Protocol):
    """Watches one sync to its end, then kills another that has the same to do.

    Attributes:
        hit: How many have been killed, by phase.
    """

    hit: Counter[str]

    def watch(self, victim: Victim, *, adds: bool) -> None:
        """Let *victim* sync, and see how it goes; *adds* says whether it writes posts."""
        ...

    def kill(self, victim: Victim) -> bool:
        """Let *victim* begin, and kill it; False if it has ended before."""
        ...


class AtMoment:
    """Kills at a moment by *chance*, between the beginning and the end of what was watched."""

    def __init__(self, chance: Random) -> None:
        self.hit: Counter[str] = Counter()
        self._chance = chance
        self._seconds = 0.0

    def watch(self, victim: Victim, *, adds: bool) -> None:  # noqa: ARG002  (time tells no phases)
        """Take the time."""
        started = time.perf_counter()
        victim.go()
        _check(victim.wait())
        self._seconds = time.perf_counter() - started

    def kill(self, victim: Victim) -> bool:
        """Kill it by then."""
        victim.go()
        time.sleep(self._chance.uniform(0, self._seconds))
        os.kill(victim.pid, SIGKILL)
        return victim.wait() == -SIGKILL


class AtCall:
    """Kills in place of a call that changes files, in the phase that was hit least; *chance* chooses the call."""

    def __init__(self, chance: Random) -> None:
        self.hit: Counter[str] = Counter(dict.fromkeys(PHASES, 0))
        self._chance = chance
        self._calls: list[Call] = []
        self._phases: Sequence[str] = ()
        self._adds = False

    def watch(self, victim: Victim, *, adds: bool) -> None:
        """Write down what it does, and when."""
        self._adds = adds
        self._calls = strace.attach(victim.pid, WATCHED, victim.go)
        _check(victim.wait())
        self._phases = phases(self._calls, victim.folder, adds=adds)

    def kill(self, victim: Victim) -> bool:
        """Kill it at one of those."""
        rarest = min({*self._phases} - {""}, key=self.hit.__getitem__)
        place = self._chance.choice([place for place, phase in enumerate(self._phases) if phase == rarest])
        name = self._calls[place].name
        nth = Nth(name, sum(call.name == name for call in self._calls[: place + 1]))
        calls = strace.attach(victim.pid, WATCHED, victim.go, nth)
        if victim.wait() != -SIGKILL:
            return False
        # It need not be the one that was chosen: files come in another order, and have other names
        self.hit[next(phase for phase in reversed(phases(calls, victim.folder, adds=self._adds)) if phase)] += 1
        return True


def _check(status: int) -> None:
    if status:
        raise RuntimeError(f"a sync that nothing disturbed has ended with {status}")
