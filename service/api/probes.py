"""What is asked of the service about itself: whether it lives, whether it can answer, how its index stands."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response

from indexer import Engine, Query, last_report
from service.serving.answering import arguments
from service.wire import answers, shapes


@dataclass(frozen=True, slots=True)
class Probes:
    """The routes, about *engine*, what was remembered of syncs in *state*, and the running *version*."""

    engine: Engine
    state: Path
    version: str

    def health(self) -> shapes.Health:
        """That the process lives."""
        return {"status": "available"}

    def ready(self) -> shapes.Ready:
        """That the index answers; raises EngineError if not."""
        return {"status": "ready", "generation": self.engine.search(Query(limit=0)).generation}

    def status(self) -> shapes.Status:
        """How the index stands."""
        arguments()
        found = self.engine.search(Query(limit=0))
        return answers.status(self.version, found.generation, found.total, last_report(self.state))


def blueprint(engine: Engine, state: Path, version: str) -> Blueprint:
    """The routes; their answers are of the moment and never kept."""
    probes, views = Probes(engine, state, version), Blueprint("probes", __name__)
    views.add_url_rule("/health", view_func=probes.health)
    views.add_url_rule("/ready", view_func=probes.ready)
    views.add_url_rule("/api/status", view_func=probes.status)
    views.after_request(_of_the_moment)
    return views


def _of_the_moment(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
