"""A document: what the engine stores and searches of a post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from indexer.aliases import NO_ALIASES, Aliases
from indexer.posts.names import names
from indexer.posts.post import Post, Section
from indexer.posts.relations import NONE, Relations, translations


@dataclass(frozen=True, slots=True)
class Document:
    """A post as the engine sees it; the fields mean what they mean in `Post`.

    Attributes:
        fingerprint: Changes whenever the document would be indexed differently.
        tag_names: The names of its tags, where some of these are aliases; else ().
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
    relations: Relations = NONE
    tag_names: tuple[str, ...] = ()

    @classmethod
    def from_post(cls, post: Post, fingerprint: str, aliases: Aliases = NO_ALIASES) -> "Document":
        """The document of *post*, marked with *fingerprint*, its tags named by *aliases*."""
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
            relations=post.relations,
            tag_names=aliases.renamed(post.tags),
        )

    def text(self, field: str) -> str:
        """The text that is searched as *field*, a name in `schema.TEXT_FIELDS`."""
        match field:
            case "title":
                return self.title
            case "headings":
                return "\n".join(section.heading for section in self.sections)
            case "tags":
                return "\n".join(dict.fromkeys((*self.tags, *self.tag_names)))
            case "summary":
                return self.summary
            case _:
                return self.body

    def values(self, field: str) -> tuple[str, ...]:
        """The values it carries in *field*, a name in `schema.VALUE_FIELDS`."""
        return _VALUES[field](self)


_VALUES: Mapping[str, Callable[[Document], tuple[str, ...]]] = {
    "tags": lambda document: document.tag_names or document.tags,
    "categories": lambda document: document.categories,
    "authors": lambda document: document.authors,
    "lang": lambda document: (document.lang,) if document.lang else (),
    "year": lambda document: (str(document.date.year),) if document.date else (),
    "series": lambda document: (document.relations.series.name,) if document.relations.series else (),
    "names": lambda document: names(document.id, document.path, document.url),
    "translation": lambda document: translations(document.path, document.relations),
}
