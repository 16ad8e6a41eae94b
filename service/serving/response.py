"""A response in one piece, on its way from one WSGI application to the next."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Headers = Mapping[str, str]
"""Each once. Cookies, whose header alone cannot be joined into one, are not set by this service."""


class Response(NamedTuple):
    """What is sent: the *status* line, the *headers* and the *body*."""

    status: str
    headers: Headers
    body: bytes

    @classmethod
    def of(cls, app: WSGIApplication, environ: WSGIEnvironment) -> "Response":
        """What *app* answers to the request *environ*."""
        status, headers, written = "", dict[str, str](), list[bytes]()

        def start(line: str, fields: Iterable[tuple[str, str]], _failure: object = None, /) -> Callable[..., object]:
            nonlocal status, headers
            status, headers = line, dict(fields)
            return written.append

        chunks = app(environ, start)
        try:
            written.extend(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        return cls(status, headers, b"".join(written))

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with it, as a WSGI application does."""
        start_response(self.status, list(self.headers.items()))
        return (self.body,)

    @property
    def is_success(self) -> bool:
        """Whether it is what was asked for."""
        return self.status.startswith("200 ")
