"""The JSON API of tasks: asking for a sync, and following it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from service.api.credentials import Claim, Proof, holds_key, proof
from service.api.probes import of_the_moment
from service.problems import NotFound, Refused
from service.serving.answering import arguments
from service.tasks.store import Tasks
from service.tasks.task import Options, Source
from service.wire import tasks as wire
from service.wire.parameters import ParameterError, shortened

MAX_SIGNED_BODY = 8 * 1024 * 1024
"""Bytes; a push of many commits tells each of them."""


@dataclass(frozen=True, slots=True)
class TaskApi:
    """The routes, about *tasks*, which whoever proves to know the *key* may add to; nobody if it is empty."""

    tasks: Tasks
    key: str

    def reindex(self) -> Response:
        """Ask for a sync, unless it is only a ping; raises Refused, Unauthorized, ParameterError."""
        known = self._proof()
        if known.is_ping:
            return jsonify({"status": "pong"})
        task = self.tasks.request(known.source, _options(known), known.delivery)
        response = jsonify(wire.summary(task))
        response.status_code = HTTPStatus.ACCEPTED
        response.headers["Location"] = f"/api/tasks/{task.uid}"
        return response

    def task(self, uid: str) -> wire.Task:
        """How far a task is; raises NotFound."""
        arguments()
        found = self.tasks.get(int(uid)) if wire.is_uid(uid) else None
        if found is None:
            raise NotFound("task_not_found", f'There is no task with the number "{shortened(uid)}" any more, or yet.')
        return wire.task(found, in_full=self._is_trusted())

    def listing(self) -> wire.Tasks:
        """Tasks, the newest first."""
        given = arguments(*wire.TASKS)
        limit, first = wire.LIMIT.one(given), wire.FROM.one(given)
        statuses = tuple(dict.fromkeys(status for named in wire.STATUSES.every(given) for status in named))
        found, total = self.tasks.latest(limit + 1, first, statuses), self.tasks.count(statuses)
        return wire.listing(found, total, limit, in_full=self._is_trusted())

    def _proof(self) -> Proof:
        if not self.key:
            raise Refused(
                "reindex_off", "Nobody may ask for a sync here; to let those who know a key, set BACKMATTER_KEY."
            )
        known = proof(Claim(_header, _signed_body, datetime.now(UTC)), self.key)
        if known is None:
            raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "asking for a sync"}))
        return known

    def _is_trusted(self) -> bool:
        return holds_key(_header, self.key)


def _header(name: str) -> str:
    return request.headers.get(name, "")


def _signed_body() -> bytes:
    request.max_content_length = MAX_SIGNED_BODY
    return request.get_data()


def _options(known: Proof) -> Options:
    """What the sync is told, which is for those who send the key itself; a webhook's body is its sender's matter."""
    given = arguments(*wire.REINDEX)
    if known.source is Source.REQUEST:
        return wire.options(given, request.get_data())
    for name in given:
        message = f'"{name}" is for those who send the key itself; without it the webhook is understood.'
        raise ParameterError("invalid_parameter", name, message)
    return Options()


def blueprint(tasks: Tasks, key: str) -> Blueprint:
    """The routes; their answers are of the moment and never kept."""
    api, views = TaskApi(tasks, key), Blueprint("tasks", __name__, url_prefix="/api")
    views.add_url_rule("/reindex", view_func=api.reindex, methods=["POST"])
    views.add_url_rule("/tasks", view_func=api.listing)
    views.add_url_rule("/tasks/<uid>", view_func=api.task)
    views.after_request(of_the_moment)
    return views
