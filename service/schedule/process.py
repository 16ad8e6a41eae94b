"""The keeper beside the server: one process of its own, however many answer requests."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from time import monotonic

from service.config import Config
from service.schedule.keeper import Keeper
from service.schedule.stopping import stop_without_parent, until_told_to_stop
from service.schedule.telling import Telling
from service.tasks.database import TasksUnavailable
from service.tasks.store import Tasks
from service.tasks.task import Expectation, Source, Status
from service.terminal import warn

STOP_WITHIN = 8.0
"""Seconds that a sync may take to notice that it is to stop; a container has ten for everything."""

_NICE = 10
"""How much the keeper steps back behind those who answer readers."""

_LONGEST_PAUSE = 60.0
"""Seconds before a keeper that died is replaced, at most."""

_STOPS = 20.0
"""Seconds before a keeper that was told to stop is replaced. Who stops a service often tells all its processes at once,
and the server may take half of that to end."""

_LOOK = 5.0
"""Seconds after which it is looked whether the keeper lives, even if nothing has told that it died."""

# A forked keeper would inherit the server's sockets and threads' locks.
_spawn = get_context("spawn")


@contextmanager
def keeping(config: Config) -> Iterator[None]:
    """While the block runs, keep the index in step in another process, if a schedule or a key gives reason to."""
    if not (config.schedule.is_set or config.key):
        _expect_nothing(Tasks(config.index))
        yield
        return
    supervisor = Supervisor(config)
    supervisor.start()
    try:
        yield
    finally:
        supervisor.stop()


class Supervisor:
    """Starts the keeper's process, replaces it if it dies, and ends it."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._process = self._started()
        self._told, self._tell = _spawn.Pipe(duplex=False)
        self._thread = Thread(target=self._supervise, daemon=True)

    def start(self) -> None:
        """Begin; the process itself runs already, so that workers are not forked while it starts."""
        self._thread.start()

    def stop(self) -> None:
        """Return when the keeper has ended."""
        self._tell.send(None)
        self._thread.join()
        self._process.terminate()
        self._process.join(STOP_WITHIN)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _started(self) -> SpawnProcess:
        process = _spawn.Process(target=keep, args=(self._config,), name="backmatter-keeper", daemon=True)
        resource_tracker.ensure_running()  # what `start` would do otherwise, and then let through what is held back
        # Ctrl+C reaches every process of a terminal; the server tells this one when to stop.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return process

    def _supervise(self) -> None:
        pauses = Pauses()
        while not self._told.poll():
            began = monotonic()
            while self._process.is_alive() and not self._told.poll():
                wait([self._told, self._process.sentinel], timeout=_LOOK)
            pause = pauses.after(self._process.exitcode, monotonic() - began)
            if not self._told.poll(pause):
                self._replace()

    def _replace(self) -> None:
        warn(f"What keeps the index in step has ended ({self._process.exitcode}), and is started again.")
        try:
            self._process = self._started()
        except OSError as error:
            warn(f"It cannot be started yet: {error}.")


class Pauses:
    """How long to wait before a keeper that ended is replaced."""

    def __init__(self) -> None:
        self._deaths = 0

    def after(self, exitcode: int | None, lived: float) -> float:
        """The seconds to wait, twice as many each time, after one that *lived* so many seconds and ended like this."""
        if exitcode in {0, -signal.SIGTERM}:
            return _STOPS
        self._deaths = self._deaths + 1 if lived < _LONGEST_PAUSE else 0
        return min(2.0**self._deaths, _LONGEST_PAUSE)


def keep(config: Config) -> None:
    """What the process does: keep the index in step until it is told to stop, or the server is gone."""
    # Whoever stops a whole service tells this process, too; then the server does so again.
    with until_told_to_stop(again=signal.SIG_IGN):
        stop_without_parent(STOP_WITHIN)
        os.nice(_NICE)
        telling = Telling(warn, warn, failure=_last_failure(Tasks(config.index)), all_is_news=False)
        Keeper(config, telling, first=Source.SERVE).keep()


def _last_failure(tasks: Tasks) -> str:
    """What the server itself has told already of its own sync."""
    try:
        last = tasks.standing().ended
    except TasksUnavailable:
        return ""
    return last.error.message if last and last.status is Status.FAILED and last.error else ""


def _expect_nothing(tasks: Tasks) -> None:
    """What an earlier service expected is void."""
    try:
        if tasks.expectation() != Expectation():
            tasks.expect(Expectation())
    except TasksUnavailable as error:
        warn(f"Note: {error}")
