"""Where readers reach this service: for what leaves it and must lead back, as feeds do."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import request

_SCHEMES = {"http", "https"}


class BehindProxy:
    """The WSGI application *app*, told whether readers come by http or by https.

    A proxy that ends TLS says so in ``X-Forwarded-Proto``. Whoever forges it changes the addresses in their own answer
    and nothing else. The host is taken from ``Host`` alone.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        # With several proxies in a row the first one speaks of the reader.
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip().lower()
        if scheme in _SCHEMES:
            environ = {**environ, "wsgi.url_scheme": scheme}
        return self._app(environ, start_response)


def own_address() -> str:
    """Scheme and host by which the request came, such as https://search.example.

    Empty if it named no host that could be one; what is put behind it then leads from the root.
    """
    return request.host_url.rstrip("/") if request.host else ""
