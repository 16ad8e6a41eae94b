"""The documents with their terms, and what is counted over all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.analysis.analyzer import Analyzer, Terms
from indexer.analysis.folding import fold_value
from indexer.analysis.tokens import tokenize
from indexer.document import Document
from indexer.schema import TEXT_FIELD_NAMES, TEXT_FIELDS
from tests.oracle.values import Values

K1 = 1.6


@dataclass(frozen=True)
class Entry:
    """A document with the terms of its fields."""

    document: Document
    terms: dict[str, Terms]
    title_words: int

    def positions(self, field: str, term: str, *, exact: bool) -> list[int]:
        """Where *term* stands in *field*."""
        terms = self.terms[field]
        return (terms.exact if exact else terms.stems).get(term, [])

    @property
    def age(self) -> tuple[bool, float, str]:
        """Sorts the newest first, undated ones last; ties by id."""
        date = self.document.date
        return date is None, -date.timestamp() if date else 0.0, self.document.id


class Corpus:
    """All documents of one generation."""

    def __init__(self, documents: Iterable[Document], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self.entries = [_entry(document, analyzer) for document in documents]
        self.vocabulary = Counter(
            word for entry in self.entries for terms in entry.terms.values() for word in terms.exact
        )
        used = Counter(entry.document.lang or "en" for entry in self.entries)
        self.languages = sorted(used, key=lambda language: (-used[language], language)) or ["en"]
        self.stems: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for field in TEXT_FIELD_NAMES:
                for token in tokenize(entry.document.text(field)):
                    self.stems[token.exact].update(analyzer.stems_in(token.word, entry.document.lang))
        self._values: dict[str, Values] = {}
        self._averages = {field: self._average(field) for field in TEXT_FIELD_NAMES}

    def values(self, facet: str) -> Values:
        """What the documents carry as *facet*."""
        if facet not in self._values:
            self._values[facet] = Values(facet, [entry.document for entry in self.entries])
        return self._values[facet]

    def carries(self, entry: Entry, facet: str, value: str) -> bool:
        """Whether *entry* carries *value* as *facet*, or what stands below it, in any spelling."""
        return fold_value(facet, value) in self.values(facet).keys(entry.document)

    def saturated(self, entry: Entry, term: str, field: str | None, *, exact: bool) -> float:
        """BM25F's saturated frequency of *term* in *entry*; 0 where it does not stand."""
        counts = {name: len(entry.positions(name, term, exact=exact)) for name in TEXT_FIELD_NAMES}
        return self.saturation(entry, counts, field)

    def saturation(self, entry: Entry, counts: dict[str, int], field: str | None) -> float:
        """The saturated sum of *counts*, which are by field, in *field* alone or in all."""
        weighted = 0.0
        for searched in TEXT_FIELDS:
            if field in (None, searched.name) and counts[searched.name]:
                relative = entry.terms[searched.name].length / self._averages[searched.name]
                weighted += searched.weight * counts[searched.name] / (1 - searched.length + searched.length * relative)
        return weighted * (K1 + 1) / (weighted + K1)

    def _average(self, field: str) -> float:
        """The average length of *field* where there is one."""
        lengths = [entry.terms[field].length for entry in self.entries if entry.terms[field].length]
        return sum(lengths) / len(lengths) if lengths else 1.0


def _entry(document: Document, analyzer: Analyzer) -> Entry:
    terms = {field: analyzer.terms(document.text(field), document.lang) for field in TEXT_FIELD_NAMES}
    return Entry(document, terms, analyzer.content_words(document.title, document.lang))
