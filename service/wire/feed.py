"""A feed of posts that were found, and the same as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape, unescape
from typing import Annotated, NotRequired, TypedDict

import indexer
from service.wire.answers import moment
from service.wire.shapes import Moment

VERSION = "https://jsonfeed.org/version/1.1"


class JsonFeedAuthor(TypedDict):
    """Who wrote a post."""

    name: str


class JsonFeedItem(TypedDict):
    """A post of a feed."""

    id: Annotated[str, "Stable, even if the post or the blog moves."]
    url: str
    title: str
    content_text: Annotated[str, "The post's summary, or the passage that answers best."]
    date_published: NotRequired[Moment]
    date_modified: NotRequired[Moment]
    authors: list[JsonFeedAuthor]
    tags: list[str]
    language: NotRequired[Annotated[str, "Two letters."]]


class JsonFeed(TypedDict):
    """The posts that a query finds, the newest first."""

    version: Annotated[str, "The address of the format's definition."]
    title: str
    description: str
    home_page_url: Annotated[str, "The search page with the same query."]
    feed_url: str
    items: list[JsonFeedItem]


@dataclass(frozen=True, slots=True)
class Entry:
    """A post of a feed; *address* is absolute, *text* is plain."""

    id: str
    address: str
    title: str
    text: str
    published: datetime | None
    updated: datetime | None
    authors: Sequence[str]
    tags: Sequence[str]
    lang: str | None

    @classmethod
    def of(cls, hit: indexer.Hit, address: str) -> "Entry":
        """*hit*, which readers find at *address*."""
        return cls(
            id=hit.id,
            address=address,
            title=hit.title,
            text=hit.summary or plain(hit.snippet),
            published=hit.date,
            updated=hit.updated,
            authors=hit.authors,
            tags=hit.tags,
            lang=hit.lang,
        )

    @property
    def html(self) -> str:
        """The text as HTML, for which readers take a description in RSS."""
        return escape(self.text, quote=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        title: For people, as is *about*: one sentence.
        page: The address of the search page with the same query.
        address: Its own.
        entries: The posts in their order.
        total: How many posts the query finds.
        first: The number of the first entry among these, from 1.
    """

    title: str
    about: str
    page: str
    address: str
    entries: Sequence[Entry]
    total: int
    first: int


def plain(snippet: str) -> str:
    """The text of *snippet*, which is escaped for HTML and marked."""
    return unescape(snippet.replace("<mark>", "").replace("</mark>", ""))


def rfc_822(when: datetime) -> str:
    """A moment as RSS writes it, such as Sun, 12 May 2024 08:00:00 GMT."""
    return format_datetime(when.astimezone(UTC), usegmt=True)


def json_feed(feed: Feed) -> JsonFeed:
    """*feed* as JSON Feed."""
    return {
        "version": VERSION,
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: Entry) -> JsonFeedItem:
    item: JsonFeedItem = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.text,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
    }
    if entry.published:
        item["date_published"] = moment(entry.published)
    if entry.updated:
        item["date_modified"] = moment(entry.updated)
    if entry.lang:
        item["language"] = entry.lang
    return item
