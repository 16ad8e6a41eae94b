"""The first page, read as a browser without JavaScript reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer import Engine, Problem, Results, Site, SyncReport, open_engine, sync
from service.app import create_app
from service.config import Config, load
from service.pages.start import Figure, Overview
from service.serving.cache import UNTIL_NEXT_SYNC
from tests.service.conftest import NOW

Serve = Callable[..., FlaskClient]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """A function that serves files, given by path, after a sync."""

    def served(**files: str) -> FlaskClient:
        posts = tmp_path / "posts"
        posts.mkdir()
        for name, text in files.items():
            (posts / f"{name}.md").write_text(text, encoding="utf-8")
        config = load({"posts": str(posts)}, environment={}, folder=tmp_path)
        engine = open_engine(config.engine, config.index)
        sync(posts, engine, site=Site(), state=config.index, now=NOW)
        return create_app(config, engine).test_client()

    return served


def read(client: FlaskClient, **headers: str) -> str:
    """The first page, its entities resolved."""
    response = client.get("/", headers=headers)
    assert (response.status_code, response.mimetype) == (200, "text/html")
    return unescape(response.get_data(as_text=True))


def test_it_holds_the_box_around_a_real_form(client: FlaskClient) -> None:
    """Which leads to the search page where there is no JavaScript."""
    page = read(client)

    assert "<h1>Search Paths & Views</h1>" in page
    assert page.index("<blog-search") < page.index('action="/search"') < page.index("</blog-search>")
    assert 'link="/posts/{id}"' in page


def test_hits_of_the_box_lead_to_the_blog_once_its_address_is_known(config: Config, engine: Engine) -> None:
    """Else to the text in the service."""
    known = replace(config, site=Site(url="https://blog.example"))

    assert 'link="' not in read(create_app(known, engine).test_client())


def test_it_loads_the_box_in_one_version_without_a_flash(client: FlaskClient) -> None:
    """The style stands in the head, not added by the script."""
    page = read(client)
    versions = client.get("/blog-search.json").get_json()

    for file in ("script", "style"):
        path = versions[file]["url"].removeprefix("http://localhost")
        assert f'"{path}" integrity="{versions[file]["integrity"]}"' in page[: page.index("</head>")]


def test_it_tells_the_blog_in_figures(client: FlaskClient) -> None:
    """With the newest posts, the popular tags and the last sync."""
    page = read(client)

    for figure in ("<dt>posts</dt>", "<dd>2022–2024</dd>", "<dt>authors</dt>", "<dt>languages</dt>"):
        assert figure in page
    assert page.index("Views in Flask") < page.index("Paths in Python") < page.index("Senderos")
    assert 'href="/tags/flask"' in page
    assert "1 January 2026, 00:00 UTC</time>" in page


def test_what_is_one_is_said_as_one(serve: Serve) -> None:
    """Nothing is said of what no post has."""
    page = read(serve(only="---\ntitle: One\ndate: 2024-01-01\n---\nWords.\n"))

    assert "<dt>post</dt>" in page
    assert "<dt>year</dt><dd>2024</dd>" in page
    assert "<dt>tag" not in page


def test_what_is_to_be_pasted_names_the_service_as_it_was_asked(client: FlaskClient) -> None:
    """By whatever address its reader knows it, a proxy before it included."""
    page = read(client, host="search.example:8080", x_forwarded_proto="https")

    assert '<blog-search src="https://search.example:8080" mode="dialog">' in page
    assert "https://search.example:8080/posts/my-post/related" in page
    assert 'crossorigin="anonymous"' in page


def test_problems_are_told_with_their_place(serve: Serve, client: FlaskClient) -> None:
    """The first ones; a blog without any is not told so."""
    files = {f"bad{number}": f"---\ntitle: {number}\ndate: 03/04/2024\n---\nx\n" for number in range(7)}
    page = read(serve(**files))

    assert "7 problems in the posts" in page
    assert '<code>bad0.md:3</code> "03/04/2024" can be read in two ways' in page
    assert "bad5.md" not in page
    assert 'href="/api/status">more as JSON' in page
    assert "problems in the posts" not in read(client)


def test_a_name_that_is_no_text_is_told_by_its_bytes() -> None:
    """A page could not be written with it."""
    report = SyncReport(NOW, "g", 1, 1, 0, problems=(Problem("na\udcffme.md", 1, "encoding", "Mend it."),))

    assert Overview(Results((), 0, "g"), report).problems() == [(r"na\udcffme.md:1", "Mend it.")]


def test_an_empty_index_says_why_and_what_to_do(serve: Serve) -> None:
    """It is no error, and it is not hidden behind a search box."""
    page = read(serve(hidden="---\ntitle: a\ndraft: true\n---\nx\n", other="---\ntitle: b\ndraft: true\n---\nx\n"))

    assert "No posts yet" in page
    assert "The last sync saw 2 files" in page
    assert "2 × draft" in page
    assert "backmatter check path/to/posts" in page
    assert 'type="search"' not in page[page.index("<main") :].partition("Put the search box")[0]


def test_an_empty_folder_is_called_so(serve: Serve) -> None:
    """There was nothing to leave out."""
    assert "the posts folder holds no files" in read(serve())


def test_a_missing_index_is_a_page_of_its_own(down: FlaskClient) -> None:
    """With its status, so that nobody takes it for a blog without posts."""
    response = down.get("/", headers={"Accept": "text/html"})

    assert response.status_code == 503
    assert "Run: backmatter index" in response.get_data(as_text=True)


def test_it_holds_until_the_next_sync(client: FlaskClient) -> None:
    """Like every page that depends on the index alone."""
    response = client.get("/")

    assert response.headers["Cache-Control"] == UNTIL_NEXT_SYNC
    assert client.get("/", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_it_does_not_hold_while_a_sync_is_just_ending() -> None:
    """The index is newer than what is known of the sync."""
    report = SyncReport(datetime(2026, 1, 1, tzinfo=UTC), "1-old", 1, 1, 0)

    assert not Overview(Results((), 0, "2-new"), report).is_settled
    assert Overview(Results((), 0, "1-old"), report).is_settled
    assert Overview(Results((), 0, "1-old"), None).is_settled


def test_figures_of_a_blog_without_dates_name_no_years() -> None:
    """Large numbers are grouped."""
    facets = {"tags": {}, "categories": {}, "series": {}, "authors": {"A": 1234}, "lang": {}, "year": {}}
    overview = Overview(Results((), 1234, "g", facets=facets), None)

    assert list(overview.figures()) == [Figure("1,234", "posts", "/search"), Figure("1", "author")]


def test_all_scripts_are_files_of_the_service(client: FlaskClient) -> None:
    """The content security policy refuses any other, and styles in attributes."""
    page = read(client).partition("</head>")[0]

    assert page.count("<script") == page.count('<script type="module" src="/')
    assert "style=" not in client.get("/").get_data(as_text=True)


def test_every_link_of_the_page_leads_somewhere(client: FlaskClient) -> None:
    """Feeds, documentation, playground and the rest."""
    links = {part.partition('"')[0] for part in read(client).split(' href="/')[1:]}

    assert {"playground", "docs", "openapi.json", "search/feed.xml", "opensearch.xml", "tags"} <= links
    assert {link: status for link in links if (status := client.get(f"/{link}").status_code) != 200} == {}
