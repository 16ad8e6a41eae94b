"""Addresses of the search page: each differs from the present one in one thing and keeps the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from indexer import fold_value
from service.wire import parameters as p
from service.wire.parameters import Arguments, Parameter

PAGE = "/search"

_PLACE = {p.PAGE.name, p.OFFSET.name}
"""Where in the hits one stands; any other change starts again at the first."""
_CHOICES: tuple[Parameter[Any], ...] = (*p.FILTERS.values(), p.SINCE, p.UNTIL)
"""What narrows a search."""
_FACETS = {parameter.name: facet for facet, parameter in p.FILTERS.items()}


@dataclass(frozen=True, slots=True)
class Links:
    """Links from a page that was asked for with *arguments*, which hold known parameters only."""

    arguments: Mapping[str, Sequence[str]]

    @classmethod
    def from_request(cls, arguments: Arguments) -> "Links":
        """Links that keep what *arguments* say; empty and unknown parameters are dropped."""
        given = {parameter.name: parameter.given(arguments) for parameter in p.SEARCH}
        return cls({name: values for name, values in given.items() if values})

    def with_one(self, name: str, value: str | int) -> str:
        """The page with *value* as the only one of the parameter *name*."""
        return self._address({name: (str(value),)})

    def toggled(self, name: str, value: str) -> str:
        """The page with *value* added to the parameter *name*, or without it if it is there."""
        kept = tuple(one for one in self.arguments.get(name, ()) if _key(name, one) != _key(name, value))
        return self._address({name: kept if self.chosen(name, value) else (*kept, value)})

    def without(self, *names: str) -> str:
        """The page without the parameters *names*."""
        return self._address(dict.fromkeys(names, ()))

    def without_choices(self) -> str:
        """The page with nothing but what was typed, and its order."""
        return self.without(*(parameter.name for parameter in _CHOICES))

    def chosen(self, name: str, value: str) -> bool:
        """Whether *value* is one of the parameter *name*, in any spelling."""
        return _key(name, value) in (_key(name, one) for one in self.arguments.get(name, ()))

    def choices(self) -> list[tuple[str, str]]:
        """What narrows the search: parameters' names and values."""
        return [(one.name, value) for one in _CHOICES for value in self.arguments.get(one.name, ())]

    def kept_by_form(self) -> list[tuple[str, str]]:
        """What stays when something else is typed: the choices and the order."""
        return [*self.choices(), *((p.SORT.name, value) for value in self.arguments.get(p.SORT.name, ()))]

    def _address(self, changes: Mapping[str, Sequence[str]]) -> str:
        starts_again = not _PLACE & changes.keys()
        kept = {name: values for name, values in self.arguments.items() if not (starts_again and name in _PLACE)}
        changed = {**kept, **changes}
        # In one order, so that there is one address for one page.
        return address({one.name: changed[one.name] for one in p.SEARCH if one.name in changed})


def _key(name: str, value: str) -> str:
    """What tells *value* from other values of the parameter *name*."""
    return fold_value(_FACETS.get(name, name), value)


def address(arguments: Mapping[str, Sequence[Any]]) -> str:
    """The search page with *arguments*."""
    query = urlencode(arguments, doseq=True, errors="replace")
    return f"{PAGE}?{query}" if query else PAGE


def safe(url: str) -> str:
    """*url* if it leads to a page, else "#": an author's header may hold ``javascript:``."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return "#"
    return url if scheme in {"", "http", "https"} else "#"


def pages_to_show(current: int, last: int) -> Iterable[int | None]:
    """The numbers of the first, the last and the pages around *current*; None where some are left out."""
    shown = sorted({1, last, *range(current - 2, current + 3)} & set(range(1, last + 1)))
    before = 0
    for number in shown:
        if number == before + 2:
            yield number - 1
        elif number > before + 2:
            yield None
        yield number
        before = number
