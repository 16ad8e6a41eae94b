"""A draft: a text for which tags are wanted, finished or not."""

from dataclasses import dataclass

from indexer.document import Document


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
