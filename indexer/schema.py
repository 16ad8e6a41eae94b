"""The fields of a document: which are searched, with what weight, and which are counted.

The weights and the length normalisations are those of BM25F (Robertson, Zaragoza: "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009), fitted to finding a known post on nine real blogs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextField:
    """A searched field: its *name*, its *weight* and how strongly its *length* tempers a match (BM25F's b)."""

    name: str
    weight: float
    length: float


TEXT_FIELDS = (
    TextField("title", weight=20.0, length=0.5),
    TextField("headings", weight=10.0, length=0.5),
    TextField("tags", weight=0.5, length=0.5),
    TextField("summary", weight=1.0, length=0.1),
    TextField("body", weight=1.0, length=0.75),
)
TEXT_FIELD_NAMES = tuple(field.name for field in TEXT_FIELDS)

FACETS = ("tags", "categories", "authors", "lang", "year", "series")
"""The fields whose values are counted and by which one can filter."""

LOOKUPS = ("names", "translation")
"""The fields by whose values posts are looked up; nobody is shown them, and they are not counted."""

VALUE_FIELDS = (*FACETS, *LOOKUPS)
"""The fields that hold whole values, to which a `query.Filter` may apply."""

VERSION = 7
"""Raise it when documents are stored differently; older indexes are then rebuilt by the next sync."""
