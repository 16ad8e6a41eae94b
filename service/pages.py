"""The pages for people: the search page and the page of a tag. They work without JavaScript."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Redirection

from indexer import FACETS, Engine, Hit
from service.answering import holds_until_next_sync, prefers_html, timed
from service.config import Config
from service.links import PAGE, Links, address, pages_to_show, safe
from service.problems import NotFound
from service.reading import parts
from service.result_page import ResultPage
from service.tags import count_tags, find_tag
from service.wire import answers, requests
from service.wire.parameters import Arguments, shortened

_POPULAR = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages, answered by *engine* and about the blog of *config*."""

    engine: Engine
    config: Config

    def start(self) -> Redirection:
        """The way to the search page."""
        return redirect(PAGE)

    def search(self) -> Any:  # noqa: ANN401  (what Flask takes: a page or JSON)
        """The search page, or its answer as JSON. What it does not know it passes over: links carry utm_… and such."""
        return self._answer(request.args.to_dict(flat=False))

    def tag(self, tag: str) -> Any:  # noqa: ANN401  (as above)
        """The search page narrowed to a tag; raises NotFound."""
        found = find_tag(self.engine, tag)
        if found is None:
            raise NotFound("tag_not_found", f"No post carries the tag “{shortened(tag)}”.")
        given = self._answer({**request.args.to_dict(flat=False), "tag": [found.name]})
        return given if isinstance(given, str) else {**given, "tag": {"name": found.name, "count": found.count}}

    def post(self, id: str) -> str:
        """A post's text as it was indexed, for blogs whose address is not known; raises NotFound."""
        document = self.engine.get(id)
        if document is None:
            raise NotFound("post_not_found", f"There is no post with the id “{shortened(id)}”.")
        return render_template("post.html", post=document, parts=parts(document))

    def post_url(self, hit: Hit, anchor: str = "") -> str:
        """Where the page's links to *hit* lead: to the blog if its address is known, else to the text here."""
        known = self.config.site.url or not hit.url.startswith("/")
        return answers.anchored(hit.url if known else f"/posts/{hit.id}", anchor)

    def _answer(self, arguments: Arguments) -> Any:  # noqa: ANN401  (as above)
        search = requests.search(arguments)
        if not prefers_html():
            found, milliseconds = timed(self.engine.search, search.query)
            return answers.results(found, search, milliseconds)
        found = self.engine.search(replace(search.query, facets=FACETS))
        page = ResultPage(search, found, Links.from_request(arguments))
        popular = [] if found.total else list(count_tags(self.engine).counts)[:_POPULAR]
        return render_template("search.html", page=page, popular=popular)


def blueprint(engine: Engine, config: Config, version: str) -> Blueprint:
    """The pages, which name the running *version*."""
    pages, views = Pages(engine, config), Blueprint("pages", __name__)
    views.add_url_rule("/", view_func=pages.start)
    views.add_url_rule("/search", view_func=pages.search)
    views.add_url_rule("/tags/<anything:tag>", view_func=pages.tag)
    views.add_url_rule("/posts/<id>", view_func=pages.post)
    views.after_request(holds_until_next_sync)
    views.after_request(_by_accept)
    views.app_context_processor(lambda: {"blog": config, "version": version, "address": address})
    views.add_app_template_global(pages_to_show)
    views.add_app_template_global(answers.tag_url, "tag_url")
    views.add_app_template_global(pages.post_url)
    views.add_app_template_filter(safe, "href")
    # The one place where text counts as HTML: the indexer has escaped it and added nothing but <mark>.
    views.add_app_template_filter(Markup, "marked")
    return views


def _by_accept(response: Response) -> Response:
    response.vary.add("Accept")
    return response
