"""What every response carries, seen on the smallest application there is."""

import gzip
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from werkzeug.test import Client, TestResponse

from service.serving.delivery import Delivery

LONG = b"word " * 1_000


def saying(body: bytes, **headers: str) -> WSGIApplication:
    """An application that answers *body* with *headers*."""

    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [(name.replace("_", "-"), value) for name, value in headers.items()])
        return [body]

    return app


def ask(app: WSGIApplication, accepted: str = "gzip", method: str = "GET") -> TestResponse:
    """What who accepts the coding *accepted* gets."""
    return Client(Delivery(app)).open(method=method, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize("media", ["application/json", "application/problem+json", "text/html; charset=utf-8"])
def test_long_texts_are_compressed(media: str) -> None:
    """With their new length."""
    response = ask(saying(LONG, Content_Type=media, Content_Length="5000"))

    assert gzip.decompress(response.data) == LONG
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers.getlist("Content-Length") == [str(len(response.data))]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("", None), ("br", None), ("gzip;q=0", None), ("*", "gzip"), ("br;q=1, gzip;q=0.1", "gzip"), ("GZIP", "gzip")],
)
def test_only_who_takes_gzip_gets_it(accepted: str, coding: str | None) -> None:
    """Caches on the way are told that it depends, in one header with what else it depends on."""
    response = ask(saying(LONG, Content_Type="text/html", Vary="Accept"), accepted)

    assert response.headers.get("Content-Encoding") == coding
    assert response.headers.getlist("Vary") == ["Accept, Accept-Encoding"]


@pytest.mark.parametrize(("body", "media"), [(b"short", "application/json"), (LONG, "image/png")])
def test_what_would_not_get_smaller_stays_as_it_is(body: bytes, media: str) -> None:
    """A packet is not filled, or the file is compressed already."""
    response = ask(saying(body, Content_Type=media))

    assert response.data == body
    assert "Content-Encoding" not in response.headers


def test_pages_are_not_for_scripts_of_other_sites() -> None:
    """JSON is, and so is the question whether it is."""
    page, json = saying(LONG, Content_Type="text/html"), saying(LONG, Content_Type="application/json")

    assert "Access-Control-Allow-Origin" not in ask(page).headers
    assert ask(json).headers["Access-Control-Allow-Origin"] == "*"
    assert ask(page, method="OPTIONS").headers["Access-Control-Allow-Origin"] == "*"
