"""The loop that keeps the index in step with the posts: waits for a reason to sync, syncs, says what came of it."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from indexer import BackmatterError, Engine, IndexLocked, open_engine
from service.config import Config
from service.pull import PullFailed
from service.schedule.agenda import Agenda
from service.schedule.telling import Telling, logged
from service.schedule.watching import QUIET, Watch
from service.tasks.database import TasksUnavailable
from service.tasks.running import Outcome, run
from service.tasks.store import Tasks
from service.tasks.task import Expectation, Options, Source
from service.terminal import progress

PAUSE = QUIET / 1000
"""Seconds between two looks at the clock and at what others ask for. So nothing depends on how a clock moves while the
machine sleeps, and no look costs more than some microseconds."""

_LOCKED_AT_MOST = 5.0
"""Seconds between two tries while somebody else syncs."""

_TRUSTED = 3600.0
"""Seconds for which one engine does all syncs: it knows which files it has looked through, and reads those again only
after they were written. A disk may forget without that, so that another engine looks through all from time to time."""

PLAIN = Options()


class Keeper:
    """Syncs for every reason that there is; one sync at a time, in this thread."""

    def __init__(
        self,
        config: Config,
        telling: Telling,
        *,
        first: Source,
        options: Options = PLAIN,
        synced: Callable[[Outcome, Source], None] | None = None,
        quiet: bool = True,
    ) -> None:
        """The first sync has the source *first* and *options*. Raises EngineUrlError.

        *synced* is told what came of each, by default *telling* is. How far a sync is, is shown unless *quiet*.
        """
        self._config = config
        self._telling = telling
        self._synced = synced or telling.synced
        self._quiet = quiet
        self._tasks = Tasks(config.index)
        self._engine: Engine | None = _opened(config)
        self._opened = time.monotonic()
        self._agenda = Agenda(config.schedule, _now())
        self._watch = Watch(config.posts, config.index, telling.note) if config.schedule.watch else None
        self._wanted: tuple[Source, Options] | None = (first, options)
        self._version: int | None = None
        self._locked = 0.0
        self._not_before = time.monotonic()

    def keep(self) -> None:
        """Keep the index in step until KeyboardInterrupt is raised in this thread."""
        if self._watch:
            self._watch.changed()  # begins to watch before the first sync, so that nothing is missed in between
        try:
            with logged(self._telling):
                while True:
                    self._step()
        finally:  # there is no next sync to wait for
            self._close()
            self._expect(Expectation(None, self._agenda.expectation.stale_after))

    def _step(self) -> None:
        self._wanted = self._wanted or self._asked_for() or self._by_agenda()
        if self._wanted and time.monotonic() >= self._not_before:
            self._sync(*self._wanted)
        else:
            self._pause()

    def _asked_for(self) -> tuple[Source, Options] | None:
        """The task that waits; looked for when anybody has written something, so that no failure is tried for ever."""
        version = self._tasks.version()
        if version == self._version:
            return None
        self._version = version
        try:
            waiting = self._tasks.waiting()
        except TasksUnavailable as error:
            self._telling.note_once(f"Nobody can ask for a sync: {error}")
            return None
        return (waiting.source, waiting.options) if waiting else None

    def _by_agenda(self) -> tuple[Source, Options] | None:
        source = self._agenda.reason(_now())
        return (source, PLAIN) if source else None

    def _pause(self) -> None:
        if not self._watch:
            time.sleep(PAUSE)
        elif self._watch.changed():
            self._wanted = self._wanted or (Source.WATCH, PLAIN)

    def _sync(self, source: Source, options: Options) -> None:
        began = _now()
        try:
            outcome = self._run(source, options)
        except IndexLocked:
            self._locked = min(max(self._locked * 2, PAUSE), _LOCKED_AT_MOST)
            self._not_before = time.monotonic() + self._locked
            return
        except Exception as error:  # noqa: BLE001  (told, and the loop outlives whatever befalls one sync)
            self._close()
            self._telling.failed(_message(error))
            self._agenda.failed(source, began, _now())
        else:
            self._agenda.succeeded(outcome.report, began, _now())
            self._synced(outcome, source)
        self._locked, self._wanted = 0.0, None
        self._expect(self._agenda.expectation)

    def _run(self, source: Source, options: Options) -> Outcome:
        if time.monotonic() - self._opened > _TRUSTED:
            self._close()
        if not self._engine:
            self._engine = _opened(self._config)
            self._opened = time.monotonic()
        with progress(quiet=self._quiet) as report:
            return run(self._config, self._engine, self._tasks, source, options, progress=report)

    def _close(self) -> None:
        """Let the next sync begin with an engine of its own."""
        if self._engine:
            self._engine.close()
        self._engine = None

    def _expect(self, expectation: Expectation) -> None:
        with suppress(TasksUnavailable):  # the sync itself has said so
            self._tasks.expect(expectation)


def _opened(config: Config) -> Engine:
    return open_engine(config.engine, config.index, config.access)


def _message(error: Exception) -> str:
    known = isinstance(error, BackmatterError | PullFailed)
    return str(error) if known else f"{type(error).__name__}: {error}"


def _now() -> datetime:
    return datetime.now(UTC)
