"""What is stored of a document, and the document again."""

from datetime import datetime

from indexer.document import Document
from indexer.engines.opensearch.encoding import Json
from indexer.posts.post import Section
from indexer.posts.relations import NONE, Relations, Series


def stored(document: Document) -> Json:
    """All of *document*, as JSON; what it does not have is left out."""
    every = {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "body": document.body,
        "fingerprint": document.fingerprint,
        "sections": [list(section) for section in document.sections],
        "summary": document.summary,
        "tags": document.tags,
        "categories": document.categories,
        "authors": document.authors,
        "date": document.date.isoformat() if document.date else None,
        "updated": document.updated.isoformat() if document.updated else None,
        "lang": document.lang,
        "tag_names": document.tag_names,
        "relations": None if document.relations == NONE else _related(document.relations),
    }
    return {name: value for name, value in every.items() if value}


def stored_document(stored: Json) -> Document:
    """The document again, from what `stored` made of it."""
    return Document(
        id=stored["id"],
        path=stored.get("path", ""),
        url=stored.get("url", ""),
        title=stored.get("title", ""),
        body=stored.get("body", ""),
        fingerprint=stored.get("fingerprint", ""),
        sections=tuple(map(Section._make, stored.get("sections", ()))),
        summary=stored.get("summary", ""),
        tags=tuple(stored.get("tags", ())),
        categories=tuple(stored.get("categories", ())),
        authors=tuple(stored.get("authors", ())),
        date=_moment(stored.get("date")),
        updated=_moment(stored.get("updated")),
        lang=stored.get("lang"),
        relations=_relations(stored["relations"]) if "relations" in stored else NONE,
        tag_names=tuple(stored.get("tag_names", ())),
    )


def _related(relations: Relations) -> Json:
    series = relations.series
    return {**relations._asdict(), "series": list(series) if series else None}


def _relations(stored: Json) -> Relations:
    series = stored["series"]
    return Relations(
        **{
            **stored,
            "series": Series(*series) if series else None,
            "related": tuple(stored["related"]),
            "excluded": tuple(stored["excluded"]),
        }
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
