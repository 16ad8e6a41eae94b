"""What a service must answer over HTTP: each question in each state of the posts, as the other engine answers it."""

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import quote

from benchmarks.faulting.epochs import WORD

STATES = 3
"""Of the posts: each sync brings the next, and after the last comes the first."""

_SEARCHES = (
    "feed&facets=tags&facets=year&hitsPerPage=20",
    "the search&facets=authors&facets=lang",
    "permalinks promise&explain=true",
    "archiv",
    "serach enigne",
    '"full text"',
    "typography -japanese",
    "tag:writing&sort=date:desc",
    "title:series OR title:blog",
    "tipografía idiomas",
    "letter&year=2024&year=2025&facets=year",
    "links&offset=10&limit=5",
    "&sort=title:asc&limit=50",
    "nothingsoever",
    f"{WORD}&facets=tags&limit=20",
    f"{WORD} epochmark",
    f'"the {WORD} writes"',
    f"tag:{WORD}&sort=date:asc",
)
_SUGGESTED = ("fe", "sear", "epochm", "light")
_LOST = frozenset({"generation", "processingTimeMs"})
"""What differs between two right answers."""


class Read(NamedTuple):
    """An answer: its status, its media type, its body."""

    status: int
    kind: str
    body: bytes


def paths(posts: Iterable[str]) -> list[str]:
    """What is asked: searches of all kinds, suggestions, lists of tags, and what is known of each of *posts*."""
    searches = [f"/api/search?q={quote(text, safe='&=:')}" for text in _SEARCHES]
    suggestions = [f"/api/suggest?q={beginning}" for beginning in _SUGGESTED]
    pages = [path for post in posts for path in (f"/api/posts/{post}", f"/api/posts/{post}/related")]
    return [*searches, *suggestions, *pages, "/api/tags"]


class Known:
    """The right answers to the questions *asked*, once they were learnt."""

    def __init__(self, asked: Iterable[str]) -> None:
        self._states: dict[str, dict[str, set[int]]] = {path: {} for path in asked}

    @property
    def asked(self) -> list[str]:
        """The questions."""
        return list(self._states)

    def learn(self, state: int, ask: Callable[[str], Read]) -> None:
        """Take what *ask* gives for what is right in *state*. Raises RuntimeError if it gives anything but answers."""
        for path, known in self._states.items():
            answer = ask(path)
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"{path}: {answer}")
            known.setdefault(_digest(answer.body), set()).add(state)

    def states(self, path: str, body: bytes) -> frozenset[int]:
        """In which states *body* is the right answer to the question *path*; none if it is wrong."""
        return frozenset(self._states[path].get(_digest(body), ()))


def read(connection: HTTPConnection, path: str, **headers: str) -> Read:
    """What is answered at *path*; raises what the connection raises."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    return Read(response.status, response.headers.get_content_type(), response.read())


def generation(body: bytes) -> str:
    """Which one answered; "" if that is not told."""
    told = json.loads(body)
    return str(told.get("generation", "")) if isinstance(told, Mapping) else ""


def _digest(body: bytes) -> str:
    try:
        said = _lasting(json.loads(body))
    except ValueError:
        said = body.decode("utf-8", "replace")
    return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=12).hexdigest()


def _lasting(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """*value* without what differs between two right answers; scores to six digits, as any order of sums is right."""
    match value:
        case dict():
            return {name: _lasting(one) for name, one in value.items() if name not in _LOST}
        case list():
            return [_lasting(one) for one in value]
        case float():
            return f"{value:.6g}"
        case _:
            return value
