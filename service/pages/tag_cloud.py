"""What the page of all tags shows, ready for its template."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from indexer import ValueOrder
from service.pages.result_page import Choice
from service.wire import parameters as p
from service.wire import shapes
from service.wire.requests import ValueListing

PAGE = "/tags"

_SORTS = {ValueOrder.COUNT: "Most used", ValueOrder.NAME: "By name"}


@dataclass(frozen=True, slots=True)
class TagCloud:
    """The tags of *answer*, as *listing* asked for them, and where one can go from there."""

    LIMIT: ClassVar[int] = 300
    """How many tags a page shows."""

    listing: ValueListing
    answer: shapes.Tags

    @property
    def first(self) -> int:
        """The number of the first tag on the page, from 1."""
        return self.listing.offset + 1

    @property
    def last(self) -> int:
        """The number of the last tag on the page."""
        return self.listing.offset + len(self.answer["tags"])

    def sorts(self) -> list[Choice]:
        """The orders one can choose."""
        return [Choice(label, self._address(order), order is self.listing.order) for order, label in _SORTS.items()]

    def before(self) -> str | None:
        """The page before this one."""
        offset = self.listing.offset
        return self._address(self.listing.order, max(offset - self.LIMIT, 0)) if offset else None

    def after(self) -> str | None:
        """The page after this one."""
        return self._address(self.listing.order, self.last) if self.last < self.answer["total"] else None

    def _address(self, order: ValueOrder, offset: int = 0) -> str:
        given = {p.TAG_Q.name: self.listing.text, p.TAG_SORT.name: order.value, p.TAG_OFFSET.name: offset}
        defaults = {p.TAG_Q.name: "", p.TAG_SORT.name: p.TAG_SORT.default.value, p.TAG_OFFSET.name: 0}
        query = urlencode({name: value for name, value in given.items() if value != defaults[name]}, errors="replace")
        return f"{PAGE}?{query}" if query else PAGE
