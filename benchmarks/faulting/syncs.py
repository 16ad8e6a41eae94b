"""A sync each second, each of which brings a new epoch."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import NamedTuple, Self

PERIOD = 1.0


class Synced(NamedTuple):
    """One sync: its *epoch*, and when it was asked for and had ended (`time.monotonic`)."""

    epoch: int
    began: float
    ended: float


class Syncs:
    """Begins an epoch by *begin* and has it synced by *sync*, once in a second, while its block runs.

    Attributes:
        done: All syncs, from those of earlier blocks on.
    """

    def __init__(self, begin: Callable[[int], None], sync: Callable[[], None]) -> None:
        self._begin = begin
        self._sync = sync
        self._over = Event()
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] = Future()
        self.done: list[Synced] = []

    def once(self) -> None:
        """Bring the next epoch."""
        epoch = len(self.done)
        self._begin(epoch)
        began = time.monotonic()
        self._sync()
        self.done.append(Synced(epoch, began, time.monotonic()))

    def __enter__(self) -> Self:
        """Begin to sync."""
        self._over.clear()
        self._running = self._thread.submit(self._run)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, once the sync that runs has ended. Raises what a sync raised."""
        self._over.set()
        self._running.result()

    def _run(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            self.once()
            self._over.wait(max(0.0, PERIOD - (time.monotonic() - began)))
