"""The blog as a search engine of browsers: what their address bars ask for (OpenSearch 1.1)."""

from dataclasses import dataclass
from unicodedata import normalize

from flask import Blueprint, Response, render_template

from indexer import Engine, suggest
from service.config import Config
from service.serving.answering import arguments, holds_until_next_sync
from service.serving.own_address import own_address
from service.wire import parameters as p
from service.wire.encoding import encoded
from service.wire.xml_text import document

DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"

SHORT_NAME = 16
"""Characters that a short name has at most; this and the next two by OpenSearch 1.1, draft 6."""
LONG_NAME = 48
ABOUT = 1_024
_UNNAMED = "Search"
_OFFERED = 5
"""Completed queries, and as many titles."""


@dataclass(frozen=True, slots=True)
class EngineNames:
    """How browsers call the search of the blog *title*."""

    title: str

    @property
    def short(self) -> str:
        """What stands in the list of search engines."""
        return cut(self.title, SHORT_NAME) or _UNNAMED

    @property
    def long(self) -> str:
        """The same where there is more room."""
        return cut(self.title, LONG_NAME) or _UNNAMED

    @property
    def about(self) -> str:
        """One sentence."""
        return cut(f"Search the posts of {self.title}." if self.title else "Search the posts.", ABOUT)


@dataclass(frozen=True, slots=True)
class BrowserSearch:
    """The routes, answered by *engine* and about the blog of *config*."""

    engine: Engine
    config: Config

    def description(self) -> Response:
        """Where and how a browser asks."""
        rendered = render_template("opensearch.xml", names=EngineNames(self.config.title), own=own_address())
        return Response(document(rendered), mimetype=DESCRIPTION)

    def suggestions(self) -> Response:
        """What to offer below the address bar: the query completed, then titles of posts."""
        typed = p.Q.one(arguments(p.Q))
        found = suggest(self.engine, typed, _OFFERED)
        offered = dict.fromkeys((*found.queries, *(post.title for post in found.posts)))
        return Response(encoded([typed, list(offered)]) + b"\n", mimetype=SUGGESTIONS)


def cut(text: str, limit: int) -> str:
    """*text* on one line and in at most *limit* characters, cut between words if that leaves half of them or more."""
    line = " ".join(normalize("NFC", text).split())
    if len(line) <= limit:
        return line
    words = line[: limit + 1].rpartition(" ")[0].rstrip(" ,;:.–—-&|·")
    return words if len(words) * 2 >= limit else line[: limit - 1].rstrip() + "…"


def blueprint(engine: Engine, config: Config) -> Blueprint:
    """The routes."""
    browsers, views = BrowserSearch(engine, config), Blueprint("browser_search", __name__)
    views.add_url_rule("/opensearch.xml", view_func=browsers.description)
    views.add_url_rule("/opensearch/suggest", view_func=browsers.suggestions)
    views.after_request(holds_until_next_sync)
    views.app_context_processor(lambda: {"engine_names": EngineNames(config.title)})
    return views
