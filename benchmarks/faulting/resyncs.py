"""Syncs without end, asked for over HTTP, of posts that change each time; some may fail while nodes are away."""

import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Event
from typing import Any, NamedTuple, Self

from benchmarks.faulting.syncs import KEY, PERIOD

_OVER = {"succeeded", "failed", "canceled"}
_LOOK = 0.05
"""Seconds between two looks whether a sync has ended."""


class Tried(NamedTuple):
    """One sync.

    Attributes:
        state: What it was to bring.
        began, ended: When, by `time.monotonic`.
        error: What it ended with; "" if well.
    """

    state: int
    began: float
    ended: float
    error: str


class Resyncs:
    """Writes posts by *write*, a function of the state's number, and has the service at *port* sync them, by turns.

    While its block runs, it does so once in a second.

    Attributes:
        tried: All syncs.
    """

    def __init__(self, write: Callable[[int], None], states: int, port: int) -> None:
        self._write = write
        self._states = states
        self._port = port
        self._over = Event()
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] = Future()
        self.tried: list[Tried] = []

    def once(self) -> Tried:
        """Bring the next state, or try to."""
        state = len(self.tried) % self._states
        self._write(state)
        began = time.monotonic()
        error = self._synced()
        self.tried.append(Tried(state, began, time.monotonic(), error))
        return self.tried[-1]

    def __enter__(self) -> Self:
        """Begin to sync."""
        self._over.clear()
        self._running = self._thread.submit(self._run)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, once the sync that runs has ended."""
        self._over.set()
        self._running.result()

    def _run(self) -> None:
        while not self._over.is_set():
            self.once()
            self._over.wait(PERIOD)

    def _synced(self) -> str:
        """Have the posts synced; the error that came of it, or ""."""
        number = self._asked("POST", "/api/reindex")["taskUid"]
        while (task := self._asked("GET", f"/api/tasks/{number}"))["status"] not in _OVER:
            time.sleep(_LOOK)
        return "" if task["status"] == "succeeded" else str(task["error"]["message"])

    def _asked(self, method: str, path: str) -> dict[str, Any]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request(method, path, headers={"Authorization": f"Bearer {KEY}"})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer
