"""Whoosh as its documentation shows it: `add_document`, its own query parser, highlights and facets."""

from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import AndGroup, FuzzyTermPlugin, MultifieldParser, OrGroup
from whoosh.sorting import FieldFacet

from benchmarks.collection import Collection
from benchmarks.systems.protocol import PAGE, TOP_TAGS, Answer, Found, Kind, Matching, Question, System
from benchmarks.systems.words import words

_FIELDS = ("title", "headings", "tags", "summary", "body")


class PlainWhoosh(System):
    """English stems, title twice."""

    def __init__(self, folder: Path, matching: Matching = Matching.ALL) -> None:
        self.folder = folder
        self._group = AndGroup if matching is Matching.ALL else OrGroup

    def build(self, collection: Collection) -> None:
        """Add all documents and commit."""
        self.folder.mkdir(parents=True, exist_ok=True)
        writer = create_in(self.folder, _schema()).writer()
        for document in collection.documents():
            values = {name: document.text(name) for name in _FIELDS}
            writer.add_document(id=document.id, tag=",".join(document.tags), **values)
        writer.commit()

    def open(self) -> None:
        """Open a searcher, which is kept."""
        self._searcher = open_dir(self.folder).searcher()
        self._parser = MultifieldParser(_FIELDS, self._searcher.schema, group=self._group)
        self._parser.add_plugin(FuzzyTermPlugin())

    def rank(self, text: str, limit: int) -> list[str]:
        """By BM25F."""
        query = self._parser.parse(_typed(Question(text)))
        return [hit["id"] for hit in self._searcher.search(query, limit=limit)]

    def answer(self, question: Question) -> Answer:
        """With highlights and groups."""
        query = self._parser.parse(_typed(question))
        results = self._searcher.search(query, limit=PAGE, groupedby=FieldFacet("tag", allow_overlap=True))
        # With `groupedby`, iterating gives every match; a slice gives the page.
        hits = [Found(hit["id"], hit["title"], hit.highlights("body")) for hit in results[:PAGE]]
        counts = {tag: len(posts) for tag, posts in results.groups().items() if tag}
        tags = sorted(counts.items(), key=lambda count: -count[1])[:TOP_TAGS]
        return Answer(len(results), hits, dict(tags))


def _schema() -> Schema:
    english = StemmingAnalyzer()
    return Schema(
        id=ID(stored=True),
        title=TEXT(english, stored=True, field_boost=2.0),
        headings=TEXT(english),
        tags=TEXT(english),
        tag=KEYWORD(commas=True),
        summary=TEXT(english),
        body=TEXT(english, stored=True),
    )


def _typed(question: Question) -> str:
    text = " ".join(words(question.text))
    forms = {Kind.PHRASE: f'"{text}"', Kind.PREFIX: f"{text}*", Kind.TYPO: f"{text}~1"}
    return forms.get(question.kind, text)
