"""A document: what the engine stores and searches of a post."""

from dataclasses import dataclass
from datetime import datetime

from indexer.posts.post import Post, Section


@dataclass(frozen=True, slots=True)
class Document:
    """A post as the engine sees it; the fields mean what they mean in `Post`.

    Attributes:
        fingerprint: Changes whenever the document would be indexed differently.
    """

    id: str
    path: str
    url: str
    title: str
    body: str
    fingerprint: str
    sections: tuple[Section, ...] = ()
    summary: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    updated: datetime | None = None
    lang: str | None = None

    @classmethod
    def from_post(cls, post: Post, fingerprint: str) -> "Document":
        """The document of *post*, marked with *fingerprint*."""
        return cls(
            id=post.id,
            path=post.path,
            url=post.url,
            title=post.title,
            body=post.body,
            fingerprint=fingerprint,
            sections=post.sections,
            summary=post.summary,
            tags=post.tags,
            categories=post.categories,
            authors=post.authors,
            date=post.date,
            updated=post.updated,
            lang=post.lang,
        )

    def text(self, field: str) -> str:
        """The text that is searched as *field*, a name in `schema.TEXT_FIELDS`."""
        match field:
            case "title":
                return self.title
            case "headings":
                return "\n".join(section.heading for section in self.sections)
            case "tags":
                return "\n".join(self.tags)
            case "summary":
                return self.summary
            case _:
                return self.body

    def values(self, facet: str) -> tuple[str, ...]:
        """The values it carries in *facet*, a name in `schema.FACETS`."""
        match facet:
            case "tags":
                return self.tags
            case "categories":
                return self.categories
            case "authors":
                return self.authors
            case "lang":
                return (self.lang,) if self.lang else ()
            case _:
                return (str(self.date.year),) if self.date else ()
