"""Feeds over HTTP: of everything, of a query, of a tag."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import Engine, Site
from service.app import create_app
from service.config import Config
from service.pages.feeds import JSON_FEED, PATHS, RSS, feed_of
from service.pages.links import Links
from tests.service.conftest import HOSTILE
from tests.service.parsed import parsed

HERE = "http://localhost"
ATOM = "{http://www.w3.org/2005/Atom}link"


def rss(client: FlaskClient, query: str = "", headers: Mapping[str, str] | None = None) -> ET.Element:
    """The channel of the feed of *query*."""
    response = client.get(f"/search/feed.xml?{query}", headers=headers)
    assert (response.status_code, response.mimetype) == (200, RSS), response.text
    channel = parsed(response.data).find("channel")
    assert channel is not None
    return channel


def json(client: FlaskClient, query: str = "") -> Any:
    """The same as JSON Feed."""
    response = client.get(f"/search/feed.json?{query}")
    assert (response.status_code, response.mimetype) == (200, JSON_FEED), response.text
    return response.json


def titles(channel: ET.Element) -> list[str | None]:
    """The titles of its posts."""
    return [item.findtext("title") for item in channel.iter("item")]


def test_the_feed_of_everything_has_the_newest_first(client: FlaskClient) -> None:
    """Under the blog's name, with the search page as its own."""
    channel = rss(client)

    assert titles(channel) == ["Views in Flask", "Paths in Python", "Senderos de montaña", HOSTILE]
    assert channel.findtext("title") == "Paths & Views"
    assert channel.findtext("description") == "All posts of Paths & Views"
    assert channel.findtext("link") == f"{HERE}/search"


def test_a_query_has_a_feed(client: FlaskClient) -> None:
    """With all that narrows it, named in its title; where it is to be found stands in it."""
    channel = rss(client, "q=framework&tag=python&from=2024&hitsPerPage=1&utm_source=x")
    own = channel.find(ATOM)

    assert titles(channel) == ["Views in Flask"]
    assert channel.findtext("title") == "framework, python, since 2024 – Paths & Views"
    assert channel.findtext("link") == f"{HERE}/search?q=framework&tag=python&from=2024"
    assert own is not None
    assert own.attrib == {
        "rel": "self",
        "type": RSS,
        "href": f"{HERE}/search/feed.xml?q=framework&tag=python&from=2024&hitsPerPage=1",
    }


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("q=framework", "Views in Flask"),
        ("q=framework&sort=oldest", "Paths in Python"),
        ("q=framework&sort=", "Views in Flask"),
        ("q=framework&hitsPerPage=1&page=2", "Paths in Python"),
        ("q=framework&limit=1&offset=1", "Paths in Python"),
        ("q=framework&offset=1", "Paths in Python"),
    ],
)
def test_order_and_place_are_those_of_the_search_page(client: FlaskClient, query: str, first: str) -> None:
    """But that the newest come first if nothing is said."""
    assert titles(rss(client, query))[0] == first


def test_all_words_must_be_there(client: FlaskClient) -> None:
    """A page shows posts that lack one further down, where it has too few; by date they would come first."""
    assert client.get("/api/search?q=framework+objects+senderos").json["totalHits"] == 3
    assert json(client, "q=framework+objects+senderos")["items"] == []
    assert [item["title"] for item in json(client, "q=framework+objects")["items"]] == ["Paths in Python"]


def test_both_feeds_hold_the_same(client: FlaskClient) -> None:
    """In the same order, under the same names."""
    items, feed = list(rss(client).iter("item")), json(client)

    assert [item.findtext("guid") for item in items] == [item["id"] for item in feed["items"]]
    assert [item.findtext("link") for item in items] == [item["url"] for item in feed["items"]]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{HERE}/search", f"{HERE}/search/feed.json")


def test_posts_are_read_here_while_the_blogs_address_is_unknown(client: FlaskClient) -> None:
    """By the address at which this service was reached."""
    headers = {"Host": "search.example", "X-Forwarded-Proto": "https"}
    item = rss(client, "q=flask", headers).find("item")
    assert item is not None
    link = item.findtext("link") or ""

    assert link == f"https://search.example/posts/{item.findtext('guid')}"
    assert client.get(link.removeprefix("https://search.example")).status_code == 200


def test_posts_are_read_on_the_blog_once_its_address_is_known(config: Config, engine: Engine) -> None:
    """Even if the index is older than the setting."""
    known = create_app(replace(config, site=Site(url="https://blog.example/notes")), engine).test_client()

    assert json(known, "q=flask")["items"][0]["url"] == "https://blog.example/notes/2024/flask-views/"


def test_hostile_text_is_plain_text(client: FlaskClient) -> None:
    """In titles, tags and descriptions of posts, and in what was searched for."""
    hostile = quote('"><script>alert(1)</script>\u202e\0')
    channel = rss(client, f"q=hostile+{hostile}&tag={quote('><img src=x>')}")
    item = next(one for one in rss(client, "q=hostile").iter("item"))

    assert channel.findtext("title") == 'hostile "><script>alert(1)</script>, ><img src=x> – Paths & Views'
    assert item.findtext("title") == HOSTILE
    assert [category.text for category in item.iter("category")] == ['"><img src=x>', ".."]
    assert "&lt;img src=x onerror=alert(1)&gt;" in (item.findtext("description") or "")


def test_words_of_either_direction_keep_to_themselves(client: FlaskClient) -> None:
    """What is written from right to left does not turn the blog's name."""
    assert rss(client, f"q={quote('שלום')}").findtext("title") == "\u2068שלום\u2069 – Paths & Views"


def test_the_search_page_leads_to_its_feeds(client: FlaskClient) -> None:
    """For readers of feeds in its head, for people below it; order and place in the hits stay behind."""
    page = client.get("/search?q=a%26b&tag=python&sort=title&page=1").text
    feed = "/search/feed.xml?q=a%26b&amp;tag=python"

    assert f'<link rel="alternate" type="application/rss+xml" title="These posts as RSS" href="{feed}">' in page
    assert f'<a href="{feed}">RSS' in page
    assert "/search/feed.json?tag=flask" in client.get("/tags/flask").text
    assert feed_of(Links({}), RSS) == "/search/feed.xml"


@pytest.mark.parametrize("path", PATHS.values())
def test_feeds_hold_until_the_next_sync(client: FlaskClient, path: str) -> None:
    """Readers ask every hour: who has it already is told so, others get it compressed."""
    first = client.get(path, headers={"Accept-Encoding": "gzip"})
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert client.head(path).headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("sort=x", "invalid_parameter"),
        ("sort=title&sort=date", "repeated_parameter"),
        ("from=2024-02-30", "invalid_parameter"),
        ("page=2&offset=3", "conflicting_parameters"),
        ("hitsPerPage=101", "invalid_parameter"),
    ],
)
def test_mistakes_are_told_as_everywhere(client: FlaskClient, path: str, query: str, code: str) -> None:
    """As JSON, whatever a reader of feeds says that it accepts."""
    response = client.get(f"{path}?{query}", headers={"Accept": "application/rss+xml, text/html;q=0.8, */*;q=0.5"})

    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.json["code"] == code


@pytest.mark.parametrize("path", PATHS.values())
def test_a_missing_index_is_no_empty_feed(down: FlaskClient, path: str) -> None:
    """A reader keeps what it has and comes again."""
    response = down.get(path)

    assert (response.status_code, response.json["code"]) == (503, "index_missing")
    assert "Retry-After" in response.headers


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec=None, categories=None)), st.text(max_size=40))
def test_whatever_is_searched_for_makes_a_feed(client: FlaskClient, q: str, tag: str) -> None:
    """That a parser reads, and whose own address leads to the same."""
    channel = rss(client, f"q={quote(q, errors='replace')}&tag={quote(tag)}")
    own = channel.find(ATOM)
    assert own is not None

    again = rss(client, own.attrib["href"].partition("?")[2])

    assert titles(again) == titles(channel)
    assert again.findtext("title") == channel.findtext("title")
