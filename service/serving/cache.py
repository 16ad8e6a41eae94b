"""Responses that hold until the next sync: they carry a tag, are kept, and are given again without asking anybody."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_etags

from indexer import EngineError
from service.serving.response import Headers, Response

UNTIL_NEXT_SYNC = "public, max-age=0, must-revalidate"
"""Cache-Control of responses that depend on the request and the index alone.

Clients may keep them but ask each time: a sync can change any of them at any moment, and asking costs no search.
"""

ROOM = 16 * 1024 * 1024
"""Bytes that the kept responses of a worker may take: some 1,500 searches of ten hits."""

_OVERHEAD = 2_000
"""Bytes that a kept response takes besides its body and the texts of the request."""

_DECIDING = (
    *("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING"),
    *("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME"),
)
"""What of a request may decide on the bytes of its response."""

_NEVER_KEPT = {"/health"}
"""What is handed on without asking for the state: it must be answered in time, and a cluster may take long to say."""

_ATTEMPTS = 3
"""To answer from one state. A request holds one, which goes only if its files are harmed or removed."""

_OF_THE_BODY = {"Content-Encoding", "Content-Length", "Content-Type"}

Key = tuple[str | None, ...]


class Cache:
    """The WSGI application *app*, asked only for what is not known already.

    It stands in front of Flask, which takes twenty times as long to find the view of a request.

    Args:
        app: Marks what holds until the next sync with `UNTIL_NEXT_SYNC`; nothing else is tagged or kept.
        state: What those responses depend on besides the request; may raise EngineError.
        room: Bytes that kept responses may take.
    """

    def __init__(self, app: WSGIApplication, state: Callable[[], str], room: int = ROOM) -> None:
        self._app = app
        self._state = state
        self._kept = _Kept(room)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"} or environ["PATH_INFO"] in _NEVER_KEPT:
            return self._app(environ, start_response)
        response = self._response(environ)
        if _is_known(response, environ.get("HTTP_IF_NONE_MATCH")):
            response = Response("304 NOT MODIFIED", _without_body(response.headers), b"")
        elif method == "HEAD":
            response = Response(response.status, response.headers, b"")
        return response.send(start_response)

    def _response(self, environ: WSGIEnvironment) -> Response:
        """The response to GET, kept or new; made anew where the state changed meanwhile."""
        for _ in range(_ATTEMPTS):
            state = self._current_state()
            # A state that is over is never asked for again, and its responses leave as the least recently used.
            key = (state, *map(environ.get, _DECIDING))
            kept = self._kept.get(key) if state else None
            if kept:
                return kept
            response = Response.of(self._app, {**environ, "REQUEST_METHOD": "GET"})
            if self._current_state() == state:
                break
        else:
            return response  # nobody knows which of the states answered
        holds = response.is_success and response.headers.get("Cache-Control") == UNTIL_NEXT_SYNC
        if holds and state:
            response = _tagged(response, state, environ)
            self._kept.put(key, response)
        return response

    def _current_state(self) -> str | None:
        """None if the engine cannot say; then *app* will tell why."""
        try:
            return self._state()
        except EngineError:
            return None


def _tagged(response: Response, state: str, environ: WSGIEnvironment) -> Response:
    """*response* with a name for its contents: weak, because its milliseconds and its compression vary."""
    contents = (state, environ["PATH_INFO"], environ["QUERY_STRING"], response.headers["Content-Type"])
    name = blake2b(repr(contents).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return Response(response.status, {**response.headers, "ETag": f'W/"{name}"'}, response.body)


def _is_known(response: Response, tags: str | None) -> bool:
    """Whether who sends *tags* as If-None-Match has *response* already."""
    tag = response.headers.get("ETag")
    return bool(tags and tag) and response.is_success and parse_etags(tags).contains_raw(str(tag))


def _without_body(headers: Headers) -> Headers:
    return {name: value for name, value in headers.items() if name not in _OF_THE_BODY}


class _Kept:
    """Responses in at most *room* bytes; the least recently used goes first."""

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._responses: OrderedDict[Key, Response] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Response | None:
        with self._lock:
            response = self._responses.get(key)
            if response:
                self._responses.move_to_end(key)
            return response

    def put(self, key: Key, response: Response) -> None:
        with self._lock:
            self._forget(key)
            self._responses[key] = response
            self._taken += _size(key, response)
            while self._taken > self._room:
                self._forget(next(iter(self._responses)))

    def _forget(self, key: Key) -> None:
        response = self._responses.pop(key, None)
        if response:
            self._taken -= _size(key, response)


def _size(key: Key, response: Response) -> int:
    return _OVERHEAD + len(response.body) + sum(len(text) for text in key if text)
