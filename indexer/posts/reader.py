"""One file becomes a post."""

from collections.abc import Sequence
from dataclasses import replace
from posixpath import splitext

from indexer.posts import conflicts, headers, language
from indexer.posts.decoding import decode
from indexer.posts.fields import Fields
from indexer.posts.headers import Header
from indexer.posts.ids import post_id
from indexer.posts.markup import Text, to_text
from indexer.posts.permalinks import url_for
from indexer.posts.post import Post
from indexer.posts.problem import Problem
from indexer.posts.site import Site
from indexer.posts.summary import first_sentences
from indexer.posts.titles import title_of_path, with_first_line_as_title

READING_VERSION = 3
"""Raise it when posts are read differently; the next sync then reads every file again."""


def read_post(path: str, content: bytes, site: Site) -> Post:
    """The post in the file at *path* (relative to the posts folder) with the bytes *content*.

    Whatever is wrong with the file is told in the post's problems.

    Raises:
        UnreadablePost: *content* is binary, or too large.
    """
    decoded = decode(path, content)
    resolved = conflicts.resolve(path, decoded.text)
    header = headers.split(resolved.text, path)
    fields = Fields(header, path)
    post = _post(path, header, fields, site)
    problems = (
        *decoded.problems,
        *_at(decoded.origins, resolved.problems),
        *_at(decoded.origins, _at(resolved.origins, (*header.problems, *fields.problems))),
        *_emptiness(path, decoded.text),
    )
    return replace(post, problems=tuple(sorted(problems, key=lambda problem: problem.line))) if problems else post


def _post(path: str, header: Header, fields: Fields, site: Site) -> Post:
    text = to_text(header.body, splitext(path)[1].casefold(), site.generator)
    title, text = _titled(path, header, fields, text)
    date, slug, categories = fields.date(), fields.slug(), fields.categories()
    lang = fields.language() or site.language or language.detect(text.body)
    return Post(
        path=path,
        id=post_id(path),
        url=url_for(
            site, path, header=header.fields, title=title, slug=slug, date=date, categories=categories, lang=lang
        ),
        title=title,
        body=text.body,
        sections=text.sections,
        summary=fields.summary() or first_sentences(text.body, text.sections),
        tags=fields.tags(),
        categories=categories,
        authors=fields.authors(),
        date=date,
        updated=fields.updated(),
        lang=lang,
        relations=fields.relations(),
        hidden=fields.hidden(),
        visible_from=fields.published_from() or date,
        visible_until=fields.published_until(),
    )


def _titled(path: str, header: Header, fields: Fields, text: Text) -> tuple[str, Text]:
    """The title, from the first place that has one, and the text without it."""
    title = fields.title()
    if title and text.title and title.casefold() != text.title.casefold():
        return title, text.with_title()
    title = title or text.title or ""
    if not title and header.dialect == "none":
        title, text = with_first_line_as_title(text)
    return title or title_of_path(path), text


def _at(origins: Sequence[int] | None, problems: Sequence[Problem]) -> Sequence[Problem]:
    """*problems* at the lines that theirs come from."""
    if origins is None:
        return problems
    return [replace(problem, line=origins[min(problem.line, len(origins)) - 1]) for problem in problems]


def _emptiness(path: str, text: str) -> list[Problem]:
    if text and not text.isspace():
        return []
    return [Problem(path, 1, "empty", "The file holds no text; write the post or delete the file.")]
