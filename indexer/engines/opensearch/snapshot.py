"""A snapshot: one generation of a blog, asked in the cluster; whatever is asked of it agrees."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from indexer.aliases import Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import DEFAULT, stop_words
from indexer.document import Document
from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.mapping import VERSIONS
from indexer.engines.opensearch.remembered import Remembered
from indexer.engines.opensearch.stored import stored_document
from indexer.engines.opensearch.versions import POST, STATE, WORD, Clause, visible
from indexer.engines.opensearch.words import Words
from indexer.errors import IndexDamaged
from indexer.expansion import Expander
from indexer.facet_values import FacetValues
from indexer.related.neighbourhoods import Neighbourhoods
from indexer.schema import TEXT_FIELD_NAMES

PAGE = 10_000
"""Versions in an answer, at most: OpenSearch's own limit."""
MAX_LANGUAGES = 1_000
"""More than there are codes in use."""


class Snapshot:
    """The generation that *pointer* names.

    What is computed of it once is kept as long as it is, since it never changes.

    Attributes:
        cluster: Where to ask.
        analyzer: What cuts queries into words.
        pointer: What names it.
        index: The build that holds it, and perhaps others.
        number: Its number.
        name: The same in letters.
        facet_values: The values of facets, as far as they have been asked for (facets.py).
        neighbourhoods: The related posts of all posts, once they have been asked for (neighbours.py).
        sizes: How many posts some queries find, each written as JSON (holdings.py).
    """

    def __init__(self, cluster: Cluster, pointer: Pointer, analyzer: Analyzer) -> None:
        self.cluster = cluster
        self.analyzer = analyzer
        self.pointer = pointer
        self.index = pointer.index
        self.number = pointer.number
        self.name = str(self.number)
        self.facet_values: dict[str, FacetValues] = {}
        self.neighbourhoods: Neighbourhoods | None = None
        self.sizes: Remembered[bytes, int] = Remembered()

    def visible(self, kind: str = POST) -> list[Clause]:
        """The filters that versions of *kind* pass which are there in this generation."""
        return visible(kind, self.number)

    def within(self, body: Mapping[str, Any], kind: str = POST) -> Json:
        """The search *body*, of this generation's versions of *kind* alone; scores stay as they are."""
        narrowed: Json = {"filter": self.visible(kind)}
        if "query" in body:
            narrowed["must"] = [body["query"]]
        return {**body, "query": {"bool": narrowed}}

    def ask(self, body: Mapping[str, Any], kind: str = POST) -> Json:
        """What the search *body* finds among this generation's versions of *kind*."""
        return self.cluster.search(self.index, self.within(body, kind))

    def ask_all(self, bodies: Iterable[Mapping[str, Any]], kind: str = POST) -> list[Json]:
        """The same for several searches, in one request."""
        return self.cluster.msearch(self.index, [self.within(body, kind) for body in bodies])

    def each(self, body: Mapping[str, Any], kind: str = POST, page: int = PAGE) -> Iterator[Json]:
        """All hits of the search *body*, in the order of their keys, fetched so many at a *page*."""
        ordered = {"_source": False, **body, "size": page, "sort": ["key"], "track_total_hits": False}
        while True:
            hits = self.ask(ordered, kind)["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            ordered["search_after"] = hits[-1]["sort"]

    def versions(
        self, keys: Sequence[str], source: Sequence[str] | Literal[False], kind: str = POST
    ) -> dict[str, Json]:
        """Those versions of *keys* that are there, by key, with the named fields of their *source*."""
        bodies = [
            {"query": {"terms": {"key": part}}, "size": len(part), "_source": source, "docvalue_fields": ["key"]}
            for part in batched(keys, PAGE)
        ]
        hits = (hit for answer in self.ask_all(bodies, kind) for hit in answer["hits"]["hits"])
        return {hit["fields"]["key"][0]: hit for hit in hits}

    def documents(self, ids: Sequence[str]) -> list[Document | None]:
        """The documents of *ids*; None for those that are not there."""
        found = self.versions(ids, ["post"])
        return [stored_document(found[one]["_source"]["post"]) if one in found else None for one in ids]

    def fingerprints(self, page: int = PAGE) -> Mapping[str, str]:
        """The fingerprint of every post, by id; fetched so many at a *page*, which are more than there are shards."""
        # In the order of writing, in which a page is found without a look at all posts, as keys need it. Each shard
        # counts by itself, so what else has a page's last number may be on the next: that begins with it, again.
        wanted: Json = {
            "docvalue_fields": ["key", "fingerprint"],
            "stored_fields": "_none_",
            "size": page,
            "sort": ["_seq_no"],
            "track_total_hits": False,
        }
        found: dict[str, str] = {}
        hits: list[Json] = []
        while True:
            first = hits[-1]["sort"][0] if hits else 0
            hits = self.ask({**wanted, "query": {"range": {"_seq_no": {"gte": first}}}})["hits"]["hits"]
            found |= {hit["fields"]["key"][0]: hit["fields"]["fingerprint"][0] for hit in hits}
            if len(hits) < page:
                return found

    @cached_property
    def state(self) -> Json:
        """What its writer noted; raises IndexDamaged if that is lost."""
        hits = self.ask({"size": 1}, STATE)["hits"]["hits"]
        if not hits:
            raise IndexDamaged(f"{self.cluster.address}: generation {self.name} is not whole; sync with --rebuild.")
        state: Json = hits[0]["_source"]["state"]
        return state

    @cached_property
    def aliases(self) -> Aliases:
        """Other words for tags."""
        return Aliases(self.state["aliases"])

    @property
    def posts(self) -> int:
        """How many posts there are."""
        total: int = self._figures["hits"]["total"]["value"]
        return total

    @cached_property
    def vocabulary(self) -> int:
        """How many different words they have."""
        total: int = self.ask({"size": 0, "track_total_hits": True}, WORD)["hits"]["total"]["value"]
        return total

    @cached_property
    def averages(self) -> Mapping[str, float]:
        """By text field the mean number of words in it, over the posts that have any; 1 where none has."""
        found = self._figures["aggregations"]
        return {
            field: having["words"]["value"] / having["doc_count"] if having["doc_count"] else 1.0
            for field in TEXT_FIELD_NAMES
            for having in found[field]["buckets"]
        }

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages of the posts, the most used first; the default's are those that say none, too."""
        counts = Counter({one["key"]: one["doc_count"] for one in self._figures["aggregations"]["lang"]["buckets"]})
        counts[DEFAULT] += self.posts - counts.total()
        return sorted(+counts, key=lambda one: (-counts[one], one)) or [DEFAULT]

    @cached_property
    def expander(self) -> Expander:
        """Expands the words of queries by what this generation holds."""
        words, languages = self.words, self.languages
        lookups = words.has_stem, words.stems_of, words.phrase_count
        return Expander(self.analyzer, words, languages, stop_words(languages[0]), *lookups)

    @cached_property
    def words(self) -> Words:
        """The words of all its posts."""
        return Words(self)

    @cached_property
    def is_readable(self) -> bool:
        """Whether this version of Backmatter wrote it, or one that would have written the same."""
        found = self.cluster.read("GET", f"/{self.index}/_mapping", params={"local": "true"})
        written_by: Json = found[self.index]["mappings"]["_meta"]
        return written_by == VERSIONS

    @cached_property
    def fault(self) -> str:
        """What is wrong with it, as a sentence with the cure; "" if it holds as much as its writer said."""
        try:
            written = self.state
        except IndexDamaged as error:
            return str(error)
        for what, held in (("posts", self.posts), ("words", self.vocabulary)):
            if held != written[what]:
                lost = f"holds {held} {what} instead of {written[what]}"
                return f"{self.cluster.address}: generation {self.name} {lost}; sync again."
        return ""

    def count_again(self) -> None:
        """Forget how many posts and words there are, so that whatever was lost or came back since then is noticed."""
        for name in ("_figures", "fault", "state", "vocabulary"):
            vars(self).pop(name, None)

    @cached_property
    def _figures(self) -> Json:
        lengths = {
            field: {
                "range": {"field": f"length.{field}", "ranges": [{"from": 1}]},
                "aggs": {"words": {"sum": {"field": f"length.{field}"}}},
            }
            for field in TEXT_FIELD_NAMES
        }
        languages = {"terms": {"field": "value.lang", "size": MAX_LANGUAGES}}
        return self.ask({"size": 0, "track_total_hits": True, "aggs": {**lengths, "lang": languages}})
