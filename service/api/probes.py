"""What is asked of the service about itself: whether it lives, whether it can answer, how its index stands."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, current_app

from indexer import Engine, EngineNotReady, Query, last_report
from service.api.glance import Glances
from service.serving.answering import arguments
from service.tasks.database import TasksUnavailable
from service.tasks.store import Tasks
from service.tasks.task import Standing
from service.wire import shapes, standing


@dataclass(slots=True)
class Probes:
    """The routes, about *engine*, its *tasks*, what was remembered of syncs in *state*, and the running *version*."""

    engine: Engine
    tasks: Tasks
    state: Path
    version: str
    glances: Glances = field(init=False)
    _known: tuple[int, Standing] | None = field(default=None, init=False)
    """How syncing stood at a version of the tasks."""

    def __post_init__(self) -> None:
        self.glances = Glances(self.engine)

    def health(self) -> shapes.Health:
        """That the process lives, whatever the engine and the tasks do."""
        seen = self.glances.take()
        return standing.health(
            self._standing(), seen.generation, datetime.now(UTC), engine=seen.state, is_damaged=seen.is_damaged
        )

    def ready(self) -> shapes.Ready:
        """That the index answers; raises EngineError if not."""
        generation = self.engine.search(Query(limit=0)).generation
        health = self.engine.health()
        # Who has lost posts answers with what is left, which is more than a balancer would if none were ready.
        if health.state == "red" and not self.engine.damage:
            raise EngineNotReady(health.detail)
        return {"status": "ready", "generation": generation, "engine": health.state}

    def status(self) -> shapes.Status:
        """How the index stands; raises EngineError, TasksUnavailable."""
        arguments()
        found, stands = self.engine.search(Query(limit=0)), self.tasks.standing()
        return standing.status(
            self.version,
            found,
            stands,
            datetime.now(UTC),
            engine=self.engine.health().state,
            is_damaged=bool(self.engine.damage),
            unrecorded=None if stands.succeeded else last_report(self.state),
        )

    def _standing(self) -> Standing:
        """How syncing stands; read again when anybody has written. Nothing is known if it cannot be read."""
        version = self.tasks.version()
        if self._known is None or self._known[0] != version:
            self._known = version, self._read()
        return self._known[1]

    def _read(self) -> Standing:
        try:
            return self.tasks.standing()
        except TasksUnavailable as error:
            trouble = str(error)
        current_app.logger.error(trouble)
        return Standing()


def blueprint(engine: Engine, tasks: Tasks, state: Path, version: str) -> Blueprint:
    """The routes; their answers are of the moment and never kept."""
    probes, views = Probes(engine, tasks, state, version), Blueprint("probes", __name__)
    views.add_url_rule("/health", view_func=probes.health)
    views.add_url_rule("/ready", view_func=probes.ready)
    views.add_url_rule("/api/status", view_func=probes.status)
    views.after_request(of_the_moment)
    return views


def of_the_moment(response: Response) -> Response:
    """*response*, as one that nobody may keep."""
    response.headers["Cache-Control"] = "no-store"
    return response
