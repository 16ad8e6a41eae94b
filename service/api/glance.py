"""A glance at the engine: how it is, told in time whatever it does."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import NamedTuple

from indexer import Engine, EngineError, IndexDamaged
from service.wire import shapes
from service.wire.standing import engine_state

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds to wait for the engine. Who asks whether the service lives takes it for dead after three to five."""


class Glance(NamedTuple):
    """What was seen: the engine's *state*, the *generation* that answers, if one does, and whether it *is_damaged*."""

    state: shapes.EngineState
    generation: str | None = None
    is_damaged: bool = False


class Glances:
    """Looks at *engine*, in one thread of its own, so that no caller waits longer than *patience* seconds."""

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self._engine = engine
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "glance")
        self._lock = Lock()
        self._asked: Future[Glance] | None = None

    def take(self) -> Glance:
        """How the engine is now; "unreachable" if it cannot be said in time."""
        with self._lock:
            if self._asked is None or self._asked.done():
                self._asked = self._thread.submit(self._look)
            asked = self._asked
        try:
            return asked.result(self._patience)
        except TimeoutError:
            return Glance("unreachable")

    def _look(self) -> Glance:
        try:
            generation, is_damaged = self._engine.generation, bool(self._engine.damage)
            return Glance(self._engine.health().state, generation, is_damaged)
        except EngineError as error:
            return Glance(engine_state(error), is_damaged=isinstance(error, IndexDamaged))
        except Exception:  # noqa: BLE001  (a fault of ours, which the log tells; the process lives all the same)
            _log.exception("The engine cannot be looked at.")
            return Glance("red")
