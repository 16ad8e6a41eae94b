"""Whole responses, taken from WSGI applications that use all that WSGI allows."""

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

from service.serving.response import Response


class Chunks:
    """A body in three pieces that wants to be closed."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        return iter((b"a", b"", b"b"))

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def test_pieces_become_one_and_are_closed() -> None:
    """Flask frees what belongs to the request when its body is closed."""
    chunks = Chunks()

    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return chunks

    assert Response.of(app, {}) == Response("200 OK", {"Content-Type": "text/plain"}, b"ab")
    assert chunks.closed


def test_what_is_written_comes_before_what_is_returned() -> None:
    """And an application may change its mind about the status before it sends anything."""

    def app(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        start("500 Oh", [], (None, None, None))(b"first, ")
        return [b"second"]

    assert Response.of(app, {}) == Response("500 Oh", {}, b"first, second")


def test_a_server_may_change_the_headers_it_is_given() -> None:
    """WSGI lets it; the response stays as it was."""
    response = Response("200 OK", {"ETag": "x"}, b"body")

    def clear(_status: str, headers: list[tuple[str, str]], _error: object = None, /) -> "type[bytes]":
        headers.clear()
        return bytes

    assert list(response.send(clear)) == [b"body"]
    assert response.headers == {"ETag": "x"}
