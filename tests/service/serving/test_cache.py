"""Responses given again: when they are, when they are not, and that nobody can tell but by the time it takes."""

import gzip
import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from indexer import Engine, Query, Results, Site, open_engine, sync
from service.app import create_app
from service.config import load
from service.serving.cache import UNTIL_NEXT_SYNC, Cache
from tests.service.conftest import NOW

SEARCH = "/api/search?q=words&facets=tags"


class Counted:
    """A real engine, and how often it was asked to search."""

    def __init__(self, engine: Engine, whole: "Counted | None" = None) -> None:
        self._engine = engine
        self._whole = whole or self
        self.searches = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def search(self, query: Query) -> Results:
        """What the engine finds."""
        self._whole.searches += 1
        return self._engine.search(query)

    def snapshot(self) -> "Counted":
        """The engine as it is now, counted with it."""
        return Counted(self._engine.snapshot(), self._whole)


class Blog:
    """A blog in *folder* that grows, its counted engine and its application."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "posts"
        self.folder.mkdir()
        config = load({"posts": str(self.folder)}, environment={}, folder=folder)
        self.index = config.index
        self.engine = Counted(open_engine("whoosh", config.index))
        self.grow()
        self.app: Flask = create_app(config, self.engine)

    def grow(self) -> None:
        """Write one more post, and sync as another process would."""
        number = len(list(self.folder.iterdir()))
        (self.folder / f"{number}.md").write_text(
            f"---\ntitle: Post {number}\ntags: [t{number}]\n---\nWords {number}.\n"
        )
        writer = open_engine("whoosh", self.index)
        sync(self.folder, writer, site=Site(), state=self.index, now=NOW + timedelta(seconds=number))
        writer.close()


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    """A blog of one post."""
    blog = Blog(tmp_path)
    yield blog
    blog.engine.close()


@pytest.fixture
def client(blog: Blog) -> FlaskClient:
    """Its client."""
    return blog.app.test_client()


@pytest.mark.slow
@pytest.mark.parametrize("path", [SEARCH, "/api/tags", "/api/suggest?q=wor", "/search?q=words", "/tags/t0", "/docs"])
def test_a_repeated_request_gets_the_same_bytes_without_a_search(blog: Blog, client: FlaskClient, path: str) -> None:
    """The milliseconds among them: it is what the search took."""
    first = client.get(path)
    searches = blog.engine.searches
    again = client.get(path)

    assert first.status_code == 200
    assert (again.status, again.headers, again.data) == (first.status, first.headers, first.data)
    assert blog.engine.searches == searches


def test_a_sync_is_seen_at_once(blog: Blog, client: FlaskClient) -> None:
    """By whoever asks next, with a new tag."""
    before = client.get(SEARCH)
    blog.grow()
    after = client.get(SEARCH, headers={"If-None-Match": before.headers["ETag"]})

    assert (before.json["totalHits"], after.json["totalHits"]) == (1, 2)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.json["generation"] == blog.engine.generation


def test_requests_that_differ_never_share(blog: Blog, client: FlaskClient) -> None:
    """In a character of their address, or in what they accept."""
    paths = ["/api/search?q=words", "/api/search?q=Words", "/api/search?q=words&limit=1", "/api/posts?q=words"]
    json_first = client.get("/search?q=words", headers={"Accept": "application/json"})
    page = client.get("/search?q=words", headers={"Accept": "text/html"})
    answers = [client.get(path).json for path in paths]

    assert (json_first.mimetype, page.mimetype) == ("application/json", "text/html")
    assert [answer["query"] for answer in answers] == ["words", "Words", "words", "words"]
    assert blog.engine.searches == len(paths) + 2


def test_each_coding_is_kept(blog: Blog, client: FlaskClient) -> None:
    """Who takes gzip gets it every time, who does not never."""
    path, takes_gzip = "/search?q=words", {"Accept-Encoding": "gzip"}
    plain, packed = client.get(path), client.get(path, headers=takes_gzip)
    searches = blog.engine.searches

    assert client.get(path).data == plain.data
    assert client.get(path, headers=takes_gzip).data == packed.data
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert blog.engine.searches == searches


@pytest.mark.parametrize("tags", ["{tag}", '"other", {tag}', "*"])
def test_who_has_the_answer_is_told_so_without_a_search(blog: Blog, client: FlaskClient, tags: str) -> None:
    """With the headers that hold for what is had, and none of a body."""
    first = client.get(SEARCH)
    again = client.get(SEARCH, headers={"If-None-Match": tags.format(tag=first.headers["ETag"])})

    assert (again.status_code, again.data, blog.engine.searches) == (304, b"", 1)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert {name for name, _ in first.headers} - {name for name, _ in again.headers} == {
        "Content-Type",
        "Content-Length",
    }


def test_head_and_get_share(blog: Blog, client: FlaskClient) -> None:
    """Whichever comes first; the length is that of the body which HEAD does not get."""
    head = client.head(SEARCH)
    got = client.get(SEARCH)

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers == got.headers
    assert int(head.headers["Content-Length"]) == len(got.data)
    assert blog.engine.searches == 1


def test_problems_are_not_kept(blog: Blog, client: FlaskClient) -> None:
    """What is missing may come, what is down may come back."""
    assert client.get("/api/tags/t1").status_code == 404
    assert "ETag" not in client.get("/api/search?page=0").headers
    blog.grow()
    assert client.get("/api/tags/t1").status_code == 200

    (blog.index / "generations").rename(blog.index / "elsewhere too")
    (blog.index / "current").rename(blog.index / "elsewhere")
    assert client.get(SEARCH).status_code == 503
    (blog.index / "elsewhere too").rename(blog.index / "generations")
    (blog.index / "elsewhere").rename(blog.index / "current")
    assert client.get(SEARCH).status_code == 200


def test_what_needs_no_index_is_given_without_one(down: FlaskClient) -> None:
    """Without a tag, as nobody can say of which state of the index it is."""
    response = down.get("/docs")

    assert response.status_code == 200
    assert "ETag" not in response.headers


def test_what_is_of_the_moment_is_asked_each_time(blog: Blog, client: FlaskClient) -> None:
    """The status of the index, and whether it is ready."""
    for path in ("/ready", "/api/status"):
        searches = blog.engine.searches
        assert "ETag" not in client.get(path).headers
        client.get(path)
        assert blog.engine.searches == searches + 2


@pytest.mark.slow
def test_threads_never_mix_generations(blog: Blog) -> None:
    """While syncs come in between, each tag names answers of one generation, and the newest is served at last."""
    syncs = 4

    def hammer(text: str) -> list[tuple[str | None, str]]:
        client, seen = blog.app.test_client(), []
        while not seen or seen[-1][1] != newest:
            response = client.get(f"/api/search?q={text}")
            seen.append((response.headers.get("ETag"), response.json["generation"]))
        return seen

    newest = ""
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(hammer, text) for text in ("words", "words", "post", "post")]
        for _ in range(syncs):
            blog.grow()
        newest = json.loads(blog.app.test_client().get("/ready").data)["generation"]
        seen = [pair for future in running for pair in future.result()]

    generations: dict[str | None, set[str]] = defaultdict(set)
    for tag, generation in seen:
        generations[tag].add(generation)
    generations.pop(None, None)
    assert all(len(of_one_tag) == 1 for of_one_tag in generations.values())
    assert {newest} in generations.values()


class Echo:
    """The smallest application: it answers with what was asked, *size* times, and remembers that it was asked."""

    def __init__(self, status: str = "200 OK", control: str = UNTIL_NEXT_SYNC, size: int = 1) -> None:
        self.status, self.control, self.size = status, control, size
        self.asked: list[str] = []

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        self.asked.append(environ["QUERY_STRING"])
        start(self.status, [("Content-Type", "text/plain"), ("Cache-Control", self.control)])
        return [environ["QUERY_STRING"].encode() * self.size]


def ask(cache: Cache, query: str = "q", method: str = "GET") -> TestResponse:
    """The response of *cache*."""
    return Client(cache).open("/", query_string=query, method=method)


@pytest.mark.parametrize(
    ("echo", "method"),
    [
        (Echo(status="404 NOT FOUND"), "GET"),
        (Echo(status="206 PARTIAL CONTENT"), "GET"),
        (Echo(control="no-store"), "GET"),
        (Echo(control="public, max-age=31536000"), "GET"),
        (Echo(), "POST"),
        (Echo(), "OPTIONS"),
    ],
)
def test_only_what_is_marked_got_and_fine_is_kept(echo: Echo, method: str) -> None:
    """Everything else passes untouched."""
    cache = Cache(echo, lambda: "state")

    first, again = ask(cache, method=method), ask(cache, method=method)

    assert "ETag" not in first.headers
    assert first.data == again.data == b"q"
    assert echo.asked == ["q", "q"]


def test_an_answer_is_made_anew_where_the_index_changed_meanwhile() -> None:
    """Whether the first is of the state before or after cannot be known."""
    states = iter(("before", "after", "after", "after", "after"))
    echo = Echo()
    cache = Cache(echo, lambda: next(states))

    assert ask(cache).headers["ETag"] == ask(cache).headers["ETag"]
    assert len(echo.asked) == 2


def test_an_answer_while_the_index_changes_all_the_time_has_no_name() -> None:
    """It is given after three attempts, and not kept."""
    echo = Echo()
    cache = Cache(echo, map(str, count()).__next__)

    assert "ETag" not in ask(cache).headers
    assert len(echo.asked) == 3


ROOM, LETTERS = 40_000, 1_000
"""Room for a dozen responses of one letter, or three of nine."""


@given(st.lists(st.sampled_from([letter * length for letter in "abcdefgh" for length in (1, 9)])))
def test_the_least_recently_used_goes_when_there_is_no_more_room(queries: list[str]) -> None:
    """Compared with a list that is searched from the end."""
    echo, fits = Echo(size=LETTERS), OrderedDict[str, int]()
    cache, expected = Cache(echo, lambda: "state", ROOM), []
    for query in queries:
        assert ask(cache, query).data == query.encode() * LETTERS
        if query not in fits:
            expected.append(query)
        fits[query] = taken(query)
        fits.move_to_end(query)
        while sum(fits.values()) > ROOM:
            fits.popitem(last=False)

    assert echo.asked == expected


def taken(query: str) -> int:
    """Bytes of a response: its body, the request's texts, and 2,000 for the rest."""
    return len(query) * LETTERS + len("state" + "/" + query + "http" + "localhost") + 2_000
