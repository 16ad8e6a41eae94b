"""An outage: that the engine does not answer is remembered for a moment, so that nobody waits for what is known."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from indexer import EngineError, EngineUnreachable

_log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds after a question that failed for which the next ones are refused without being asked."""

AT_MOST = 60.0
"""Seconds that a question may take before another one is asked beside it."""

AWAY = EngineUnreachable
"""What passes by itself, and may take long to find out. A cluster that answers that it cannot takes no time to ask."""


class Outage:
    """Refuses questions while the engine is away; one at a time is let through to see whether it is back.

    Without it each request to a machine that neither answers nor refuses would keep a thread of the server until it
    gives up, and those threads would be missed by requests that need no engine. The log tells when it began and ended,
    and not of each request.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._known: EngineError | None = None
        self._until = 0.0

    def refuse(self) -> None:
        """Raise again what is known, if there is an outage and it was seen only a moment ago, or is being looked at."""
        if self._known and self._clock() < self._until:
            raise type(self._known)(str(self._known))  # not the same one, as it gathers a traceback from each thread

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Ask the engine in the block; whether it answered is remembered. Raises what `refuse` does."""
        self.refuse()
        self._until = self._clock() + AT_MOST
        found = None
        try:
            yield
        except AWAY as error:
            found = error.with_traceback(None)
            raise
        finally:
            before, self._known, self._until = self._known, found, self._clock() + PAUSE
            if found and not before:
                _log.error("Search is down: %s", found)
            elif before and not found:
                _log.warning("Search is back.")
