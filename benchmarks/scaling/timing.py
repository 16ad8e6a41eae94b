"""How long answers take: by one client, then by several at once, each a process with an engine of its own."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.scaling.asked import Asked
from benchmarks.scaling.stores import memory_of, store
from indexer import Engine, EngineError, open_engine

_APART = 0.5
"""Seconds that clients wait before they begin, so that all have loaded what they need."""


class Answered(NamedTuple):
    """One answer.

    Attributes:
        sort: Of its question.
        seconds: Until it was there.
        total: How many hits there are; None if the engine gave an error instead.
    """

    sort: str
    seconds: float
    total: int | None


class Client(NamedTuple):
    """What one client got.

    Attributes:
        answers: In the order in which they were asked for.
        own, mapped: Megabytes of the process that nobody else can share, and all that it has in memory.
    """

    answers: Sequence[Answered]
    own: float
    mapped: float


class Timed(NamedTuple):
    """What *clients* got at once, with the seconds of CPU that the nodes of a cluster spent on it meanwhile."""

    clients: Sequence[Client]
    elsewhere: float


def timed(url: str, folder: Path, questions: Sequence[Asked], warm_up: Sequence[Asked], clients: int) -> Timed:
    """Have so many *clients* ask the engine at *url* all *questions*, each beginning with another one."""
    kept = store(url, folder)
    before = kept.cpu_seconds()
    turns = [[*questions[first:], *questions[:first]] for first in _firsts(len(questions), clients)]
    with ProcessPoolExecutor(clients, get_context("spawn")) as pool:
        got = list(pool.map(_client, repeat(url), repeat(folder), turns, repeat(warm_up)))
    return Timed(got, kept.cpu_seconds() - before)


def _firsts(count: int, clients: int) -> Iterator[int]:
    return (count * client // clients for client in range(clients))


def _client(url: str, folder: Path, questions: Sequence[Asked], warm_up: Sequence[Asked]) -> Client:
    with closing(open_engine(url, folder)) as engine:
        for question in warm_up:
            _answered(engine, question)
        time.sleep(_APART)
        answers = [_answered(engine, question) for question in questions]
        memory = memory_of()
    return Client(answers, memory["Anonymous"], memory["Rss"])


def _answered(engine: Engine, question: Asked) -> Answered:
    began, total = time.perf_counter(), None
    with suppress(EngineError):  # which is an answer, too, and is counted
        query = question.of(engine)
        began = time.perf_counter()
        total = engine.search(query).total
    return Answered(question.sort, time.perf_counter() - began, total)
