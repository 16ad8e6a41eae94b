"""What all routes share: reading their parameters, and sparing work when nothing has changed."""

import hashlib
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

from flask import Response, make_response, request

from service.wire.parameters import Arguments, Parameter, refuse_unknown

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[..., Any]

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


def prefers_html() -> bool:
    """Whether who asks would rather have HTML than JSON; who has no preference gets HTML."""
    return request.accept_mimetypes.best_match([HTML, JSON, "application/problem+json"], HTML) == HTML


def unless_unchanged(state: Callable[[], str]) -> Callable[[View], View]:
    """Let a view answer 304 without doing its work when the client already has this answer.

    Args:
        state: What the answer depends on besides the request; an answer stays right while it is the same.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(**in_path: str) -> Response:
            tag = _entity_tag(state())
            unchanged = request.if_none_match.is_weak(tag)
            response = Response(status=304) if unchanged else make_response(view(**in_path))
            # Weak, because the milliseconds in the answer and its compression vary.
            response.set_etag(tag, weak=True)
            # Clients may keep the answer but ask each time: a sync can change any of them at any moment,
            # and asking costs no search.
            response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
            return response

        return answer

    return decorate


def _entity_tag(state: str) -> str:
    query = sorted(request.args.items(multi=True))
    asked = (state, request.path, query)
    return hashlib.blake2b(repr(asked).encode("utf-8", "replace"), digest_size=12).hexdigest()
