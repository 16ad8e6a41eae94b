"""What the search page shows, ready for its template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer import Results, Sort, fold_value
from service.pages.language_names import language_name
from service.pages.links import Links
from service.wire.answers import pages
from service.wire.parameters import FILTERS, LANG
from service.wire.requests import Search

_LABELS = {
    "tags": "Tags",
    "series": "Series",
    "year": "Years",
    "categories": "Categories",
    "authors": "Authors",
    "lang": "Languages",
}
_SORTS = {
    Sort.RELEVANCE: "Best match",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
    Sort.TITLE: "Title",
}
_AT_ONCE = 10
"""How many values of a facet are shown before "more"."""
_YEARS_AT_ONCE = 21
"""Years are short, and stand three in a row."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to click that narrows, widens or orders the hits."""

    label: str
    address: str
    chosen: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its *field* and *label*, the values shown at once and the *more* behind a click."""

    field: str
    label: str
    values: list[Choice]
    more: list[Choice]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The answer *found* to *search*, and where one can go from there."""

    search: Search
    found: Results
    links: Links

    @property
    def first(self) -> int:
        """The number of the first hit on the page, from 1."""
        return self.search.query.offset + 1

    @property
    def last(self) -> int:
        """The number of the last hit on the page."""
        return self.search.query.offset + len(self.found.hits)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return pages(self.found.total, self.search.query.limit)

    @property
    def sort(self) -> Sort:
        """The order the hits are really in: without anything typed, the best match is the newest."""
        query = self.search.query
        return Sort.NEWEST if query.sort is Sort.RELEVANCE and not query.text.strip() else query.sort

    def sorts(self) -> list[Choice]:
        """The orders one can choose."""
        offered = [sort for sort in _SORTS if sort is not Sort.RELEVANCE or self.search.query.text.strip()]
        return [Choice(_SORTS[sort], self.links.with_one("sort", sort.value), sort is self.sort) for sort in offered]

    def choices(self) -> list[Choice]:
        """What narrows the hits now; the links take it away."""
        words = {"from": "since ", "to": "until "}
        return [
            Choice(
                words.get(name, "") + _label(name, value),
                self.links.without(name) if name in words else self.links.toggled(name, value),
                chosen=True,
            )
            for name, value in self.links.choices()
        ]

    def facets(self) -> Iterator[Facet]:
        """The facets that leave a choice."""
        for field, label in _LABELS.items():
            values = self._values(field, self.found.facets.get(field, {}))
            if len(values) > 1 or any(value.chosen for value in values):
                shown = _YEARS_AT_ONCE if field == "year" else _AT_ONCE
                yield Facet(field, label, values[:shown], values[shown:])

    def _values(self, field: str, counts: Mapping[str, int]) -> list[Choice]:
        """The values of *field*: what is chosen first, then the most used; years from the newest."""
        name = FILTERS[field].name
        counted = {fold_value(field, value) for value in counts}
        missing = (value for value in self.links.arguments.get(name, ()) if fold_value(field, value) not in counted)
        values = [
            Choice(_label(name, value), self.links.toggled(name, value), self.links.chosen(name, value), count)
            for value, count in (*((value, 0) for value in missing), *counts.items())
        ]
        if field == "year":
            return sorted(values, key=lambda value: value.label, reverse=True)
        return sorted(values, key=lambda value: not value.chosen)


def _label(name: str, value: str) -> str:
    """What readers see of the *value* of the parameter *name*."""
    return language_name(value) if name == LANG.name else value
