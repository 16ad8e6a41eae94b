"""A query: what to find, free of any query language and of any engine.

    Query
    ├── clauses   Clause(presence, node)     node = Words | Phrase | Value | AnyOf
    ├── filters   Filter(field, values)      OR inside a field, AND between fields
    └── paging, sort, facets

A clause finds and scores; a filter only narrows.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Presence(Enum):
    """What a clause demands of a post."""

    OPTIONAL = "optional"
    REQUIRED = "required"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class Words:
    """One word as it was typed (it may hold several tokens, as ``state-of-the-art`` does).

    Attributes:
        text: What was typed.
        field: The only field to look in (a name in `schema.TEXT_FIELDS`), or None for all.
        prefix: Whether it also matches as the beginning of words, as the last word of a search box does.
    """

    text: str
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order, unstemmed, stop words included."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A facet's value, such as ``tag:python``; it narrows and never scores."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives joined by ``OR``: matched by what matches any, scored by the best."""

    nodes: tuple["Node", ...]


Node = Words | Phrase | Value | AnyOf


@dataclass(frozen=True, slots=True)
class Clause:
    """A *node* and what it demands."""

    node: Node
    presence: Presence = Presence.OPTIONAL


@dataclass(frozen=True, slots=True)
class Filter:
    """Posts that carry any of *values* in *field*, of `schema.VALUE_FIELDS`, in any spelling (`fold_value`)."""

    field: str
    values: tuple[str, ...]


class Sort(Enum):
    """The order of hits; ties fall to the newer post, then to the smaller id. Undated posts come last."""

    RELEVANCE = "relevance"
    NEWEST = "date:desc"
    OLDEST = "date:asc"
    TITLE = "title:asc"
    TITLE_DESCENDING = "title:desc"


@dataclass(frozen=True, slots=True)
class Query:
    """One search.

    Attributes:
        text: What was typed, for the answer to repeat.
        clauses: What to find. None of them: every post, newest first.
        filters: What to narrow to.
        since, until: First and last day (both included) of a post's date; undated posts are then left out.
        sort: The order of hits.
        offset, limit: The page: *limit* hits after the first *offset*.
        facets: Which fields' values to count, names in `schema.FACETS`.
        facet_values: How many values of each facet to give, the most frequent; None gives all.
        sections: Whether hits say which of their sections answer.
        explain: Whether each hit says how its score came about, and the answer how the query was understood.
    """

    text: str = ""
    clauses: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    facet_values: int | None = None
    sections: bool = True
    explain: bool = False
