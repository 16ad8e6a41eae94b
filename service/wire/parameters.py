"""The parameters of requests as a table: how each is read, checked and documented."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Generic, Protocol, TypeVar

from indexer import Sort, ValueOrder
from service.wire.kinds import (
    FACET_NAMES,
    FIRST_DAY,
    LAST_DAY,
    ORDER,
    SWITCH,
    TEXT,
    VALUE,
    VALUE_ORDER,
    YEAR,
    Kind,
    optional,
    whole_number,
)

Arguments = Mapping[str, Sequence[str]]
"""What a request says: every parameter's values in order."""

MAX_VALUES = 50
MAX_REACH = 1_000_000
"""How far into the hits paging goes: offset + limit."""

T = TypeVar("T")


class ParameterError(ValueError):
    """A request that cannot be understood; the message names parameter, value and cure.

    Attributes:
        code: A short stable name, listed in `service.problems`.
        parameter: The parameter's name.
    """

    def __init__(self, code: str, parameter: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A parameter: its *name*, what it may be, what holds without it, and one sentence *about* it.

    An empty value counts as not given, as forms send their empty fields.
    """

    name: str
    kind: Kind[T]
    default: T
    about: str
    repeatable: bool = False

    def given(self, arguments: Arguments) -> tuple[str, ...]:
        """What *arguments* say about it, as text."""
        texts = arguments.get(self.name)
        return tuple(text for text in texts if text.strip()) if texts else ()

    def one(self, arguments: Arguments) -> T:
        """Its value, or the default.

        Raises:
            ParameterError: It is given more than once, or its value is bad.
        """
        given = self.given(arguments)
        if len(given) > 1:
            message = f'"{self.name}" stands {len(given)} times in the request; give it once.'
            raise ParameterError("repeated_parameter", self.name, message)
        return self._read(given[0]) if given else self.default

    def every(self, arguments: Arguments) -> tuple[T, ...]:
        """All its values in order, without repetition.

        Raises:
            ParameterError: A value is bad, or there are more than `MAX_VALUES`.
        """
        given = self.given(arguments)
        if len(given) > MAX_VALUES:
            message = f'"{self.name}" stands {len(given)} times in the request; {MAX_VALUES} times is the most.'
            raise ParameterError("too_many_values", self.name, message)
        return tuple(dict.fromkeys(map(self._read, given))) if given else ()

    def _read(self, text: str) -> T:
        try:
            return self.kind.read(text)
        except ValueError as error:
            message = f'{self.name}="{shortened(text)}": write {self.kind.expected}.'
            raise ParameterError("invalid_parameter", self.name, message) from error


def shortened(text: str, length: int = 60) -> str:
    """*text* as a message repeats it: at most *length* characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


class Named(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str:
        """How a request calls it."""
        ...


def refuse_unknown(arguments: Iterable[str], known: Collection[Named]) -> None:
    """Raise ParameterError if a parameter is none of *known*, with the nearest one as the cure."""
    names = [parameter.name for parameter in known]
    for name in arguments:
        if name not in names:
            nearest = get_close_matches(name, names, n=1, cutoff=0.5)
            cure = f'did you mean "{nearest[0]}"?' if nearest else f"there are {', '.join(names)}."
            raise ParameterError("unknown_parameter", name, f'"{shortened(name)}" is not a parameter here; {cure}')


Q = Parameter("q", TEXT, "", 'What to find: words, "exact phrases", -without, tag:x, author:x, title:x, OR.')
TAG = Parameter("tag", VALUE, "", "Only posts with this tag; repeated, with any of them.", repeatable=True)
CATEGORY = Parameter("category", VALUE, "", "Only posts in this category; repeated, in any.", repeatable=True)
AUTHOR = Parameter("author", VALUE, "", "Only posts by this author; repeated, by any.", repeatable=True)
LANG = Parameter("lang", VALUE, "", "Only posts in this language, such as en; repeated, in any.", repeatable=True)
YEAR_OF = Parameter("year", YEAR, "", "Only posts of this year; repeated, of any.", repeatable=True)
SERIES = Parameter("series", VALUE, "", "Only posts of this series; repeated, of any.", repeatable=True)
SINCE = Parameter("from", FIRST_DAY, None, "Only posts dated on this day or later.")
UNTIL = Parameter("to", LAST_DAY, None, "Only posts dated on this day or earlier.")
SORT = Parameter("sort", ORDER, Sort.RELEVANCE, "The order of hits. Without q, relevance means newest first.")
PAGE = Parameter("page", whole_number(1, MAX_REACH), 1, "Which page of hits, from 1.")
HITS_PER_PAGE = Parameter(
    "hitsPerPage", whole_number(0, 100), 10, "How many hits a page holds; 0 for the totals alone."
)
OFFSET = Parameter("offset", whole_number(0, MAX_REACH), 0, "How many hits to pass over, instead of page.")
LIMIT = Parameter("limit", whole_number(0, 100), 10, "How many hits to give, instead of hitsPerPage.")
FACETS = Parameter(
    "facets",
    FACET_NAMES,
    (),
    "Which fields' values to count: names with commas between them, or * for all.",
    repeatable=True,
)
FACET_QUERY = Parameter(
    "facetQuery", VALUE, "", "Only facets' values that begin with this text, then those that hold it."
)
FACET_SORT = Parameter(
    "sortFacetValuesBy", VALUE_ORDER, ValueOrder.COUNT, "The order of facets' values: the most used first, or by name."
)
FACET_LIMIT = Parameter(
    "maxValuesPerFacet", optional(whole_number(0, 1000)), None, "How many values of each facet to give, if not all."
)
FEED_SORT = replace(SORT, default=Sort.NEWEST, about="The order of posts, unless they shall come the newest first.")
FEED_HITS_PER_PAGE = replace(HITS_PER_PAGE, default=20, about="How many posts a page of the feed holds.")
FEED_LIMIT = replace(LIMIT, default=20, about="How many posts to give, instead of hitsPerPage.")
EXPLAIN = Parameter("explain", SWITCH, False, "Whether each hit says how its score came about.")
SUGGEST_LIMIT = Parameter("limit", whole_number(1, 20), 5, "How many posts, tags and queries to give, each.")
RELATED_LIMIT = Parameter("limit", whole_number(1, 20), 5, "How many posts to give.")
TAG_SUGGESTIONS_LIMIT = Parameter(
    "limit", whole_number(1, 20), 5, "How many tags to give at most; more than five are never suggested."
)
RELATED_EXPLAIN = Parameter("explain", SWITCH, False, "Whether each post says what its shared words weigh.")
TAG_Q = Parameter("q", VALUE, "", "Only tags that begin with this text, then those that hold it.")
TAG_SORT = Parameter("sort", VALUE_ORDER, ValueOrder.COUNT, "The order: the most used first, or by name.")
TAG_OFFSET = Parameter("offset", whole_number(0, MAX_REACH), 0, "How many tags to pass over.")
TAG_LIMIT = Parameter("limit", whole_number(0, 1000), 100, "How many tags to give.")

FILTERS = {"tags": TAG, "categories": CATEGORY, "authors": AUTHOR, "lang": LANG, "year": YEAR_OF, "series": SERIES}
"""The parameter that filters each facet."""

SEARCH: tuple[Parameter[Any], ...] = (
    *(Q, TAG, CATEGORY, AUTHOR, LANG, YEAR_OF, SERIES, SINCE, UNTIL, SORT),
    *(PAGE, HITS_PER_PAGE, OFFSET, LIMIT, EXPLAIN),
    *(FACETS, FACET_QUERY, FACET_SORT, FACET_LIMIT),
)
FEED: tuple[Parameter[Any], ...] = (
    *(Q, TAG, CATEGORY, AUTHOR, LANG, YEAR_OF, SERIES, SINCE, UNTIL, FEED_SORT),
    *(PAGE, FEED_HITS_PER_PAGE, OFFSET, FEED_LIMIT),
)
SEARCH_IN_TAG = tuple(parameter for parameter in SEARCH if parameter is not TAG)
RELATED: tuple[Parameter[Any], ...] = (RELATED_LIMIT, RELATED_EXPLAIN)
SUGGEST: tuple[Parameter[Any], ...] = (Q, SUGGEST_LIMIT)
TAG_SUGGESTIONS: tuple[Parameter[Any], ...] = (TAG_SUGGESTIONS_LIMIT,)
TAGS: tuple[Parameter[Any], ...] = (TAG_Q, TAG_SORT, TAG_OFFSET, TAG_LIMIT)
NONE: tuple[Parameter[Any], ...] = ()
