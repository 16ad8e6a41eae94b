"""A post: what one file of the blog says, free of its header dialect and its markup."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from indexer.posts.problem import Problem
from indexer.posts.relations import NONE, Relations


class Section(NamedTuple):
    """A heading inside a post, so that a hit can point to it.

    Attributes:
        heading: The heading as plain text.
        anchor: What follows ``#`` in the URL, by the generator's slug rule; "" if it has none.
        level: 1 for ``<h1>`` to 6 for ``<h6>``.
        start: Offset of the heading's first character in `Post.body`. The section ends where the next begins.
    """

    heading: str
    anchor: str
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Post:
    """One file of the blog, read.

    Attributes:
        path: The file, relative to the posts folder, with ``/`` between its parts.
        id: Stable and safe in a URL (letters, digits, ``-``, ``_``), made from the path alone.
        url: Where readers find it: absolute when the site's URL is known, else from the root (``/2024/a-post/``).
        title: Plain text, never empty.
        body: The whole text without markup, headings included; paragraphs are separated by blank lines.
        sections: The headings in order, each with its place in `body`.
        summary: The author's own, else the first sentences; "" if there is no text.
        tags, categories, authors: As the author typed them, in order, without repetition.
        date, updated: With a time zone (UTC where the author gave none), or None; never invented.
        lang: Two-letter language code in lower case, or None if it could not be told.
        relations: What its author says of its place among the other posts.
        hidden: Why it must not be shown at any time ("draft", "unpublished"), or None.
        visible_from, visible_until: Outside of these times the post is not shown.
        problems: What its author should look at.
    """

    path: str
    id: str
    url: str
    title: str
    body: str
    sections: tuple[Section, ...] = ()
    summary: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    updated: datetime | None = None
    lang: str | None = None
    relations: Relations = NONE
    hidden: str | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None
    problems: tuple[Problem, ...] = ()

    def left_out_because(self, now: datetime) -> str | None:
        """Why the post is not shown at *now* ("draft", "unpublished", "future", "expired"), or None if it is."""
        if self.hidden:
            return self.hidden
        if self.visible_from and now < self.visible_from:
            return "future"
        if self.visible_until and now >= self.visible_until:
            return "expired"
        return None

    def next_change(self, now: datetime) -> datetime | None:
        """When the answer of `left_out_because` changes next without a change to the file, or None."""
        moments = [moment for moment in (self.visible_from, self.visible_until) if moment and moment > now]
        return None if self.hidden else min(moments, default=None)
