"""The pages for people: the search page and the page of a tag. They work without JavaScript."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from indexer import FACETS, Document, Engine, Hit, Tag, related_posts
from service.config import Config
from service.pages import bidi
from service.pages.language_names import language_name
from service.pages.links import Links, address, pages_to_show, safe
from service.pages.reading import parts
from service.pages.result_page import ResultPage
from service.pages.tag_cloud import TagCloud
from service.problems import NotFound
from service.reasons import reasons
from service.related import find_related
from service.serving.answering import arguments, holds_until_next_sync, moved, prefers_html, timed
from service.tags import count_tags, known_tag
from service.wire import answers, requests
from service.wire import parameters as p
from service.wire.parameters import Arguments, shortened

_POPULAR = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages, answered by *engine* and about the blog of *config*."""

    engine: Engine
    config: Config

    def search(self) -> Any:  # noqa: ANN401  (what Flask takes: a page or JSON)
        """The search page, or its answer as JSON. What it does not know it passes over: links carry utm_… and such."""
        return self._answer(request.args.to_dict(flat=False))

    def tags(self) -> Any:  # noqa: ANN401  (as above)
        """All tags, as a cloud of links or as JSON."""
        given = request.args.to_dict(flat=False)
        listing, found = requests.tag_listing(given), count_tags(self.engine)
        if not prefers_html():
            return answers.tags(found.counts, listing, found.generation, found.aliases)
        shown = replace(listing, limit=TagCloud.LIMIT)
        answer = answers.tags(found.counts, shown, found.generation, found.aliases)
        return render_template("tags.html", cloud=TagCloud(shown, answer))

    def tag(self, tag: str) -> Any:  # noqa: ANN401  (as above)
        """The search page narrowed to a tag, or the way to it from an alias; raises NotFound."""
        found = known_tag(self.engine, tag)
        if self.engine.aliases.is_alias(tag):
            return moved(answers.tag_url(found.name))
        given = self._answer({**request.args.to_dict(flat=False), "tag": [found.name]}, found)
        return given if isinstance(given, str) else {**given, "tag": answers.tag_details(found)}

    def post(self, id: str) -> str:
        """A post's text as it was indexed, for blogs whose address is not known; raises NotFound."""
        found = related_posts(self.engine, id, p.RELATED_LIMIT.default)
        if found is None:
            raise NotFound("post_not_found", f"There is no post with the id “{shortened(id)}”.")
        return render_template("post.html", post=found.post, parts=parts(found.post), found=found)

    def related(self, id: str) -> str:
        """Where one can go from a post, as a piece of HTML to put below it; raises NotFound."""
        given = arguments(p.RELATED_LIMIT)
        return render_template("related.html", found=find_related(self.engine, id, p.RELATED_LIMIT.one(given)))

    def post_url(self, hit: Hit | Document, anchor: str = "") -> str:
        """Where the page's links to *hit* lead: to the blog if its address is known, else to the text here."""
        known = self.config.site.url or not hit.url.startswith("/")
        return answers.anchored(hit.url if known else f"/posts/{hit.id}", anchor)

    def _answer(self, arguments: Arguments, tag: Tag | None = None) -> Any:  # noqa: ANN401  (as above)
        arguments = {**arguments, p.TAG.name: self.engine.aliases.names(arguments.get(p.TAG.name, ()))}
        search = requests.search(arguments)
        if not prefers_html():
            found, milliseconds = timed(self.engine.search, search.query)
            return answers.results(found, search, milliseconds)
        found = self.engine.search(replace(search.query, facets=FACETS))
        page = ResultPage(search, found, Links.from_request(arguments))
        popular = [] if found.total else list(count_tags(self.engine).counts)[:_POPULAR]
        return render_template("search.html", page=page, popular=popular, tag=tag)


def blueprint(engine: Engine, config: Config, version: str) -> Blueprint:
    """The pages, which name the running *version*."""
    pages, views = Pages(engine, config), Blueprint("pages", __name__)
    views.add_url_rule("/search", view_func=pages.search)
    views.add_url_rule("/tags", view_func=pages.tags)
    views.add_url_rule("/tags/<anything:tag>", view_func=pages.tag)
    views.add_url_rule("/posts/<id>", view_func=pages.post)
    views.add_url_rule("/posts/<anything:id>/related", view_func=pages.related)
    views.after_request(holds_until_next_sync)
    views.after_request(_by_accept)
    views.app_context_processor(lambda: {"blog": config, "version": version, "address": address})
    views.add_app_template_global(pages_to_show)
    views.add_app_template_global(answers.tag_url, "tag_url")
    views.add_app_template_global(pages.post_url)
    views.add_app_template_global(reasons)
    views.add_app_template_filter(safe, "href")
    views.add_app_template_filter(bidi.isolated)
    views.add_app_template_filter(language_name, "language")
    views.add_app_template_test(bidi.is_right_to_left, "right_to_left")
    # The one place where text counts as HTML: the indexer has escaped it and added nothing but <mark>.
    views.add_app_template_filter(Markup, "marked")
    return views


def _by_accept(response: Response) -> Response:
    response.vary.add("Accept")
    return response
