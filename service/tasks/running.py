"""Running a sync as a task: whoever asks for one, the same is done and written down."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from types import TracebackType
from typing import Self

from indexer import Engine, IndexLocked, SyncReport, sync
from service.config import Config
from service.pull import PullFailed, pull
from service.tasks.database import TasksUnavailable
from service.tasks.failures import CANCELED, described
from service.tasks.store import PLAIN, Tasks
from service.tasks.task import Options, Source

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync or a check found, and how many *seconds* it took."""

    report: SyncReport
    seconds: float


def run(
    config: Config,
    engine: Engine,
    tasks: Tasks,
    source: Source,
    options: Options = PLAIN,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Bring the index in step with the posts folder, and write it down as a task.

    A task that waits is done by it, if it demands no more than *options*. A sync that cannot be written down is run
    all the same, and the log says so.

    Raises:
        IndexLocked: Another sync is running. Nothing is written down, and a task that waits goes on waiting.
        PullFailed: git could not fetch new posts; those that are there have been indexed.
        BackmatterError: Whatever else `indexer.sync` raises.
    """
    started = perf_counter()
    with _Record(tasks, source, options) as record:
        not_pulled: list[PullFailed] = []

        def begun() -> None:
            record.begin()
            if config.schedule.pull:
                try:
                    pull(config.posts)
                except PullFailed as error:
                    not_pulled.append(error)

        record.report = sync(
            config.posts,
            engine,
            site=config.site,
            state=config.index,
            now=datetime.now(UTC),
            aliases=config.aliases,
            force=options.force,
            rebuild=options.rebuild,
            begun=begun,
            progress=progress,
        )
        for error in not_pulled:
            raise error
        return Outcome(record.report, perf_counter() - started)


class _Record:
    """What is written down of one sync; entered before it and left after it, by whatever error."""

    def __init__(self, tasks: Tasks, source: Source, options: Options) -> None:
        self._tasks, self._source, self._options = tasks, source, options
        self._uid: int | None = None
        self._has_begun = False
        self.report: SyncReport | None = None

    def begin(self) -> None:
        self._has_begun = True
        with _as_far_as_possible():
            self._uid = self._tasks.begin(self._source, self._options).uid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, _trace: TracebackType | None) -> None:
        if isinstance(error, IndexLocked):
            return
        if not self._has_begun:
            self.begin()
        if self._uid is not None:
            with _as_far_as_possible():
                self._end(self._uid, error)

    def _end(self, uid: int, error: BaseException | None) -> None:
        if isinstance(error, Exception):
            self._tasks.fail(uid, described(error), self.report)
        elif error or not self.report:
            self._tasks.cancel(uid, CANCELED)
        else:
            self._tasks.succeed(uid, self.report)


@contextmanager
def _as_far_as_possible() -> Iterator[None]:
    """A full disk or a folder that cannot be written keeps nobody from syncing."""
    try:
        yield
    except TasksUnavailable as error:
        _log.warning("This sync is not written down: %s", error)
