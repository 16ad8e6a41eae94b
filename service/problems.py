"""What goes wrong over HTTP: from an exception to status, code and words, in one table (RFC 9457)."""

from dataclasses import dataclass

from werkzeug.exceptions import HTTPException, InternalServerError

from indexer import EngineError, EngineNotReady, EngineRefused, EngineUnreachable, IndexDamaged, IndexMissing
from service.tasks.database import TasksUnavailable
from service.wire import shapes
from service.wire.parameters import ParameterError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 30
"""Seconds after which asking again may help when the index does not answer."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP *status*, its *title*, and *about* it one or two sentences for the documentation."""

    status: int
    title: str
    about: str


class NotFound(Exception):
    """Something that is named by the request does not exist; *code* says what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Refused(Exception):
    """What the request asks for is not allowed here; *code* says what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


KINDS = {
    "unknown_parameter": Kind(400, "Unknown parameter", "The route has no parameter of this name."),
    "invalid_parameter": Kind(400, "Bad value", "The parameter's value is not of its kind."),
    "repeated_parameter": Kind(400, "Repeated parameter", "It may be given only once."),
    "too_many_values": Kind(400, "Too many values", "A filter takes fifty values at most."),
    "conflicting_parameters": Kind(
        400, "Conflicting parameters", "Two parameters contradict each other, as page and offset do."
    ),
    "missing_parameter": Kind(400, "Missing value", "Something is needed that was not given."),
    "invalid_body": Kind(400, "Bad body", "What was sent is not the JSON object that the route takes."),
    "out_of_reach": Kind(400, "Out of reach", "Paging ends after the first 1,000,000 hits."),
    "unauthorized": Kind(
        401,
        "Unauthorized",
        "Asking for a sync takes the key: as Authorization: Bearer KEY, as X-Gitlab-Token, or as what a webhook is "
        "signed with. Signed times must be within five minutes of the server's.",
    ),
    "reindex_off": Kind(403, "Nobody may ask for a sync", "The setting key is not set."),
    "not_found": Kind(404, "Not found", "There is nothing at this address."),
    "post_not_found": Kind(404, "Post not found", "No post has this id."),
    "tag_not_found": Kind(404, "Tag not found", "No post carries this tag."),
    "task_not_found": Kind(404, "Task not found", "No task has this number; the newest 1,000 are kept."),
    "clicks_off": Kind(404, "Clicks are not recorded", "The setting clicks names no file to write them to."),
    "method_not_allowed": Kind(405, "Method not allowed", "The Allow header names the methods that are."),
    "request_entity_too_large": Kind(
        413, "Body too large", "A request may send 256 KiB at most, a signed webhook 8 MiB."
    ),
    "internal": Kind(500, "Internal error", "This is a fault of Backmatter; the server's log says more."),
    "index_missing": Kind(503, "No index", "Nothing has been indexed yet. Run: backmatter index"),
    "index_damaged": Kind(503, "Damaged index", "The index cannot be read. Run: backmatter index --rebuild"),
    "engine_unavailable": Kind(503, "Search is down", "The engine does not answer; the server's log says why."),
    "search_unreachable": Kind(
        503, "Search is down", "None of the machines that search answers; the server's log says more."
    ),
    "search_not_ready": Kind(
        503, "Search is not ready", "The cluster that searches is there, but cannot answer fully for now."
    ),
    "search_refused": Kind(
        503, "Search is locked out", "The cluster that searches does not let this service in; its log says why."
    ),
    "tasks_unavailable": Kind(
        503,
        "No list of syncs",
        "The file of tasks cannot be read or written; the server's log says why and what to do.",
    ),
}

CODES: dict[type[Exception], str] = {
    IndexMissing: "index_missing",
    IndexDamaged: "index_damaged",
    EngineUnreachable: "search_unreachable",
    EngineNotReady: "search_not_ready",
    EngineRefused: "search_refused",
    EngineError: "engine_unavailable",
    TasksUnavailable: "tasks_unavailable",
}
"""The code of each error that is no fault of the request; a class that is not named has the code of its base."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told to whoever asked: the members of RFC 9457, and the *parameter* that is to blame if one is."""

    code: str
    status: int
    title: str
    detail: str
    parameter: str | None = None

    @property
    def unexpected(self) -> bool:
        """Whether it is no fault of the request, so that the log should tell more than the answer."""
        return self.status >= 500

    def shape(self) -> shapes.Error:
        """The problem as JSON."""
        link = f"/docs#{self.code}"
        answer: shapes.Error = {
            "type": link,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "message": self.detail,
            "link": link,
        }
        if self.parameter:
            answer["parameter"] = self.parameter
        return answer


def describe(error: Exception) -> Problem:
    """The problem that *error* is. What it says of the server's inside stays out of it."""
    match error:
        case ParameterError():
            return _of_kind(error.code, str(error), error.parameter)
        case NotFound() | Refused():
            return _of_kind(error.code, str(error))
        case HTTPException() if error.code and not isinstance(error, InternalServerError):
            return _of_http(error, error.code)
        case _:
            code = next((CODES[base] for base in type(error).__mro__ if base in CODES), "internal")
            return _of_kind(code, KINDS[code].about)


def _of_kind(code: str, detail: str, parameter: str | None = None) -> Problem:
    kind = KINDS[code]
    return Problem(code, kind.status, kind.title, detail, parameter)


def _of_http(error: HTTPException, status: int) -> Problem:
    code = error.name.lower().replace(" ", "_")
    if code in KINDS:
        return _of_kind(code, KINDS[code].about)
    return Problem(code, status, error.name, error.description or error.name)
