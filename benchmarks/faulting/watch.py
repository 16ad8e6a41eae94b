"""Clients who ask all the time, and compare whatever they are answered with what is right."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import Event
from typing import NamedTuple, Self

import numpy as np

from benchmarks.faulting.known import Known, Read, generation, read

CLIENTS = 8
_PAUSE = 0.02
"""Seconds between two questions of a client, so that the machine has time for those who answer."""
_PATIENCE = 60
_REFUSED = (HTTPStatus.SERVICE_UNAVAILABLE, "application/problem+json")


class Verdict(StrEnum):
    """What an answer was."""

    RIGHT = "right"
    REFUSED = "refused"
    WRONG = "wrong"
    BROKEN = "broken"


class Seen(NamedTuple):
    """One answer.

    Attributes:
        path: The question.
        began, seconds: When it was asked, by `time.monotonic`, and how long the answer took.
        verdict: Whether it was right, a clear 503, wrong, or none at all.
        generation: Which one answered; "" if that is not told.
        states: Those of the posts in which it is right.
        says: What it was, where it was not right; of a refusal its code.
    """

    path: str
    began: float
    seconds: float
    verdict: Verdict
    generation: str = ""
    states: frozenset[int] = frozenset()
    says: str = ""

    @property
    def ended(self) -> float:
        """When it had come."""
        return self.began + self.seconds


class Watch:
    """Clients who ask the service at *port* what is *known*, while the block runs.

    Attributes:
        seen: What they were answered.
    """

    def __init__(self, port: int, known: Known, seed: int) -> None:
        self._port = port
        self._known = known
        self._seed = seed
        self._over = Event()
        self._threads = ThreadPoolExecutor(CLIENTS)
        self._clients: list[Future[None]] = []
        self.seen: list[Seen] = []

    def __enter__(self) -> Self:
        """Begin to ask."""
        self._clients = [self._threads.submit(self._client, number) for number in range(CLIENTS)]
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._over.set()
        for client in self._clients:
            client.result()

    def _client(self, number: int) -> None:
        chance = random.Random(f"{self._seed} {number}")  # noqa: S311  (questions, not secrets)
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        while not self._over.is_set():
            # By a host that nobody else asks, so that nothing is answered by what a worker has kept.
            host = f"host{chance.randrange(10**9)}.example"
            self.seen.append(self._asked(connection, chance.choice(self._known.asked), host))
            time.sleep(_PAUSE)
        connection.close()

    def _asked(self, connection: HTTPConnection, path: str, host: str) -> Seen:
        began = time.monotonic()
        try:
            answer = read(connection, path, Host=host)
        except (OSError, HTTPException) as error:
            connection.close()
            return Seen(path, began, time.monotonic() - began, Verdict.BROKEN, says=repr(error))
        return self._judged(path, began, time.monotonic() - began, answer)

    def _judged(self, path: str, began: float, seconds: float, answer: Read) -> Seen:
        if (answer.status, answer.kind) == _REFUSED:
            return Seen(path, began, seconds, Verdict.REFUSED, says=str(json.loads(answer.body)["code"]))
        says = f"{answer.status} {answer.body[:200]!r}"
        if answer.status != HTTPStatus.OK:
            return Seen(path, began, seconds, Verdict.BROKEN, says=says)
        states = self._known.states(path, answer.body)
        verdict = Verdict.RIGHT if states else Verdict.WRONG
        return Seen(path, began, seconds, verdict, generation(answer.body), states, "" if states else says)


def faults(seen: Iterable[Seen]) -> Iterator[str]:
    """What may not be among *seen*: wrong answers, none at all, and generations that answer from two states."""
    states: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for one in seen:
        if one.verdict in {Verdict.WRONG, Verdict.BROKEN}:
            yield f"{one.path}: {one.verdict}: {one.says}"
        elif one.generation:
            states[one.generation] = states.get(one.generation, one.states) & one.states
    yield from (f"generation {name} answered from two states" for name, left in states.items() if not left)


def of(seen: Iterable[Seen], verdict: Verdict) -> Sequence[Seen]:
    """Those that were that."""
    return [one for one in seen if one.verdict is verdict]


def milliseconds(seen: Sequence[Seen]) -> str:
    """How long these took, for people."""
    p50, p95 = np.percentile([one.seconds * 1000 for one in seen], (50, 95)).tolist()
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {max(one.seconds for one in seen) * 1000:.0f} ms"
