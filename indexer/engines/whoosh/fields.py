"""The Whoosh schema, and a document as Whoosh is given it.

Every text field is indexed twice, under its own name by stems and as ``<name>_exact`` by unstemmed words, both with
positions, so that Whoosh's own searcher can search the folder too. What a list of hits shows is kept in the column
``card``, apart from the body, so that it can be read for all posts at once.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from whoosh import fields
from whoosh.analysis import Analyzer as WhooshAnalyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.columns import VarBytesColumn

from indexer.analysis.analyzer import Analyzer, Terms
from indexer.analysis.languages import DEFAULT
from indexer.analysis.stream import TokenStream
from indexer.analysis.tokens import Token, tokenize
from indexer.document import Document
from indexer.posts.post import Section
from indexer.schema import FACETS, TEXT_FIELD_NAMES
from indexer.snippets import SEARCHED

EXACT = "_exact"


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


class TermsField(fields.TEXT):  # type: ignore[misc]
    """A text field that is given its terms with their positions instead of a text to analyse."""

    def index(self, value: Mapping[str, list[int]], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes: (term, frequency, weight, encoded positions) of each term."""
        encode = self.format.encode
        for term, positions in value.items():
            yield term.encode(), len(positions), float(len(positions)), encode(positions)


def whoosh_schema() -> fields.Schema:
    """The schema of every index that this version writes."""
    texts = {name: TermsField(analyzer=QueryAnalyzer(exact=False)) for name in TEXT_FIELD_NAMES}
    exact = {name + EXACT: TermsField(analyzer=QueryAnalyzer(exact=True)) for name in TEXT_FIELD_NAMES}
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        text=fields.STORED,
        card=fields.COLUMN(VarBytesColumn()),
        **texts,
        **exact,
    )


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document with its terms, by field."""

    document: Document
    terms: dict[str, Terms]
    body: Sequence[Token]
    title_words: int

    @classmethod
    def of(cls, document: Document, analyzer: Analyzer) -> "Analysed":
        """*document*, analysed in its own language."""
        tokens = {name: tokenize(document.text(name)) for name in TEXT_FIELD_NAMES}
        terms = {name: analyzer.terms_of(found, document.lang) for name, found in tokens.items()}
        return cls(document, terms, tokens["body"], analyzer.content_words(document.title, document.lang))

    def whoosh_fields(self) -> dict[str, object]:
        """The keyword arguments of Whoosh's ``add_document``."""
        stems = {name: terms.stems for name, terms in self.terms.items() if terms.length}
        exact = {name + EXACT: terms.exact for name, terms in self.terms.items() if terms.length}
        return {"id": self.document.id, "text": self._text(), "card": self._card(), **stems, **exact}

    def _text(self) -> str:
        sections = [(part.heading, part.anchor, part.level, part.start) for part in self.document.sections]
        searched = [token for token in self.body if token.end <= SEARCHED]
        stream = TokenStream.from_tokens(searched).packed()
        return _encode({"body": self.document.body, "sections": sections, "stream": stream}).decode()

    def _card(self) -> bytes:
        document = self.document
        return _encode(
            {
                "id": document.id,
                "path": document.path,
                "url": document.url,
                "title": document.title,
                "summary": document.summary,
                "facets": {name: document.values(name) for name in FACETS},
                "date": document.date.isoformat() if document.date else None,
                "updated": document.updated.isoformat() if document.updated else None,
                "lang": document.lang,
                "fingerprint": document.fingerprint,
                "lengths": [terms.length for terms in self.terms.values()],
                "title_words": self.title_words,
            }
        )


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Stored(NamedTuple):
    """A document as it was stored, and the token stream of the part of its body that snippets are cut from."""

    document: Document
    stream: TokenStream


def stored_document(card: Mapping[str, Any], text: str) -> Stored:
    """The document again, from its decoded *card* and its stored *text*."""
    stored = json.loads(text)
    document = Document(
        id=card["id"],
        path=card["path"],
        url=card["url"],
        title=card["title"],
        body=stored["body"],
        fingerprint=card["fingerprint"],
        sections=tuple(Section(*section) for section in stored["sections"]),
        summary=card["summary"],
        tags=tuple(card["facets"]["tags"]),
        categories=tuple(card["facets"]["categories"]),
        authors=tuple(card["facets"]["authors"]),
        date=_moment(card["date"]),
        updated=_moment(card["updated"]),
        lang=card["lang"],
    )
    return Stored(document, TokenStream.unpacked(stored["stream"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
