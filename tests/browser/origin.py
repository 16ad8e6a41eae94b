"""An application on a port of its own, which makes it an origin of its own to a browser."""

from threading import Thread
from typing import Self
from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

HOST = "127.0.0.1"


class Unlogged(WSGIRequestHandler):
    """Answers without a line on the terminal for each request, and each on a connection of its own.

    So none is left over once the server is stopped.
    """

    protocol_version = "HTTP/1.0"

    def log(self, *_: object) -> None:
        """Nothing."""


class Origin:
    """The WSGI application *app*, served while the context is entered; it may stop and start in between."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._port = 0
        self._server: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end; the same after a pause."""
        return f"http://{HOST}:{self._port}"

    def start(self) -> None:
        """Answer from now on."""
        self._server = make_server(HOST, self._port, self._app, threaded=True, request_handler=Unlogged)
        self._port = self._server.port
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """Let nobody connect any more."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
