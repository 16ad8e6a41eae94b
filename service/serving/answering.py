"""What all routes share: reading their parameters, timing, and saying how long an answer holds."""

from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

from flask import Response, request

from service.serving.cache import UNTIL_NEXT_SYNC
from service.wire.parameters import Arguments, Parameter, refuse_unknown

P = ParamSpec("P")
T = TypeVar("T")

JSON = "application/json"
HTML = "text/html"


def arguments(*known: Parameter[Any]) -> Arguments:
    """The parameters of the request; raises ParameterError if one is not *known*."""
    given = request.args.to_dict(flat=False)
    refuse_unknown(given, known)
    return given


def timed(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, int]:
    """What *function* returns, and how many milliseconds it took."""
    started = perf_counter()
    result = function(*args, **kwargs)
    return result, round((perf_counter() - started) * 1000)


def moved(address: str) -> Response:
    """The way to *address*, for good, with what stands behind the question mark of the request."""
    asked = request.query_string.decode("ascii", "replace")
    location = f"{address}?{asked}" if asked else address
    return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": location})


def prefers_html() -> bool:
    """Whether who asks would rather have HTML than JSON; who has no preference gets HTML."""
    return request.accept_mimetypes.best_match([HTML, JSON, "application/problem+json"], HTML) == HTML


def holds_until_next_sync(response: Response) -> Response:
    """*response*, if it is what was asked for or the way there, as one that depends on address and index alone."""
    if response.status_code in {200, 301} and request.method != "POST":
        response.headers["Cache-Control"] = UNTIL_NEXT_SYNC
    return response
