"""The order of hits: our ranking, as a query that the cluster evaluates.

The formula is that of `indexer.ranking.scoring`, put together from queries whose scores are its parts:

    term       raw: how often each field holds it, all in one number (packing.py)
    saturated  a script takes that number apart, weighs it by lengths and saturates it
    slot       dis_max: the best variant; a bool adds up slots, exact forms and the title
    title      a bool adds up, for each slot in the title, its share of idf, and counts it;
               a script makes the title's part of that
    cover      a bool adds up the shares of the slots that a post holds; a script raises it
    score      sum * cover: no query multiplies two others, so logarithms are added up

A score is a number of 32 bits here, and a frequency is cut at what its bits hold, so that the order is right but for
posts that are nearly equal. Those that are shown, and their neighbours, are scored again (window.py), exactly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.engines.opensearch.holdings import Found, Row, Terms
from indexer.engines.opensearch.packing import FREQUENCY, LENGTHS
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import Clause
from indexer.ranking.scoring import COORDINATION, EXACT_WEIGHT, FULL_BONUS_SLOTS, K1, NAMING_COVER, TITLE_WEIGHT
from indexer.ranking.sought import Sought
from indexer.schema import TEXT_FIELDS, TextField

_SHARE = 1 << 16
"""Into so many parts the idf of all slots is divided where it is counted together with slots."""
_SLOT = _SHARE << 1
_OFFSET = 16.0
"""Is added to logarithms, as no score may be negative; e**-16 is less than any score in question."""
_PASSING = 1 - 1e-6
"""How much of a cover that is demanded is enough, as sums are rounded."""


def _weighed(field: TextField) -> str:
    """A statement that adds what *field* contributes to BM25F's weighted frequency."""
    often, length = FREQUENCY[field.name], LENGTHS[field.name]
    return (
        f"part = packed >> {often.shift}; times = part & {often.most}L; "
        f"if (times > 0) {{ part = lengths >> {length.shift}; length = part & {length.most}L; weighted += "
        f"{field.weight} * times / ({1 - field.length} + {field.length} * length / params.{field.name}); }} "
    )


_SATURATED = (
    "long packed = Math.round(_score); long lengths = doc['lengths'].value; long part; "
    "double times; double length; double weighted = 0; "
    + "".join(map(_weighed, TEXT_FIELDS))
    + f"return {K1 + 1} * weighted / (weighted + {K1});"
)
_TITLE = (
    f"long sum = Math.round(_score); double slots = sum >> {_SLOT.bit_length() - 1}; "
    f"double share = sum & {_SLOT - 1}L; double words = doc['title_words'].value; "
    "double covered = Math.min(1.0, slots / Math.max(1.0, words)); "
    f"return params.weight * Math.pow(share / {_SHARE}, 4) * Math.sqrt(covered);"
)
_LOGARITHM = f"return Math.max(0.0, params.exponent * Math.log(Math.max(_score / params.whole, 1e-30)) + {_OFFSET});"
_EXPONENTIAL = f"return params.whole * Math.exp(_score - {2 * _OFFSET});"


@dataclass(frozen=True, slots=True)
class Order:
    """What orders the posts of *snapshot* by what is *sought*, which is not nothing."""

    snapshot: Snapshot
    sought: Sequence[Sought[Found]]

    def query(self, posts: Clause, *, is_covered: bool) -> Clause:
        """Finds *posts*, each with its score; smoothing aside.

        *is_covered* tells that each of them holds all that is sought, and as it was typed or completed.
        """
        total = self._total(posts)
        if is_covered or not self._exponent:
            return total
        parts = [
            _scripted(total, _LOGARITHM, exponent=1.0, whole=self._highest),
            _scripted(_sum(self._shares()), _LOGARITHM, exponent=self._exponent, whole=float(_SHARE)),
        ]
        return _scripted({"bool": {"must": parts}}, _EXPONENTIAL, whole=self._highest)

    def covering(self, posts: Clause) -> Clause:
        """Finds those of *posts* that hold so much of what is sought that they may be what was named."""
        query = {"bool": {"filter": [posts], "must": [_sum(self._shares())]}}
        least = NAMING_COVER * _SHARE * _PASSING
        return {"script_score": {"query": query, "script": {"source": "_score"}, "min_score": least}}

    def _total(self, posts: Clause) -> Clause:
        slots = [_best(self._saturated(sought)) for sought in self._matched]
        exact = [_best(self._typed(sought)) for sought in self._matched]
        title = _scripted(_sum(self._in_title()), _TITLE, weight=TITLE_WEIGHT * self._bonus * self._whole)
        return {"bool": {"filter": [posts], "should": [*slots, *exact, title]}}

    @property
    def _matched(self) -> list[Sought[Found]]:
        """What any post holds."""
        return [sought for sought in self.sought if sought.weight]

    @property
    def _whole(self) -> float:
        return sum(sought.weight for sought in self._matched) or 1.0

    @property
    def _bonus(self) -> float:
        return min(1.0, FULL_BONUS_SLOTS / len(self.sought))

    @property
    def _exponent(self) -> float:
        count = len(self.sought)
        return COORDINATION * min(1.0, (2 / count) ** 2) if count > 1 else 0.0

    @property
    def _highest(self) -> float:
        return self._whole * ((K1 + 1) * (1 + EXACT_WEIGHT * self._bonus) + TITLE_WEIGHT * self._bonus)

    def _saturated(self, sought: Sought[Found]) -> Iterator[Clause]:
        """One query for each variant: what the slot scores by it."""
        for one, weight in _alternatives(sought):
            for found, worth in _variants(one):
                yield self._leaf(found, weight * worth)

    def _typed(self, sought: Sought[Found]) -> Iterator[Clause]:
        """The same for the words as typed."""
        for one, weight in _alternatives(sought):
            yield self._leaf(one.exact, EXACT_WEIGHT * self._bonus * weight)

    def _leaf(self, found: Found, boost: float) -> Clause:
        return _scripted(_packed(found), _SATURATED, boost=boost, **self.snapshot.averages)

    def _shares(self) -> Iterator[Clause]:
        """For each slot its share of idf, where a post holds it."""
        for sought in self._matched:
            share = sought.weight / self._whole * _SHARE
            yield _best(
                _constant(found.query(), share * worth)
                for one, _ in _alternatives(sought)
                for found, worth in _levels(one)
            )

    def _in_title(self) -> Iterator[Clause]:
        """The same where the title holds it, in whole parts, and with one more for the slot itself."""
        for sought in self._matched:
            share = sought.weight / self._whole * _SHARE
            found = [
                _constant(titled, _SLOT + round(share * worth))
                for one, _ in _alternatives(sought)
                for level, worth in _levels(one)
                for titled in _titled(level)
            ]
            if found:
                yield _best(found)


def _alternatives(sought: Sought[Found]) -> list[tuple[Sought[Found], float]]:
    """What may stand for *sought*, each with what it weighs if it does."""
    if not sought.alternatives:
        return [(sought, sought.weight)]
    heaviest = max(one.weight for one in sought.alternatives) or 1.0
    return [(one, sought.weight * one.weight / heaviest) for one in sought.alternatives]


def _variants(sought: Sought[Found]) -> Iterator[tuple[Found, float]]:
    """Each variant with its worth."""
    match sought.variants:
        case Terms(kind, terms, field):
            for term, worth in zip(terms, sought.worths, strict=True):
                yield Terms(kind, (term,), field), worth
        case Row():
            yield sought.variants, sought.worths[0]


def _levels(sought: Sought[Found]) -> Iterator[tuple[Found, float]]:
    """All variants of the same worth together."""
    match sought.variants:
        case Terms(kind, terms, field):
            for worth in sorted(set(sought.worths)):
                same = tuple(term for term, its in zip(terms, sought.worths, strict=True) if its == worth)
                yield Terms(kind, same, field), worth
        case Row():
            yield sought.variants, sought.worths[0]


def _titled(found: Found) -> Iterator[Clause]:
    """Finds the posts whose titles hold *found*; nothing if it is looked for elsewhere."""
    if found.field in (None, "title"):
        yield found.query_in("title") if isinstance(found, Row) else found._replace(field="title").query()


def _packed(found: Found) -> Clause:
    """Finds the posts that hold *found*; their score is how often each field does, packed."""
    match found:
        case Terms(_, (term,), None):
            return {"term": {found.place: {"value": term}}}
        case Terms(_, (term,), str(field)):
            return {"term": {found.place: {"value": term, "boost": _unit(field)}}}
        case Row():
            # A phrase scores its frequency once for each of its different terms
            count = len({term for term, _ in found.terms})
            parts = [(found.query_in(field), _unit(field) / count) for field in found.fields]
            return _sum({"bool": {"must": [query], "boost": boost}} for query, boost in parts)
    raise TypeError(found)


def _unit(field: str) -> float:
    """What one occurrence in *field* counts in a packed frequency."""
    return float(1 << FREQUENCY[field].shift)


def _constant(query: Clause, score: float) -> Clause:
    return {"constant_score": {"filter": query, "boost": score}}


def _best(queries: Iterator[Clause] | Sequence[Clause]) -> Clause:
    several = list(queries)
    return {"dis_max": {"queries": several}} if len(several) != 1 else several[0]


def _sum(queries: Iterator[Clause]) -> Clause:
    return {"bool": {"should": list(queries)}}


def _scripted(query: Clause, source: str, boost: float = 1.0, **params: float) -> Clause:
    """*query*, its score by a script; scripts differ by their parameters alone, so that each is compiled once."""
    return {"script_score": {"query": query, "script": {"source": source, "params": params}, "boost": boost}}
