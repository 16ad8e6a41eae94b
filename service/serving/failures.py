"""Failures: whatever a view raises becomes a problem in JSON, or a page for people."""

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from indexer import EngineError
from service.problems import MEDIA_TYPE, RETRY_AFTER, Problem, describe
from service.serving.answering import HTML, prefers_html
from service.serving.outage import AWAY
from service.tasks.database import TasksUnavailable

_FOR_PROGRAMS = ("/api/", "/health", "/ready", "/openapi.json", "/opensearch", "/search/feed.")


def prepare(app: Flask) -> None:
    """Let *app* answer whatever is raised."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """The response that *error* deserves; what is no fault of the request is logged."""
    problem = describe(error)
    if problem.unexpected and not isinstance(error, AWAY):  # of which the log tells once
        # Others say themselves what is wrong; only for a fault of ours does it matter where.
        is_ours = not isinstance(error, EngineError | TasksUnavailable)
        current_app.logger.error("%s: %s", request.path, error, exc_info=is_ours)
    response = _page(problem) if _for_people() else _json(problem)
    response.status_code = problem.status
    response.headers["Cache-Control"] = "no-store"
    if problem.status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    if isinstance(error, HTTPException):
        response.headers.update(_kept(error))
    return response


def _kept(error: HTTPException) -> dict[str, str]:
    """Headers that belong to a status, such as Allow to 405."""
    return {name: value for name, value in error.get_headers() if name != "Content-Type"}


def _for_people() -> bool:
    if request.path.startswith(_FOR_PROGRAMS):
        return False
    return prefers_html() and (HTML in request.accept_mimetypes.values() or request.endpoint is not None)


def _json(problem: Problem) -> Response:
    response = make_response(problem.shape())
    response.mimetype = MEDIA_TYPE
    return response


def _page(problem: Problem) -> Response:
    return make_response(render_template("problem.html", problem=problem, q=request.args.get("q", "")))
