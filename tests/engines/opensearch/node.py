"""A node that answers what a test wants, for what a cluster that is well does not answer."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

WHOLE = {"timed_out": False, "_shards": {"total": 1, "successful": 1, "failed": 0}, "hits": {"hits": []}}
"""What a search answers that finds nothing in all parts of an index."""


class Request(NamedTuple):
    """What the node was asked, by whom, and on which connection."""

    method: str
    path: str
    authorization: str | None
    connection: object


Answer = tuple[int, object]
Answers = Callable[[Request], Answer]


class Node:
    """Answers on a port of its own.

    Attributes:
        host: 127.0.0.1:port.
        requests: All that it was asked.
    """

    def __init__(self, answers: Answers, tls: ssl.SSLContext | None, port: int) -> None:
        self.requests: list[Request] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", port), self._handler(answers))
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.host = f"127.0.0.1:{self.server.server_port}"

    def _handler(self, answers: Answers) -> type[BaseHTTPRequestHandler]:
        requests = self.requests

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                request = Request(self.command, self.path, self.headers["Authorization"], self.client_address)
                requests.append(request)
                status, answer = answers(request)
                is_text = isinstance(answer, str)
                body = str(answer).encode() if is_text else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if is_text else "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = handle_any  # noqa: N815  (as its base wants them)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Handler


@contextmanager
def node(
    answers: Answers = lambda _: (200, WHOLE), *, tls: ssl.SSLContext | None = None, port: int = 0
) -> Iterator[Node]:
    """A node that gives *answers*, status and JSON or text, until the block ends; *port* 0 is any that is free."""
    running = Node(answers, tls, port)
    thread = Thread(target=running.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join()
