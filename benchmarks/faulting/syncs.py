"""A sync each second, each of which brings a new epoch: asked for over HTTP, done by a process of the service's own."""

import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPConnection
from threading import Event
from typing import Any, NamedTuple, Self

PERIOD = 1.0

KEY = "who-asks-must-know-this"
_LOOK = 0.05
"""Seconds between two looks whether a sync has ended."""
_OVER = {"succeeded", "failed", "canceled"}


class Synced(NamedTuple):
    """One sync.

    Attributes:
        epoch: What it was to bring.
        began, ended: When it was asked for and had ended, by the clock that all processes share.
        error: What it ended with; "" if well.
    """

    epoch: int
    began: float
    ended: float
    error: str = ""


class Syncs:
    """Begins epoch after epoch by *begin*, and has each synced by the service at *port*.

    While its block runs, it does so once in a second. One that fails raises RuntimeError unless they *may_fail*.

    Attributes:
        done: All syncs.
    """

    def __init__(self, begin: Callable[[int], None], port: int, *, may_fail: bool = False) -> None:
        self._begin = begin
        self._port = port
        self._may_fail = may_fail
        self._over = Event()
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] = Future()
        self._epoch = 0
        self.done: list[Synced] = []

    def once(self) -> Synced:
        """Bring the next epoch."""
        began = time.monotonic()
        self._epoch += 1
        self._begin(self._epoch)
        synced = Synced(self._epoch, began, *self._outcome())
        if synced.error and not self._may_fail:
            raise RuntimeError(f"a sync failed: {synced.error}")
        self.done.append(synced)
        return synced

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
            began = time.monotonic()
            self.once()
            self._over.wait(max(0.0, PERIOD - (time.monotonic() - began)))

    def _outcome(self) -> tuple[float, str]:
        """Have the posts synced; when that had ended, and the error that came of it, or ""."""
        number = self._asked("POST", "/api/reindex")["taskUid"]
        while (task := self._asked("GET", f"/api/tasks/{number}"))["status"] not in _OVER:
            time.sleep(_LOOK)
        ended = time.monotonic() - (time.time() - datetime.fromisoformat(task["finishedAt"]).timestamp())
        return ended, "" if task["status"] == "succeeded" else str(task["error"]["message"])

    def _asked(self, method: str, path: str) -> dict[str, Any]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request(method, path, headers={"Authorization": f"Bearer {KEY}"})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer
