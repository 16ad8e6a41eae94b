"""What the cluster makes of pre-analysed text: terms, positions and frequencies of our analyzer, to the last one."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from indexer import Document
from indexer.analysis.analyzer import Analyzer, Terms
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import lines
from indexer.engines.opensearch.mapping import SAME_PLACE, build
from indexer.engines.opensearch.packing import FREQUENCY
from indexer.schema import TEXT_FIELD_NAMES
from tests.documents import Chance, document
from tests.engines.opensearch.unpacked import unpacked

ANALYZER = Analyzer()
LONG = "long"
"""A document of more terms than one asks for each by itself."""
Query = dict[str, Any]


class Built:
    """An index of *documents* at *url*."""

    def __init__(self, url: str, documents: list[Document]) -> None:
        self.cluster = Cluster(Address.parse(url))
        self.index = f"{self.cluster.address.blog}.000001"
        self.terms = {one.id: _terms(one) for one in documents}
        self.cluster.write("PUT", f"/{self.index}", build(self.cluster.address))
        sources = Sources(ANALYZER).of(documents)
        operations = (part for one, source in sources for part in ({"index": {"_id": one.id}}, source))
        answer = self.cluster.write("POST", f"/{self.index}/_bulk", lines(operations), params={"refresh": "true"})
        assert not answer["errors"], answer

    def scores(self, queries: list[Query]) -> list[dict[str, int]]:
        """The score of each document that matches each of *queries*."""
        bodies = [{"query": query, "size": 1000, "_source": False} for query in queries]
        answers = self.cluster.msearch(self.index, bodies)
        return [{hit["_id"]: int(hit["_score"]) for hit in answer["hits"]["hits"]} for answer in answers]

    def all_terms(self, kind: str) -> list[str]:
        """All that there are of the *kind*, "exact" or "stems", but for those of the longest document."""
        fields = [found for name, fields in self.terms.items() if name != LONG for found in fields.values()]
        return sorted({term for found in fields for term in getattr(found, kind)})

    def times(self, kind: str, field: str, term: str) -> dict[str, int]:
        """How often the *field* of each document has *term*, where it has it."""
        counted = {name: len(getattr(fields[field], kind).get(term, ())) for name, fields in self.terms.items()}
        return {name: times for name, times in counted.items() if times}


def _terms(one: Document) -> dict[str, Terms]:
    return {field: ANALYZER.terms(one.text(field), one.lang) for field in TEXT_FIELD_NAMES}


@pytest.fixture
def built(engine_url: str) -> Iterator[Built]:
    """Forty documents of all that collides, one that is enormous, and one of what is no text."""
    odd = [
        document(LONG, " ".join(f"w{number}" for number in range(1500))),
        document("code", "again", f"{'ﷺ' * 64}.{'ﷺ' * 64} a.b.c.d.{'e' * 90} {'again ' * 1100}"),
        document("no-text", "\ud800 title", "\udfff body", tags=("\ud800",)),
    ]
    built = Built(engine_url, [*Chance(5).many(40), *odd])
    with closing(built.cluster):
        yield built


@pytest.mark.parametrize(("sub_field", "kind"), [("word", "exact"), ("stem", "stems")])
def test_a_term_is_found_as_often_as_the_analyzer_finds_it(built: Built, sub_field: str, kind: str) -> None:
    """Its score in a field is its frequency there."""
    terms = built.all_terms(kind)
    for field in TEXT_FIELD_NAMES:
        found = built.scores([{"term": {f"text.{field}.{sub_field}": term}} for term in terms])

        assert dict(zip(terms, found, strict=True)) == {term: built.times(kind, field, term) for term in terms}


@pytest.mark.parametrize(("counted", "kind"), [("words", "exact"), ("stems", "stems")])
def test_the_frequencies_of_all_fields_are_one_score(built: Built, counted: str, kind: str) -> None:
    """Packed, each cut where it would not fit."""
    terms = built.all_terms(kind)
    for term, found in zip(terms, built.scores([{"term": {counted: term}} for term in terms]), strict=True):
        for field, bits in FREQUENCY.items():
            times = {name: min(times, bits.most) for name, times in built.times(kind, field, term).items()}
            assert {name: unpacked(score, FREQUENCY)[field] for name, score in found.items()} == {
                name: times.get(name, 0) for name in found
            }, (term, field)


def test_phrases_are_found_by_positions(built: Built) -> None:
    """Of words in a row, and of words with any one between them; the parts of a whole stand where it stands."""
    pairs = [(first, second) for first in built.all_terms("exact")[:60] for second in ("search", "net", "js", "本")]
    for gap, between in ((1, " "), (2, f" {SAME_PLACE} ")):
        queries = [{"match_phrase": {"text.body.word": first + between + second}} for first, second in pairs]
        expected = [
            {name for name, fields in built.terms.items() if _are_together(fields["body"], *pair, gap)}
            for pair in pairs
        ]

        assert [{*found} for found in built.scores(queries)] == expected
        assert any(expected)


def test_a_title_of_any_length_is_taken_in(built: Built) -> None:
    """Though Lucene would not add up what all its words weigh."""
    (found,) = built.scores([{"term": {"words": "w0"}}])

    assert [*found] == [LONG]


def _are_together(terms: Terms, first: str, second: str, gap: int) -> bool:
    """Whether *second* stands *gap* positions behind *first* anywhere."""
    seconds = {*terms.exact.get(second, ())}
    return any(place + gap in seconds for place in terms.exact.get(first, ()))
