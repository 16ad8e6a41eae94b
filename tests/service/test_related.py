"""Related posts over HTTP: by JSON, as a piece of HTML, and on the page of a post."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer import Engine, Site, open_engine, sync
from service.app import create_app
from service.config import load
from service.problems import NotFound
from service.related import find_related
from tests.service.onward import POSTS

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of `POSTS` is kept."""
    posts, index = tmp_path_factory.mktemp("posts"), tmp_path_factory.mktemp("index")
    for path, text in POSTS.items():
        (posts / path).parent.mkdir(exist_ok=True)
        (posts / path).write_text(text, encoding="utf-8")
    engine = open_engine("whoosh", index)
    sync(posts, engine, site=Site(), state=index, now=NOW)
    engine.close()
    return index


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    """Its engine."""
    opened = open_engine("whoosh", folder)
    yield opened
    opened.close()


@pytest.fixture
def client(engine: Engine, tmp_path: Path) -> FlaskClient:
    """A client of the service that answers from it."""
    return create_app(load({}, environment={}, folder=tmp_path), engine).test_client()


VOID = {"meta", "link", "input"}
"""Elements without an end."""


class Markup(HTMLParser):
    """Elements in order of their beginnings, links, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.classes: set[str] = set()
        self.links: dict[str, str] = {}
        self.text = ""
        self._link = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.classes.update((given.get("class") or "").split())
        self._link = given.get("href") or "" if tag == "a" else self._link

    def handle_endtag(self, tag: str) -> None:
        """It closes what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember the text, and whither it links."""
        self.text += data
        if "a" in self.open:
            self.links[data] = self._link


def get(client: FlaskClient, path: str, status: int = 200) -> Any:
    """The JSON at *path*."""
    response = client.get(path)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def fragment(client: FlaskClient, path: str) -> Markup:
    """The HTML at *path*; all that it opens it closes."""
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "text/html")
    markup = Markup(response.get_data(as_text=True))
    assert markup.open == []
    return markup


def test_pins_come_first_then_the_most_related(client: FlaskClient) -> None:
    """Each with the reason; the author's mistakes are told."""
    found = get(client, "/api/posts/2024_sour-dough/related")

    reasons = {hit["id"]: hit["_reason"] for hit in found["hits"]}
    assert found["hits"][0]["id"] == "2023_trains"
    assert reasons["2023_trains"] == {"pinned": True, "series": None, "tags": [], "words": []}
    reason = reasons["2024_rye-loaf"]
    assert (reason["pinned"], reason["series"], reason["tags"]) == (False, "Baking", ["bread"])
    assert {"rye", "dough"} <= set(reason["words"])
    assert found["unknown"] == ["no-such-post"]
    assert "_sharedWords" not in found["hits"][0]


def test_series_and_translations_are_told(client: FlaskClient) -> None:
    """With links to go there."""
    found = get(client, "/api/posts/2024_rye-loaf/related")

    assert found["series"] == {
        "name": "Baking",
        "position": 2,
        "length": 2,
        "previous": {"id": "2024_sour-dough", "url": "/2024/sour-dough/", "title": "Sour dough"},
        "next": None,
    }
    assert [(one["lang"], one["title"]) for one in found["translations"]] == [("es", "Un pan de centeno")]
    assert "es" not in [hit["lang"] for hit in found["hits"]]


def test_those_who_ask_are_told_what_words_weigh(client: FlaskClient) -> None:
    """The heaviest first."""
    hit = get(client, "/api/posts/2024_sour-dough/related?explain=true")["hits"][1]

    assert [word["word"] for word in hit["_sharedWords"]] == hit["_reason"]["words"]
    weights = [word["weight"] for word in hit["_sharedWords"]]
    assert weights == sorted(weights, reverse=True)
    assert all(1 <= word["posts"] <= len(POSTS) for word in hit["_sharedWords"])


@pytest.mark.parametrize(
    "name", ["2024_rye-loaf", "2024/rye-loaf.md", "rye-loaf", "2024%2Frye-loaf", "/2024/rye-loaf/"]
)
def test_a_post_may_be_called_by_any_of_its_names(client: FlaskClient, name: str) -> None:
    """A build knows the path of a file rather than an id."""
    assert get(client, f"/api/posts/{name}/related?limit=1")["id"] == "2024_rye-loaf"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/posts/nothing/related", 404, "post_not_found"),
        ("/api/posts/2024_rye-loaf/related?limit=0", 400, "invalid_parameter"),
        ("/api/posts/2024_rye-loaf/related?limit=21", 400, "invalid_parameter"),
        ("/api/posts/2024_rye-loaf/related?explain=maybe", 400, "invalid_parameter"),
        ("/api/posts/2024_rye-loaf/related?limt=3", 400, "unknown_parameter"),
    ],
)
def test_mistakes_are_problems(client: FlaskClient, path: str, status: int, code: str) -> None:
    """That name the value and the cure."""
    assert get(client, path, status)["code"] == code


def test_the_fragment_is_a_piece_of_html_to_put_below_a_post(client: FlaskClient) -> None:
    """One element, without scripts, styles or a page around it, that leads to the blog's own addresses."""
    markup = fragment(client, "/posts/rye-loaf/related?limit=2")

    assert markup.tags[0] == "aside"
    assert not {"html", "head", "body", "script", "style", "link"} & set(markup.tags)
    assert all(name == "bm" or name.startswith("bm-") for name in markup.classes)
    assert markup.links["Sour dough"] == "/2024/sour-dough/"
    assert markup.links["Un pan de centeno"].startswith("/es/")
    assert "Part 2 of 2 in Baking" in markup.text
    assert "same series: Baking" in markup.text


def test_what_a_post_says_stays_text(client: FlaskClient) -> None:
    """In the fragment as on the page; an address that is a script leads nowhere."""
    for path, scripts in (("/posts/2024_rye-loaf/related", 0), ("/posts/2024_rye-loaf", 1)):
        markup = fragment(client, path) if path.endswith("related") else Markup(client.get(path).get_data(as_text=True))
        assert '<script>alert("x")</script> & flour' in markup.links
        assert markup.tags.count("script") == scripts
        assert not [link for link in markup.links.values() if "script:" in link]


def test_the_fragment_of_an_unknown_post_is_not_found(client: FlaskClient) -> None:
    """So that a build fails instead of including a page about an error."""
    assert client.get("/posts/nothing/related").status_code == 404
    assert client.get("/posts/2024_rye-loaf/related?limit=99").status_code == 400


def test_the_page_of_a_post_leads_on(client: FlaskClient) -> None:
    """To texts in this service while the blog's address is not known."""
    markup = Markup(client.get("/posts/2024_rye-loaf", headers={"Accept": "text/html"}).get_data(as_text=True))

    assert markup.links["Sour dough"] == "/posts/2024_sour-dough"
    assert markup.links["Baking"] == "/search?series=Baking&sort=date"
    assert "Also in es" in markup.text
    assert "Related posts" in markup.text


def test_a_name_that_means_no_post_is_told(engine: Engine) -> None:
    """With what may be given instead."""
    with pytest.raises(NotFound, match='no post called "nothing"; give an id'):
        find_related(engine, "nothing", 5)
