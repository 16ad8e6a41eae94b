"""The Whoosh schema, and what is stored of a document.

Every text field is indexed twice, under its own name by stems and as ``<name>_exact`` by unstemmed words, both with
positions; every facet once, by its whole values. So Whoosh's own searcher can search, filter, count and sort, too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson
from whoosh import fields, formats
from whoosh.analysis import Analyzer as WhooshAnalyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.columns import NumericColumn, VarBytesColumn

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold_value
from indexer.analysis.languages import DEFAULT
from indexer.analysis.tokens import tokenize
from indexer.document import Document
from indexer.engines.whoosh.columns import UNDATED
from indexer.posts.post import Section
from indexer.posts.relations import NONE, Relations, Series
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS

EXACT = "_exact"
_FIELDS_OF_VALUES = ("tag", "category", "author", "language", "year", "series", "name", "translation")
FACET_FIELDS = dict(zip(VALUE_FIELDS, _FIELDS_OF_VALUES, strict=True))
"""Facet to the field of its values, since ``tags`` is the field of the words in them."""


class QueryAnalyzer(WhooshAnalyzer):  # type: ignore[misc]  # Whoosh has no types
    """Lets Whoosh's own query parser see the words that we see."""

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact

    def __call__(self, value: str, **_options: object) -> Iterator[Any]:
        """The tokens of *value*, for Whoosh."""
        analyzer = Analyzer()
        for token in tokenize(value):
            if not token.is_part:
                text = token.exact if self.exact else analyzer.stems(token.word, [DEFAULT])[0]
                place = {"pos": token.position, "startchar": token.start, "endchar": token.end}
                yield WhooshToken(text=text, boost=1.0, stopped=False, **place)


class ValueAnalyzer(WhooshAnalyzer):  # type: ignore[misc]
    """Lets Whoosh's own query parser see a value of *field* as we compare it."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __call__(self, value: str, **_options: object) -> Iterator[Any]:
        """*value* as one token."""
        key = fold_value(self.field, value)
        yield WhooshToken(text=key, boost=1.0, stopped=False, pos=0, startchar=0, endchar=len(value))


class TermsField(fields.TEXT):  # type: ignore[misc]
    """A text field that is given its terms with their positions instead of a text to analyse."""

    def index(self, value: Mapping[str, list[int]], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes: (term, frequency, weight, encoded positions) of each term."""
        encode = self.format.encode
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), encode(positions)


class ValuesField(fields.KEYWORD):  # type: ignore[misc]
    """A facet: it is given its folded values."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.analyzer = ValueAnalyzer(field)
        self.format = formats.Existence()

    def index(self, value: Iterable[str], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes of each value."""
        for one in value:
            yield one.encode("utf-8", "replace"), 1, 1.0, b""


def whoosh_schema() -> fields.Schema:
    """The schema of every index that this version writes."""
    texts = {name: TermsField(analyzer=QueryAnalyzer(exact=False)) for name in TEXT_FIELD_NAMES}
    exact = {name + EXACT: TermsField(analyzer=QueryAnalyzer(exact=True)) for name in TEXT_FIELD_NAMES}
    facets = {name: ValuesField(field) for field, name in FACET_FIELDS.items()}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        text=fields.COLUMN(VarBytesColumn()),
        card=fields.COLUMN(VarBytesColumn()),
        date=fields.COLUMN(NumericColumn("q", default=UNDATED)),
        **texts,
        **exact,
        **facets,
    )


def card(document: Document) -> bytes:
    """What is kept of *document* beside its body, as JSON: all that a list of hits shows."""
    return _encode(
        {
            "id": document.id,
            "path": document.path,
            "url": document.url,
            "title": document.title,
            "summary": document.summary,
            "tags": document.tags,
            "categories": document.categories,
            "authors": document.authors,
            "date": document.date.isoformat() if document.date else None,
            "updated": document.updated.isoformat() if document.updated else None,
            "lang": document.lang,
            "tag_names": document.tag_names,
            "relations": None if document.relations == NONE else document.relations,
            "fingerprint": document.fingerprint,
            "sections": [(part.heading, part.anchor, part.level, part.start) for part in document.sections],
        }
    )


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def stored_document(encoded_card: bytes, body: str) -> Document:
    """The document again, from its *encoded_card* and its *body*."""
    stored = orjson.loads(encoded_card)
    return Document(
        id=stored["id"],
        path=stored["path"],
        url=stored["url"],
        title=stored["title"],
        body=body,
        fingerprint=stored["fingerprint"],
        sections=tuple(map(Section._make, stored["sections"])),
        summary=stored["summary"],
        tags=tuple(stored["tags"]),
        categories=tuple(stored["categories"]),
        authors=tuple(stored["authors"]),
        date=_moment(stored["date"]),
        updated=_moment(stored["updated"]),
        lang=stored["lang"],
        tag_names=tuple(stored["tag_names"]),
        relations=_relations(*stored["relations"]) if stored["relations"] else NONE,
    )


def _relations(series: list[Any] | None, related: list[str], excluded: list[str], *others: Any) -> Relations:  # noqa: ANN401  (as they were written)
    return Relations(Series(*series) if series else None, tuple(related), tuple(excluded), *others)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
