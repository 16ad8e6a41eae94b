"""What can be asked over HTTP, as a table: the source of openapi.json, of the pages at /docs and of the reference."""

from dataclasses import dataclass
from typing import Any

from service.wire import parameters as p
from service.wire import shapes
from service.wire.assets import Versions
from service.wire.clicks import ClickBody
from service.wire.drafts import DraftBody
from service.wire.feed import JsonFeed
from service.wire.parameters import Parameter
from service.wire.tag_suggestions import TagSuggestions

HTML = "text/html"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One route, and what it takes and answers.

    Attributes:
        path: With what varies in braces.
        name: Its operationId.
        summary: One sentence for people.
        answer: The JSON's shape (`service.wire.shapes`); None for other media.
        media: What is answered, the preferred type first.
        parameters: What may stand behind the question mark.
        in_path: What stands in braces, with a sentence about it.
        moved: When the answer is the way to another address, in a sentence; "" for never.
        codes: Which problems it may answer, besides "internal".
        method: Of HTTP.
        body: The shape of the JSON that is sent to it; None if nothing is.
    """

    path: str
    name: str
    summary: str
    answer: type | None
    media: tuple[str, ...] = (JSON,)
    parameters: tuple[Parameter[Any], ...] = ()
    in_path: tuple[str, str] | None = None
    moved: str = ""
    codes: tuple[str, ...] = ()
    method: str = "GET"
    body: type | None = None


_DOWN = ("index_missing", "index_damaged", "engine_unavailable")
_NONE_READ = ("unknown_parameter",)
_READ = ("unknown_parameter", "invalid_parameter", "repeated_parameter")
_SEARCH = (*_READ, "too_many_values", "conflicting_parameters", "out_of_reach", *_DOWN)
_PAGE_SEARCH = tuple(code for code in _SEARCH if code not in _NONE_READ)
_TAG = ("tag", "The tag, percent-encoded, in any spelling: case, punctuation and spaces are no difference.")
_FINGERPRINT = ("fingerprint", "Ten hexadecimal digits, as /blog-search.json names them.")
_MOVED = "The tag is an alias: see Location for the tag that it stands for."

OPERATIONS = (
    Operation(
        path="/api/search",
        name="search",
        summary="Finds posts, the best first.",
        answer=shapes.Results,
        parameters=p.SEARCH,
        codes=_SEARCH,
    ),
    Operation(
        path="/api/suggest",
        name="suggest",
        summary="Completes what is being typed: posts, tags and queries.",
        answer=shapes.Suggestions,
        parameters=p.SUGGEST,
        codes=(*_READ, *_DOWN),
    ),
    Operation(
        path="/api/posts",
        name="posts",
        summary="Lists posts, the newest first.",
        answer=shapes.Results,
        parameters=p.SEARCH,
        codes=_SEARCH,
    ),
    Operation(
        path="/api/posts/{id}",
        name="post",
        summary="Gives a whole post as plain text.",
        answer=shapes.Post,
        in_path=("id", "The post's id, as a hit has it."),
        codes=(*_NONE_READ, "post_not_found", *_DOWN),
    ),
    Operation(
        path="/api/posts/{id}/related",
        name="related",
        summary="Lists what to read after a post, each with the reason, with its series and its translations.",
        answer=shapes.RelatedPosts,
        parameters=p.RELATED,
        in_path=("id", "The post's id, as a hit has it; its path, its file's name or its slug will do."),
        codes=(*_READ, "post_not_found", *_DOWN),
    ),
    Operation(
        path="/api/tags",
        name="tags",
        summary="Lists tags and how many posts carry them.",
        answer=shapes.Tags,
        parameters=p.TAGS,
        codes=(*_READ, *_DOWN),
    ),
    Operation(
        path="/api/tags/{tag}",
        name="tag",
        summary="Lists the posts of a tag, the newest first.",
        answer=shapes.TagResults,
        parameters=p.SEARCH_IN_TAG,
        in_path=_TAG,
        moved=_MOVED,
        codes=(*_SEARCH, "tag_not_found"),
    ),
    Operation(
        path="/api/posts/{id}/tag-suggestions",
        name="tag_suggestions",
        summary="Suggests tags for a post, each with its probability and what speaks for it.",
        answer=TagSuggestions,
        parameters=p.TAG_SUGGESTIONS,
        in_path=("id", "The post's id, as a hit has it; its path, its file's name or its slug will do."),
        codes=(*_READ, "post_not_found", *_DOWN),
    ),
    Operation(
        path="/api/tags/suggest",
        name="suggest_tags",
        summary="Suggests tags for a text that is being written.",
        answer=TagSuggestions,
        method="POST",
        body=DraftBody,
        codes=(
            *("unknown_parameter", "invalid_parameter", "missing_parameter", "invalid_body"),
            *("request_entity_too_large", *_DOWN),
        ),
    ),
    Operation(
        path="/api/clicks",
        name="report_click",
        summary="Writes down which hit was chosen, if the setting clicks names a file; any type of body will do.",
        answer=None,
        media=(),
        method="POST",
        body=ClickBody,
        codes=(
            *("unknown_parameter", "invalid_parameter", "missing_parameter", "invalid_body"),
            *("clicks_off", "post_not_found", "request_entity_too_large", *_DOWN),
        ),
    ),
    Operation(
        path="/api/status",
        name="status",
        summary="Says how the index stands: when it was last synced and which problems the posts have.",
        answer=shapes.Status,
        codes=(*_NONE_READ, *_DOWN),
    ),
    Operation(
        path="/health",
        name="health",
        summary="Says that the process lives, whatever the index does.",
        answer=shapes.Health,
    ),
    Operation(
        path="/ready",
        name="ready",
        summary="Says that the index answers.",
        answer=shapes.Ready,
        codes=_DOWN,
    ),
    Operation(
        path="/search",
        name="search_page",
        summary="The search page; it works without JavaScript, passes over unknown parameters, and answers "
        "JSON to who accepts no HTML.",
        answer=shapes.Results,
        media=(HTML, JSON),
        parameters=p.SEARCH,
        codes=_PAGE_SEARCH,
    ),
    Operation(
        path="/search/feed.xml",
        name="feed_rss",
        summary="The posts that a query finds, the newest first, as RSS 2.0; it passes over unknown parameters.",
        answer=None,
        media=("application/rss+xml",),
        parameters=p.FEED,
        codes=_PAGE_SEARCH,
    ),
    Operation(
        path="/search/feed.json",
        name="feed_json",
        summary="The same as JSON Feed 1.1.",
        answer=JsonFeed,
        media=("application/feed+json",),
        parameters=p.FEED,
        codes=_PAGE_SEARCH,
    ),
    Operation(
        path="/tags",
        name="tags_page",
        summary="All tags as a cloud, for people; it answers JSON to who accepts no HTML.",
        answer=shapes.Tags,
        media=(HTML, JSON),
        parameters=p.TAGS,
        codes=(*(code for code in _READ if code not in _NONE_READ), *_DOWN),
    ),
    Operation(
        path="/tags/{tag}",
        name="tag_page",
        summary="The search page, narrowed to a tag.",
        answer=shapes.TagResults,
        media=(HTML, JSON),
        parameters=p.SEARCH_IN_TAG,
        in_path=_TAG,
        moved=_MOVED,
        codes=(*_PAGE_SEARCH, "tag_not_found"),
    ),
    Operation(
        path="/posts/{id}",
        name="post_page",
        summary="A post's text as it was indexed; the search page links here while the blog's address is not set.",
        answer=None,
        media=(HTML,),
        in_path=("id", "The post's id, as a hit has it."),
        codes=("post_not_found", *_DOWN),
    ),
    Operation(
        path="/posts/{id}/related",
        name="related_fragment",
        summary="Gives what to read after a post as a piece of HTML, without styles and scripts, to put below it.",
        answer=None,
        media=(HTML,),
        parameters=(p.RELATED_LIMIT,),
        in_path=("id", "The post's id, as a hit has it; its path, its file's name or its slug will do."),
        codes=(*_READ, "post_not_found", *_DOWN),
    ),
    Operation(
        path="/",
        name="start",
        summary="The first page: the search box, the blog in figures, and what to paste into a blog.",
        answer=None,
        media=(HTML,),
        codes=_DOWN,
    ),
    Operation(
        path="/playground",
        name="playground",
        summary="Shows how a query is understood, and why each hit ranks where it does.",
        answer=None,
        media=(HTML,),
        parameters=p.SEARCH,
        codes=_PAGE_SEARCH,
    ),
    Operation(
        path="/opensearch.xml",
        name="opensearch",
        summary="Tells browsers how to search the blog from their address bar (OpenSearch 1.1).",
        answer=None,
        media=("application/opensearchdescription+xml",),
    ),
    Operation(
        path="/opensearch/suggest",
        name="opensearch_suggest",
        summary="Completes what is being typed in an address bar: a list of the text and of a list of completions.",
        answer=None,
        media=("application/x-suggestions+json",),
        parameters=(p.Q,),
        codes=(*_READ, *_DOWN),
    ),
    Operation(
        path="/theme.css",
        name="theme",
        summary="The stylesheet that the setting site.stylesheet names, which pages load; empty if it names none.",
        answer=None,
        media=("text/css",),
    ),
    Operation(
        path="/blog-search.js",
        name="box_script",
        summary="The search box, to load into a page of the blog.",
        answer=None,
        media=("text/javascript",),
    ),
    Operation(
        path="/blog-search.css",
        name="box_style",
        summary="The search box's style, which its script adds to the page.",
        answer=None,
        media=("text/css",),
    ),
    Operation(
        path="/blog-search-{fingerprint}.js",
        name="box_script_version",
        summary="The script in one version, which never changes; for another than the present one, the present one.",
        answer=None,
        media=("text/javascript",),
        in_path=_FINGERPRINT,
    ),
    Operation(
        path="/blog-search-{fingerprint}.css",
        name="box_style_version",
        summary="The style in one version, in the same way.",
        answer=None,
        media=("text/css",),
        in_path=_FINGERPRINT,
    ),
    Operation(
        path="/blog-search.json",
        name="box_versions",
        summary="Where the present versions of script and style are, with their integrity, for who builds a site.",
        answer=Versions,
    ),
    Operation(
        path="/blog-search/{lang}.json",
        name="box_texts",
        summary="What the search box says in a language.",
        answer=None,
        in_path=("lang", "Two letters: ar, de, en, es, fr, it, ja, nl, pl, pt, ru or zh."),
        codes=("not_found",),
    ),
    Operation(path="/openapi.json", name="openapi", summary="This document.", answer=None, media=(JSON,)),
    Operation(path="/docs", name="docs", summary="This document, to read.", answer=None, media=(HTML,)),
)
