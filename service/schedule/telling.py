"""What the keeper says: one line for each sync, and no more about a failure than somebody would want to read."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from service.tasks.running import Outcome
from service.tasks.task import Source
from service.terminal import counted

EVERY = 10
"""A failure that stays the same is told again after so many syncs."""

_BECAUSE = {
    Source.SCHEDULE: "by schedule",
    Source.WATCH: "posts changed",
    Source.DUE: "posts became due or expired",
    Source.REQUEST: "asked for",
    Source.WEBHOOK: "asked for by a webhook",
}


Tell = Callable[[str], None]


class Telling:
    """Turns what happens into lines, with the time that a clock on the wall shows."""

    def __init__(self, say: Tell, warn: Tell, *, failure: str = "", all_is_news: bool = True) -> None:
        """Successes go to *say*, the rest to *warn*.

        The last *failure* was told already. Syncs that changed nothing are told if *all_is_news*.
        """
        self._say = say
        self._warn = warn
        self._failure = failure
        self._times = 0
        self._noted: set[str] = set()
        self._all_is_news = all_is_news

    def synced(self, outcome: Outcome, source: Source) -> None:
        """A sync went well."""
        report = outcome.report
        is_news = self._all_is_news or self._failure or report.added + report.changed + report.removed
        self.recovered()
        if is_news:
            self._say(_timed(line(outcome, source)))

    def recovered(self) -> None:
        """Whatever failed works again."""
        if self._failure:
            self.note("Syncing works again.")
        self._failure = ""

    def failed(self, message: str) -> None:
        """A sync failed."""
        self._times = 1 if message != self._failure else self._times + 1
        if message != self._failure:
            self.note(f"The sync failed: {message}")
        elif self._times % EVERY == 0:
            self.note(f"The sync still fails, {self._times} times by now: {message}")
        self._failure = message

    def note(self, text: str) -> None:
        """Something that the owner should know."""
        self._warn(_timed(text))

    def note_once(self, text: str) -> None:
        """Something that the owner should know, but need not read again and again."""
        if text not in self._noted:
            self._noted.add(text)
            self.note(text)


class Logged(logging.Handler):
    """Tells what parts of the service write to their logs, each message once."""

    def __init__(self, telling: Telling) -> None:
        super().__init__(logging.WARNING)
        self._telling = telling

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it."""
        self._telling.note_once(record.getMessage())


@contextmanager
def logged(telling: Telling) -> Iterator[None]:
    """While the block runs, logs are told by *telling*."""
    logger, handler = logging.getLogger("service"), Logged(telling)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def line(outcome: Outcome, source: Source) -> str:
    """The outcome of a sync in one line."""
    because = f" ({_BECAUSE[source]})" if source in _BECAUSE else ""
    return f"{', '.join(_parts(outcome))}{because}"


def _timed(text: str) -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {text}"


def _parts(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    changes = {"added": report.added, "changed": report.changed, "removed": report.removed}
    told = [f"{number:,} {change}" for change, number in changes.items() if number]
    yield f"Synced in {outcome.seconds:.1f} s: " + (", ".join(told) or "nothing changed")
    yield f"{counted(report.indexed, 'post')} indexed"
    if report.problems:
        yield counted(len(report.problems), "problem")
