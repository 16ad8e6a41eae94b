"""Feeds of whatever can be searched for: RSS and JSON Feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from indexer import Engine, Hit, Presence, Query, Results, Sort
from service.config import Config
from service.pages.bidi import isolated
from service.pages.links import PAGE, Links, address
from service.serving.answering import holds_until_next_sync
from service.serving.own_address import own_address
from service.wire import parameters as p
from service.wire import requests
from service.wire.encoding import encoded
from service.wire.feed import Entry, Feed, json_feed, rfc_822
from service.wire.parameters import Arguments
from service.wire.xml_text import document

RSS = "application/rss+xml"
JSON_FEED = "application/feed+json"
PATHS = {RSS: f"{PAGE}/feed.xml", JSON_FEED: f"{PAGE}/feed.json"}

_TITLE = 100
"""Characters of a feed's title that repeat what was searched for."""
_SUBSCRIBED = {p.Q.name, *(parameter.name for parameter in p.FILTERS.values()), p.SINCE.name, p.UNTIL.name}
"""What the search page hands on to the feed: not its order, and not where in the hits it stands."""
_LABELS = {p.SINCE.name: "since ", p.UNTIL.name: "until "}


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds, answered by *engine* and about the blog of *config*."""

    engine: Engine
    config: Config

    def rss(self) -> Response:
        """The posts as RSS 2.0."""
        return Response(document(render_template("feed.xml", feed=self._feed(RSS))), mimetype=RSS)

    def json(self) -> Response:
        """The posts as JSON Feed 1.1."""
        return Response(encoded(json_feed(self._feed(JSON_FEED))) + b"\n", mimetype=JSON_FEED)

    def _feed(self, media: str) -> Feed:
        # What is not known is passed over, as on the search page: links carry utm_… and such.
        arguments = self._arguments(request.args.to_dict(flat=False))
        query = _query(arguments)
        found, own = self._found(query), own_address()
        words = _words(arguments)
        return Feed(
            title=" – ".join(map(isolated, filter(None, (words, self.config.title)))) or "Posts",
            about=self._about(words),
            page=own + address({name: said for name, said in arguments.items() if name in _SUBSCRIBED}),
            address=own + _with_query(PATHS[media], arguments),
            entries=[Entry.of(hit, self._address(hit, own)) for hit in found.hits],
            total=found.total,
            first=query.offset + 1,
        )

    def _arguments(self, given: Arguments) -> Arguments:
        """Those that a feed knows, in one order, tags by their names."""
        named = {**given, p.TAG.name: self.engine.aliases.names(given.get(p.TAG.name, ()))}
        return {one.name: said for one in p.FEED if (said := one.given(named))}

    def _found(self, query: Query) -> Results:
        """Posts that hold all words. Those that lack some rank below on a page, but would come first by date."""
        found = self.engine.search(query)
        if found.matching == "all":
            return found
        demanded = tuple(
            replace(clause, presence=Presence.REQUIRED) if clause.presence is Presence.OPTIONAL else clause
            for clause in query.clauses
        )
        return self.engine.search(replace(query, clauses=demanded))

    def _about(self, words: str) -> str:
        blog = f" of {isolated(self.config.title)}" if self.config.title else ""
        return f"Posts{blog} found by: {isolated(words)}" if words else f"All posts{blog}"

    def _address(self, hit: Hit, own: str) -> str:
        """The post on the blog, if the blog's address is known, else its text here."""
        if not hit.url.startswith("/"):
            return hit.url
        return f"{self.config.site.url}{hit.url}" if self.config.site.url else f"{own}/posts/{hit.id}"


def feed_of(links: Links, media: str) -> str:
    """The feed, as *media*, of what the search page with *links* finds."""
    return _with_query(PATHS[media], {name: said for name, said in links.arguments.items() if name in _SUBSCRIBED})


def _query(arguments: Arguments) -> Query:
    """What *arguments* ask for, with the defaults of a feed; raises ParameterError."""
    by_offset = p.OFFSET.given(arguments) or p.LIMIT.given(arguments)
    length = p.FEED_LIMIT if by_offset else p.FEED_HITS_PER_PAGE
    defaults = {p.SORT.name: [Sort.NEWEST.value], length.name: [str(length.default)]}
    return replace(requests.search({**defaults, **arguments}).query, sections=False)


def _words(arguments: Arguments) -> str:
    """What was searched for and what narrows it, on one line, without characters that nobody sees."""
    chosen = (_LABELS.get(name, "") + value for name, value in Links.from_request(arguments).choices())
    words = ", ".join(filter(None, (" ".join(p.Q.one(arguments).split()), *chosen)))
    return p.shortened("".join(filter(str.isprintable, words)), _TITLE)


def _with_query(path: str, arguments: Mapping[str, Sequence[str]]) -> str:
    query = urlencode(arguments, doseq=True, errors="replace")
    return f"{path}?{query}" if query else path


def blueprint(engine: Engine, config: Config) -> Blueprint:
    """The feeds."""
    feeds, views = Feeds(engine, config), Blueprint("feeds", __name__)
    views.add_url_rule(PATHS[RSS], view_func=feeds.rss)
    views.add_url_rule(PATHS[JSON_FEED], view_func=feeds.json)
    views.after_request(holds_until_next_sync)
    views.add_app_template_global(feed_of)
    views.add_app_template_filter(rfc_822)
    return views
