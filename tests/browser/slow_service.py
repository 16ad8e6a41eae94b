"""The service behind a bad line: answers wait until the test lets them go, fail or get lost."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wrappers import Request, Response

from tests.browser.origin import Origin

PATIENCE = 30
"""Seconds after which a held answer goes out anyway: a test that forgets one must not hang."""


@dataclass
class SlowService:
    """The application *app*, whose searches are recorded and disturbed by what is asked.

    Attributes:
        asked: The queries of all searches so far, in order.
        paths: All paths with their query strings that were asked for.
        failing: A status that every search gets instead of an answer, such as 503.
        losing: Whether connections of searches break without an answer.
        origin: Where it is served; it may be stopped and started again.
    """

    app: WSGIApplication
    asked: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    failing: int | None = None
    losing: bool = False
    origin: Origin = field(init=False)
    _held: dict[str, Event] = field(default_factory=lambda: defaultdict(_open))

    def __post_init__(self) -> None:
        self.origin = Origin(self)

    def hold(self, *queries: str) -> None:
        """Let the answers to *queries* wait until they are released."""
        for query in queries:
            self._held[query] = Event()

    def release(self, *queries: str) -> None:
        """Let the answers to *queries* go, or all."""
        for query in queries or tuple(self._held):
            self._held[query].set()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or do not."""
        request = Request(environ)
        self.paths.append(request.full_path.rstrip("?"))
        if request.path != "/api/search" or request.method == "OPTIONS":
            return self.app(environ, start_response)
        query = request.args.get("q", "")
        self.asked.append(query)
        self._held[query].wait(PATIENCE)
        if self.losing:
            raise ConnectionAbortedError
        if self.failing:
            headers = {"Access-Control-Allow-Origin": "*"}
            return Response(status=self.failing, headers=headers)(environ, start_response)
        return self.app(environ, start_response)


def _open() -> Event:
    event = Event()
    event.set()
    return event
