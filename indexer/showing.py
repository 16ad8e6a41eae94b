"""Showing: a document that was found becomes a hit, with what is to be marked in it."""

from collections.abc import Callable

from indexer.document import Document
from indexer.results import Explanation, Hit
from indexer.snippets import Marks, Passages, highlighted, passage


def shown(
    document: Document,
    marks_in: Callable[[str], Marks],
    *,
    score: float,
    with_sections: bool,
    explanation: Explanation | None = None,
) -> Hit:
    """The hit of *document*.

    Args:
        document: What was found.
        marks_in: What to mark in the text of a field, a name in `schema.TEXT_FIELDS`.
        score: Between 0 and 1, for showing.
        with_sections: Whether it says which of its sections answer.
        explanation: Why it scores what it scores.
    """
    marks = marks_in("body")
    passages = Passages(document.body, marks, document.sections) if marks else None
    return Hit(
        id=document.id,
        path=document.path,
        url=document.url,
        title=document.title,
        summary=document.summary,
        tags=document.tags,
        categories=document.categories,
        authors=document.authors,
        date=document.date,
        updated=document.updated,
        lang=document.lang,
        score=score,
        title_html=highlighted(document.title, marks_in("title")),
        snippet=passages.best() if passages else _summary(document, marks_in),
        sections=passages.in_sections() if passages and with_sections else (),
        explanation=explanation,
    )


def _summary(document: Document, marks_in: Callable[[str], Marks]) -> str:
    """What is shown of a post whose body does not answer."""
    return passage(document.summary, marks_in("summary")) if document.summary else passage(document.body)
