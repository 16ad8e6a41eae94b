"""A trial: readers ask a running service in blocks, with and without syncs by turns."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.faulting.crowd import Answer, Wanted, crowd
from benchmarks.faulting.family import Family, Footprint
from benchmarks.faulting.syncs import Syncs

READERS, CLIENTS = 16, 2
"""Readers, and the processes that they share, so that none of these is busier than the service."""
BUSY = 0.5
"""Part of what the service can answer at most that is asked for where readers think."""


class Block(NamedTuple):
    """What came of so many *seconds*.

    Attributes:
        syncing, saturated: Whether syncs went on, and whether readers never stopped.
        cpu: Seconds of each role.
        footprints: At the end.
        files: In the index folder at the end.
    """

    syncing: bool
    saturated: bool
    seconds: float
    answers: Sequence[Answer]
    cpu: Mapping[str, float]
    footprints: Sequence[Footprint]
    files: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Readers who ask *service*, from the processes *clients*, what they *wanted*, while *syncs* may go on."""

    service: Family
    clients: ProcessPoolExecutor
    syncs: Syncs
    wanted: Wanted
    index: Path
    seeds: Iterator[int]

    def pairs(self, number: int, seconds: float, *, saturated: bool = False) -> Iterator[Block]:
        """*number* blocks without and with syncs each, by turns."""
        hurried = replace(self.wanted, pause=0.0)
        for _ in range(number):
            for syncing in (False, True):
                yield self._block(hurried if saturated else self.wanted, seconds, syncing=syncing)

    def paced(self, seconds: float) -> "Trial":
        """The same with readers who think for so long that the service is partly busy, found within *seconds*."""
        (_, _, lasting, answers, *_) = self._block(self.wanted, seconds, syncing=False)
        return replace(self, wanted=replace(self.wanted, pause=READERS * lasting / (BUSY * len(answers))))

    def _block(self, wanted: Wanted, seconds: float, *, syncing: bool) -> Block:
        before = self.service.cpu_seconds()
        going_on: AbstractContextManager[Any] = self.syncs if syncing else nullcontext()
        with going_on:
            asked = [
                self.clients.submit(crowd, self.service.port, wanted, READERS // CLIENTS, seconds, next(self.seeds))
                for _ in range(CLIENTS)
            ]
            answers = [answer for one in asked for answer in one.result()]
        cpu = {role: spent - before.get(role, 0.0) for role, spent in self.service.cpu_seconds().items()}
        files = sum(1 for _ in self.index.rglob("*"))
        return Block(syncing, not wanted.pause, seconds, answers, cpu, self.service.footprints(), files)


def seeds(first: int) -> Iterator[int]:
    """Numbers from which to draw questions, all different."""
    return count(first * 1_000_000)
