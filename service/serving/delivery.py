"""What every response carries: safety headers, leave for other sites to read JSON, compression."""

import gzip
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from service.serving.response import Response

_SAFETY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

# The index is public, and the blog whose search box asks stands on another origin.
_SHARING = {
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}

_COMPRESSIBLE = (
    *("application/json", "application/feed+json", "application/problem+json", "application/x-suggestions+json"),
    *("application/opensearchdescription+xml", "application/rss+xml"),
    *("text/css", "text/html", "text/javascript"),
)
_WORTH_COMPRESSING = 1_000
"""Bytes; below, the answer fits in one packet anyhow."""
_LEVEL = 3
"""Of gzip: 6 % larger than by 5, in half the time."""


class Delivery:
    """The WSGI application *app*, its responses complete.

    After the views and not within Flask, whose headers take 40 µs for what is a union of dictionaries here.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        status, headers, body = Response.of(self._app, environ)
        media = headers.get("Content-Type", "").partition(";")[0]
        shared = media != "text/html" or environ["REQUEST_METHOD"] == "OPTIONS"
        headers = {**headers, **_SAFETY, **(_SHARING if shared else {})}
        if media in _COMPRESSIBLE and "Content-Encoding" not in headers:
            headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
            if len(body) > _WORTH_COMPRESSING and takes_gzip(environ):
                body = gzip.compress(body, _LEVEL, mtime=0)
                headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(body))}
        return Response(status, headers, body).send(start_response)


def takes_gzip(environ: WSGIEnvironment) -> bool:
    """Whether who asks can read gzip."""
    return parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"), Accept)["gzip"] > 0
