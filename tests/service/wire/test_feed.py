"""Feeds as RSS and as JSON Feed: what they say of a post, and that its text stays text."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import escape, unescape
from xml.etree import ElementTree as ET

import pytest
from flask import Flask, render_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.pages.bidi import balanced
from service.wire.feed import Entry, Feed, json_feed, plain, rfc_822
from service.wire.xml_text import document
from tests.service.parsed import parsed

ENTRY = Entry(
    id="2024-a",
    address="https://blog.example/a/?b=1&c=2",
    title="Q & A",
    text="1 < 2",
    published=datetime(2024, 5, 12, 8, tzinfo=timezone(timedelta(hours=2))),
    updated=None,
    authors=("Ann", "Bob"),
    tags=("c/c++", "a"),
    lang="en",
)
FEED = Feed("Notes", "All posts of Notes", "/search", "/search/feed.xml", (ENTRY,), 1, 1)
NASTY = (
    "<script>alert(1)</script>",
    "]]><x/>",
    "&amp;amp;",
    "{{ 1 }}",
    "\u202egnp.exe",
    "\0",
    "\ud800",
    "&#0;",
    "<!--",
)
TEXT = st.text(st.characters(codec=None, categories=None), max_size=20) | st.sampled_from(NASTY)


def rss(app: Flask, feed: Feed) -> ET.Element:
    """The channel of *feed* as RSS."""
    with app.test_request_context():
        rendered = document(render_template("feed.xml", feed=feed))
    channel = parsed(rendered).find("channel")
    assert channel is not None
    return channel


def seen(text: str) -> str:
    """*text* as XML can say it, without marks that would turn around what follows."""
    return parsed(document(f"<a>{escape(balanced(text))}</a>")).text or ""


def test_a_post_in_rss(app: Flask) -> None:
    """All that is known of it, each in the element that readers look for."""
    item = rss(app, FEED).find("item")
    assert item is not None
    said = [(element.tag.rpartition("}")[2], element.text) for element in item]

    assert said == [
        ("title", "Q & A"),
        ("link", "https://blog.example/a/?b=1&c=2"),
        ("guid", "2024-a"),
        ("pubDate", "Sun, 12 May 2024 06:00:00 GMT"),
        ("creator", "Ann"),
        ("creator", "Bob"),
        ("language", "en"),
        ("category", "c/c++"),
        ("category", "a"),
        ("description", "1 &lt; 2"),
    ]


def test_a_post_in_json_feed() -> None:
    """The text is plain there, and what is not known is left out."""
    bare = replace(ENTRY, id="b", published=None, updated=ENTRY.published, authors=(), tags=(), lang=None)
    one, other = json_feed(replace(FEED, entries=(ENTRY, bare)))["items"]

    assert one == {
        "id": "2024-a",
        "url": "https://blog.example/a/?b=1&c=2",
        "title": "Q & A",
        "content_text": "1 < 2",
        "authors": [{"name": "Ann"}, {"name": "Bob"}],
        "tags": ["c/c++", "a"],
        "date_published": "2024-05-12T08:00:00+02:00",
        "language": "en",
    }
    assert other.keys() == {"id", "url", "title", "content_text", "authors", "tags", "date_modified"}


def test_a_post_without_a_date_has_none_in_rss(app: Flask) -> None:
    """No date is better than one that was made up."""
    item = rss(app, replace(FEED, entries=(replace(ENTRY, published=None, lang=None, authors=()),))).find("item")
    assert item is not None

    assert [element.tag for element in item] == ["title", "link", "guid", "category", "category", "description"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, text=TEXT, name=TEXT)
def test_any_text_stays_text(app: Flask, title: str, text: str, name: str) -> None:
    """No character of it becomes markup, neither of the feed nor of what a reader makes of a description."""
    entry = replace(ENTRY, title=title, text=text, tags=(name,), authors=(name,))
    channel = rss(app, replace(FEED, title=title, entries=(entry,)))
    item = channel.find("item")
    assert item is not None

    assert channel.findtext("title") == item.findtext("title") == seen(title)
    assert "<" not in (item.findtext("description") or "")
    assert item.findtext("description") == seen(entry.html)
    assert item.findtext("category") == seen(name)
    assert [len(element) for element in item] == [0] * len(item)


@pytest.mark.parametrize(
    ("snippet", "text"),
    [("a <mark>b</mark> &lt;c&gt; &amp;amp; d", "a b <c> &amp; d"), ("&lt;mark&gt;", "<mark>"), ("", "")],
)
def test_a_snippet_becomes_plain_text(snippet: str, text: str) -> None:
    """Marks go, and what was escaped stands as it was typed."""
    assert plain(snippet) == text
    assert unescape(replace(ENTRY, text=text).html) == text


def test_dates_are_in_english_and_in_utc() -> None:
    """As RSS has them, wherever the service runs."""
    assert rfc_822(datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC)) == "Mon, 04 Mar 2024 05:06:07 GMT"
    assert rfc_822(datetime(1000, 1, 1, tzinfo=timezone(timedelta(hours=-5)))) == "Wed, 01 Jan 1000 05:00:00 GMT"
