"""Each request is answered by one state of the index, whatever is synced meanwhile."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class OneState:
    """The WSGI application *app*, which has made an answer when it returns, each within a block of *holding*."""

    def __init__(self, app: WSGIApplication, holding: Callable[[], AbstractContextManager[None]]) -> None:
        self._app = app
        self._holding = holding

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        with self._holding():
            return self._app(environ, start_response)
