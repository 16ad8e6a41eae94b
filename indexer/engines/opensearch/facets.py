"""Facets: the cluster counts keys, and what it counted is called by the names that follow from all spellings.

A post has its own keys in ``value.tags``, and in ``level.tags`` these with all that they may stand below, as "lang" for
"lang/python". Whether "lang" is a level at all depends on the other tags of the blog (`analysis.levels`), so that is
looked up here, and the blog may change its mind without a post being written again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from indexer.analysis.folding import fold_value
from indexer.analysis.levels import higher
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.mapping import keyword
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import Clause
from indexer.facet_values import HIERARCHICAL, FacetValues
from indexer.query import Filter, Query

MOST_BUCKETS = 65_535
"""So many values the cluster counts in one search (``search.max_buckets``); of more, the rarest are left out."""
_AT_ONCE = 10_000
"""Spellings that are fetched by one request."""
_CARRIED = "carried"


def values_of(snapshot: Snapshot, field: str) -> FacetValues:
    """The values of *field*, of `schema.VALUE_FIELDS`, in all posts of *snapshot*; asked for once."""
    known = snapshot.facet_values
    if field not in known:
        known[field] = FacetValues(field, _spellings(snapshot, field))
    return known[field]


def _spellings(snapshot: Snapshot, field: str) -> dict[str, int]:
    """How many posts write each value so."""
    found: dict[str, int] = {}
    source = {"value": {"terms": {"field": f"written.{field}"}}}
    page: Json = {"size": _AT_ONCE, "sources": [source]}
    while True:
        answer = snapshot.ask({"size": 0, "aggs": {"spellings": {"composite": page}}})["aggregations"]["spellings"]
        found |= {bucket["key"]["value"]: bucket["doc_count"] for bucket in answer["buckets"]}
        if len(answer["buckets"]) < _AT_ONCE:
            return found
        page["after"] = answer["after_key"]


def carrying(snapshot: Snapshot, field: str, values: Sequence[str]) -> Clause:
    """What posts pass that carry any of *values* in *field*, in any spelling, or what stands below it."""
    keys = {keyword(fold_value(field, value)) for value in values}
    levels = keys.intersection(values_of(snapshot, field).above.values()) if field in HIERARCHICAL else set()
    own: Clause = {"terms": {f"value.{field}": sorted(keys - levels)}}
    return {"bool": {"should": [own, {"terms": {f"level.{field}": sorted(levels)}}]}} if levels else own


def narrowing(snapshot: Snapshot, filters: Iterable[Filter]) -> dict[str, list[Clause]]:
    """The clauses of *filters*, by field; a post that is found passes all."""
    clauses: dict[str, list[Clause]] = {}
    for narrow in filters:
        clauses.setdefault(narrow.field, []).append(carrying(snapshot, narrow.field, narrow.values))
    return clauses


def aggregations(snapshot: Snapshot, query: Query, narrow: Mapping[str, Sequence[Clause]]) -> Json:
    """The ``aggs`` of a search that count the facets of *query*, each without its own clauses of *narrow*.

    What all counts keep to, as the clauses and the period of *query*, is the search's ``query``; its ``post_filter`` is
    what is *narrow*.
    """
    terms = {field: _terms(snapshot, field, query.facet_values) for field in query.facets}
    if sum(one["size"] for one in terms.values()) > MOST_BUCKETS:
        terms = {field: one | {"size": min(one["size"], MOST_BUCKETS // len(terms))} for field, one in terms.items()}
    return {
        field: {
            "filter": {"bool": {"filter": [one for name in narrow if name != field for one in narrow[name]]}},
            "aggs": {_CARRIED: {"terms": terms[field]}},
        }
        for field in query.facets
    }


def _terms(snapshot: Snapshot, field: str, limit: int | None) -> Json:
    """How the *limit* most frequent values of *field* are counted, and besides all that turn out to be no values."""
    values = values_of(snapshot, field)
    is_hierarchical = field in HIERARCHICAL
    beginnings = {above for key in values.names if "/" in key for above in higher(key)} if is_hierarchical else set()
    mere = len(beginnings - values.names.keys())
    everything = len(values.names) + mere
    return {
        "field": f"level.{field}" if is_hierarchical else f"value.{field}",
        "size": max(1, everything if limit is None else min(limit + mere, everything)),
        "shard_size": max(1, everything),  # of the most frequent ones of each shard some would be counted too low
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }


def counts(snapshot: Snapshot, query: Query, answer: Json) -> dict[str, dict[str, int]]:
    """For each facet of *query* how many posts carry each value, most frequent first, then in order of keys.

    Args:
        snapshot: Where *answer* comes from.
        query: What it answers.
        answer: Of a search with `aggregations`.
    """
    return {
        field: dict(islice(_named(values_of(snapshot, field), answer["aggregations"][field]), query.facet_values))
        for field in query.facets
    }


def _named(values: FacetValues, counted: Json) -> Iterator[tuple[str, int]]:
    for bucket in counted[_CARRIED]["buckets"]:
        if bucket["key"] in values.names:
            yield values.names[bucket["key"]], bucket["doc_count"]
