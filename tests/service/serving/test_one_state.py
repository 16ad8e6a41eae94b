"""Each request is answered by one state of the index."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.serving.one_state import OneState
from service.serving.response import Response


def test_the_answer_is_made_while_the_state_is_held() -> None:
    """It is let go afterwards."""
    held: list[str] = []

    @contextmanager
    def holding() -> Iterator[None]:
        held.append("held")
        yield
        held.append("let go")

    def app(_: object, start: object) -> list[bytes]:
        start("200 OK", [])  # type: ignore[operator]
        return [" ".join(held).encode()]

    assert Response.of(OneState(app, holding), {}).body == b"held"
    assert held == ["held", "let go"]
