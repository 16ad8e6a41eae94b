"""A draft: a text for which tags are wanted, finished or not."""

from dataclasses import dataclass

from indexer.document import Document
from indexer.posts import headers
from indexer.posts.generators import NEUTRAL
from indexer.posts.markup import to_text


@dataclass(frozen=True, slots=True)
class Draft:
    """What its author has written so far.

    Attributes:
        title, body: The text, without markup.
        tags: Those that it has already; they are not suggested.
        lang: Its language; None: the default.
    """

    title: str
    body: str
    tags: tuple[str, ...] = ()
    lang: str | None = None

    @classmethod
    def of(cls, document: Document) -> "Draft":
        """What *document* says."""
        return cls(document.title, document.body, document.tags, document.lang)

    @classmethod
    def written(cls, title: str, markdown: str, *, tags: tuple[str, ...] = (), lang: str | None = None) -> "Draft":
        """A post as it is typed: what stands below its header, whose top heading is its title if none is given."""
        text = to_text(headers.split(markdown, "draft.md").body, ".md", NEUTRAL)
        body = text.with_title().body if title else text.body
        return cls(title or text.title or "", body, tags, lang)
