"""Holdings of a snapshot: a set of posts is the query that finds it, and the cluster counts many sets at once.

What evaluation does next may depend on a size. So it is run as if sets whose sizes are not known were empty, which
tells what it asks for; these are counted in one request, and it is run again, until it has asked for nothing new. The
words of the blog are asked for in the same way (words.py), before any size is.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import orjson

from indexer.engines.opensearch.encoding import encoded
from indexer.engines.opensearch.facets import carrying
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import Clause
from indexer.expansion import Expander
from indexer.matching.holdings import Kind, PhraseTerms
from indexer.schema import TEXT_FIELD_NAMES

T = TypeVar("T")

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}

REMEMBERED = 10_000
"""Sets whose sizes are kept as long as the generation serves."""

_HOLE = "\x1e"
"""Stands for a position of a phrase at which any word may stand; the analyzer takes it away."""


class Terms(NamedTuple):
    """Where any of *terms* stands, in *field* if it is not None."""

    kind: Kind
    terms: tuple[str, ...]
    field: str | None

    @property
    def size(self) -> int:
        """How many different things are looked for."""
        return len(self.terms)

    @property
    def fields(self) -> Sequence[str]:
        """The text fields that are searched."""
        return fields(self.field)

    @property
    def place(self) -> str:
        """The field of the mapping that is searched."""
        return f"text.{self.field}.{self.kind}" if self.field else f"{self.kind}s"

    def query(self) -> Clause:
        """Finds the posts that hold any of them."""
        return {"terms": {self.place: self.terms}} if self.terms else NOTHING


class Row(NamedTuple):
    """Where *terms* stand in a row, in *field* if it is not None."""

    terms: PhraseTerms
    field: str | None

    @property
    def size(self) -> int:
        """How many different things are looked for."""
        return 1

    @property
    def fields(self) -> Sequence[str]:
        """The text fields that are searched."""
        return fields(self.field)

    def text(self) -> str:
        """What the cluster cuts into the same terms at the same places."""
        places: dict[int, str] = {place: term for term, place in self.terms}
        return " ".join(places.get(place, _HOLE) for place in range(self.terms[-1][1] + 1))

    def query(self) -> Clause:
        """Finds the posts that hold them so."""
        return {"bool": {"should": [self.query_in(field) for field in self.fields]}}

    def query_in(self, field: str) -> Clause:
        """The same in one field."""
        return {"match_phrase": {f"text.{field}.word": {"query": self.text()}}}


Found = Terms | Row


class SnapshotHoldings:
    """What `indexer.matching` asks of *snapshot*; see `indexer.matching.holdings.Holdings`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._sizes = snapshot.sizes

    def settled(self, evaluation: Callable[["SnapshotHoldings"], T]) -> T:
        """What *evaluation* makes of the holdings once all sizes that it asks for are known."""

        def evaluated() -> T:
            self._sizes.open.clear()  # of what was asked for on a guess
            return evaluation(self)

        while True:
            result = self._snapshot.words.together(evaluated)
            if not self._sizes.open:
                self._sizes.shorten(REMEMBERED)
                return result
            self._count(list(self._sizes.open))

    @property
    def expander(self) -> Expander:
        """Expands words by what the posts hold."""
        return self._snapshot.expander

    @property
    def everything(self) -> Clause:
        """All posts."""
        return EVERYTHING

    @property
    def nothing(self) -> Clause:
        """No post."""
        return NOTHING

    @property
    def count(self) -> int:
        """How many posts there are."""
        return self._snapshot.posts

    def carrying(self, field: str, value: str) -> Clause:
        """The posts that carry *value* in the facet *field*."""
        return carrying(self._snapshot, field, [value])

    def terms(self, kind: Kind, terms: Sequence[str], field: str | None) -> Found:
        """Where *terms* stand."""
        return Terms(kind, tuple(terms), field)

    def phrase(self, terms: PhraseTerms, field: str | None) -> Found:
        """Where *terms* stand in a row."""
        return Row(terms, field)

    def holding(self, found: Found) -> Clause:
        """The posts that *found* is in."""
        return found.query()

    def all_of(self, sets: Sequence[Clause]) -> Clause:
        """The posts that are in all of *sets*."""
        return all_of(sets)

    def any_of(self, sets: Sequence[Clause]) -> Clause:
        """The posts that are in any of *sets*."""
        telling = [one for one in sets if one != NOTHING]
        if EVERYTHING in telling:
            return EVERYTHING
        return {"bool": {"should": telling}} if len(telling) > 1 else next(iter(telling), NOTHING)

    def without(self, posts: Clause, others: Clause) -> Clause:
        """Those of *posts* that are not among *others*."""
        return {"bool": {"filter": [posts], "must_not": [others]}}

    def size(self, posts: Clause) -> int:
        """How many posts are in the set; 0 if it has to be counted first."""
        if posts == EVERYTHING:
            return self.count
        if posts == NOTHING:
            return 0
        return self._sizes.get(encoded(posts)) or 0

    def occurrences(self, found: Found) -> int:
        """How many posts hold each of the terms of *found*, summed up."""
        return sum(self.size(one.query()) for one in _each(found))

    def _count(self, sets: Sequence[bytes]) -> None:
        """Have the cluster count *sets*, each written as JSON."""
        counted = {str(number): {"filter": orjson.Fragment(posts)} for number, posts in enumerate(sets)}
        answer = self._snapshot.ask({"size": 0, "track_total_hits": False, "aggs": counted})
        sizes = [answer["aggregations"][number]["doc_count"] for number in counted]
        self._sizes.learn(dict(zip(sets, sizes, strict=True)))


def fields(name: str | None) -> Sequence[str]:
    """The text fields that a search of *name* searches: all of them if it is None."""
    return (name,) if name else TEXT_FIELD_NAMES


def all_of(sets: Sequence[Clause]) -> Clause:
    """The posts that are in all of *sets*."""
    telling = [one for one in sets if one != EVERYTHING]
    if NOTHING in telling:
        return NOTHING
    return {"bool": {"filter": telling}} if len(telling) > 1 else next(iter(telling), EVERYTHING)


def _each(found: Found) -> Iterator[Found]:
    """*found* term by term."""
    match found:
        case Terms(kind, terms, field):
            yield from (Terms(kind, (term,), field) for term in terms)
        case Row():
            yield found
