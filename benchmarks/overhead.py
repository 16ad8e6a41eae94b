"""What the service adds to a search: CPU time of its WSGI application, in process, without server and engine.

    python benchmarks/overhead.py [POSTS] [--rounds 40] [--profile]

What the engine answers is remembered, so that what is left is reading the request and writing the response. Rounds are
interleaved and the best of them counts, as other work on the machine can only make one slower.
"""

import argparse
import cProfile
import io
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from wsgiref.types import WSGIEnvironment

from flask import Flask, Response
from werkzeug.test import create_environ

from benchmarks.markdown import print_table
from indexer import Engine, Query, Results, Site, open_engine, sync
from service.app import create_app
from service.config import load
from service.serving.response import Response as Whole

QUERIES = 20
PER_ROUND = 100
_HOSTS = count()


class Remembering:
    """*engine*, which searches for the same only once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._found: dict[Query, Results] = {}
        self.generation = engine.generation

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the engine has)
        return getattr(self._engine, name)

    def search(self, query: Query) -> Results:
        """What the engine finds."""
        if query not in self._found:
            self._found[query] = self._engine.search(query)
        return self._found[query]


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts", type=Path, nargs="?", default=Path("data/posts"))
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--profile", action="store_true", help="show where the time of a new search goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        config = load({"posts": str(options.posts), "index": home}, environment={})
        engine = open_engine("whoosh", config.index)
        sync(config.posts, engine, site=Site(), state=config.index, now=datetime.now(UTC))
        app = create_app(config, Remembering(engine))
        searches = [request(f"/api/search?q={quote(word)}&facets=tags,year") for word in words(engine)]
        if options.profile:
            profile(app, searches)
        else:
            compare(app, searches, options.rounds)
        engine.close()


def words(engine: Engine) -> list[str]:
    """What to search for: the tags that most posts carry."""
    return list(engine.search(Query(limit=0, facets=("tags",))).facets["tags"])[:QUERIES]


def request(address: str) -> WSGIEnvironment:
    """A request as a server hands it on."""
    path, _, query = address.partition("?")
    return create_environ(path, query_string=query) | {"wsgi.input": io.BytesIO()}


class Kind(NamedTuple):
    """Requests that are much the same: of whom they are asked, and what to change in each before it is sent."""

    name: str
    app: Flask
    requests: Sequence[WSGIEnvironment]
    changes: Callable[[], dict[str, str]] = dict

    def cost(self) -> float:
        """Microseconds of a request in the mean."""
        started = time.process_time()
        for number in range(PER_ROUND):
            Whole.of(self.app, {**self.requests[number % len(self.requests)], **self.changes()})
        return (time.process_time() - started) / PER_ROUND * 1e6


def compare(app: Flask, searches: Sequence[WSGIEnvironment], rounds: int) -> None:
    """Print what each kind of request costs."""
    answers = [Whole.of(app, dict(search)) for search in searches]
    bodies = sorted((answer.body for answer in answers), key=len)
    tags = [{"HTTP_IF_NONE_MATCH": answer.headers["ETag"]} for answer in answers]
    kinds = (
        Kind("constant JSON", constant(bodies[len(bodies) // 2]), [request("/")]),
        Kind("new search", app, searches, elsewhere),
        Kind("new search, gzip", app, searches, lambda: {**elsewhere(), "HTTP_ACCEPT_ENCODING": "gzip"}),
        Kind("repeated search", app, searches),
        Kind("repeated search, 304", app, [{**search, **tag} for search, tag in zip(searches, tags, strict=True)]),
    )
    best = [min(costs) for costs in zip(*([kind.cost() for kind in kinds] for _ in range(rounds)), strict=True)]
    rows = [(kind.name, f"{cost:.0f}", f"{cost / best[0]:.2f}") for kind, cost in zip(kinds, best, strict=True)]
    print_table(("request", "CPU µs", "× constant"), rows)


def elsewhere() -> dict[str, str]:
    """Headers under which nothing was asked before."""
    return {"HTTP_HOST": f"{next(_HOSTS)}.example"}


def constant(body: bytes) -> Flask:
    """The least that Flask can do: *body* each time."""
    app = Flask(__name__)
    app.add_url_rule("/", "constant", lambda: Response(body, mimetype="application/json"))
    return app


def profile(app: Flask, searches: Sequence[WSGIEnvironment]) -> None:
    """Print the functions in which new searches spend most."""
    for search in searches:
        Whole.of(app, dict(search))
    watched = cProfile.Profile()
    for _ in range(PER_ROUND // len(searches)):
        for search in searches:
            watched.runcall(Whole.of, app, {**search, **elsewhere()})
    pstats.Stats(watched, stream=sys.stdout).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
