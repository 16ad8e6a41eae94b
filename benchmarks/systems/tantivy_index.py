"""tantivy, the engine in Rust behind Quickwit, through its own Python binding."""

from pathlib import Path
from typing import Any

import tantivy  # type: ignore[import-not-found, unused-ignore]  # only the benchmarks' environment has it

from benchmarks.collection import Collection
from benchmarks.systems.protocol import PAGE, TOP_TAGS, Answer, Found, Kind, Matching, Question, System
from benchmarks.systems.words import words

_FIELDS = ["title", "headings", "tags", "summary", "body"]
_BOOSTS = {"title": 2.0}
_TAG_COUNTS = {"tags": {"terms": {"field": "tag", "size": TOP_TAGS}}}


class Tantivy(System):
    """English stems, title twice. Snippets do not mark prefixes and typing mistakes: the binding's cannot."""

    def __init__(self, folder: Path, matching: Matching = Matching.ALL) -> None:
        self.folder = folder
        self._all = matching is Matching.ALL

    def build(self, collection: Collection) -> None:
        """Write with one thread, and wait until segments are merged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(self.folder))
        writer = index.writer(num_threads=1)
        for document in collection.documents():
            values: dict[str, Any] = {name: document.text(name) for name in _FIELDS}
            writer.add_document(tantivy.Document(id=document.id, tag=list(document.tags), **values))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Map the index."""
        self._index = tantivy.Index.open(str(self.folder))
        self._searcher = self._index.searcher()

    def rank(self, text: str, limit: int) -> list[str]:
        """By BM25, summed over fields."""
        hits = self._searcher.search(self._query(Question(text)), limit, count=False).hits
        return [str(self._searcher.doc(address)["id"][0]) for _, address in hits]

    def answer(self, question: Question) -> Answer:
        """A search with its count, snippets of the body, and an aggregation of tags."""
        query = self._query(question)
        found = self._searcher.search(query, PAGE, count=True)
        cutter = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, "body")
        hits = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            hits.append(Found(document["id"][0], document["title"][0], cutter.snippet_from_doc(document).to_html()))
        tags = self._searcher.aggregate(query, _TAG_COUNTS)["tags"]["buckets"]
        total: int = found.count  # type: ignore[attr-defined, unused-ignore]  # its stub forgets it
        return Answer(total, hits, {bucket["key"]: bucket["doc_count"] for bucket in tags})

    def _query(self, question: Question) -> Any:  # noqa: ANN401  (tantivy's own type, where it is installed)
        text = " ".join(words(question.text))
        if question.kind is Kind.PREFIX:
            prefixes = [tantivy.Query.regex_query(self._index.schema, field, f"{text}.*") for field in _FIELDS]
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, prefix) for prefix in prefixes])
        if question.kind is Kind.PHRASE:
            text = f'"{text}"'
        # For each field: not as a prefix, one edit, a swap counts as one.
        fuzzy = dict.fromkeys(_FIELDS, (False, 1, True)) if question.kind is Kind.TYPO else None
        return self._index.parse_query_lenient(
            text, _FIELDS, field_boosts=_BOOSTS, fuzzy_fields=fuzzy or {}, conjunction_by_default=self._all
        )[0]


def _schema() -> Any:  # noqa: ANN401  (tantivy's own type, where it is installed)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tag", fast=True, tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, stored=name in {"title", "body"}, tokenizer_name="en_stem")
    return builder.build()
