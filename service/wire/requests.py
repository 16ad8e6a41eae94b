"""Requests to queries: what the parameters of a request mean together."""

from dataclasses import dataclass
from datetime import date

from indexer import Filter, Query, ValueOrder, parse
from service.wire import parameters as p
from service.wire.parameters import Arguments, Parameter, ParameterError


@dataclass(frozen=True, slots=True)
class ValueListing:
    """Which values of a facet to give: those that hold *text*, in *order*, *limit* of them after the first *offset*."""

    text: str = ""
    order: ValueOrder = ValueOrder.COUNT
    limit: int | None = None
    offset: int = 0


ALL_VALUES = ValueListing()


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was asked for.

    Attributes:
        query: What the engine is asked.
        by_offset: Whether the request counts hits (offset, limit) and not pages; the answer then does so too.
        values: Which values of the facets to give.
    """

    query: Query
    by_offset: bool = False
    values: ValueListing = ALL_VALUES

    @property
    def page(self) -> int:
        """The page that was asked for, from 1."""
        return self.query.offset // self.query.limit + 1 if self.query.limit else 1


def search(arguments: Arguments, *, within: tuple[Filter, ...] = ()) -> Search:
    """The search that *arguments* ask for, narrowed by *within*.

    Raises:
        ParameterError: A value is bad, or values contradict each other. Unknown parameters are the caller's matter.
    """
    offset, limit, by_offset = _paging(arguments)
    since, until = _days(arguments)
    text = p.Q.one(arguments)
    query = Query(
        text=text,
        clauses=parse(text),
        filters=(*within, *_filters(arguments)),
        since=since,
        until=until,
        sort=p.SORT.one(arguments),
        offset=offset,
        limit=limit,
        facets=tuple(dict.fromkeys(name for names in p.FACETS.every(arguments) for name in names)),
        explain=p.EXPLAIN.one(arguments),
    )
    values = ValueListing(p.FACET_QUERY.one(arguments), p.FACET_SORT.one(arguments), p.FACET_LIMIT.one(arguments))
    return Search(query, by_offset, values)


def tag_listing(arguments: Arguments) -> ValueListing:
    """The listing of tags that *arguments* ask for; raises ParameterError."""
    limit, offset = p.TAG_LIMIT.one(arguments), p.TAG_OFFSET.one(arguments)
    return ValueListing(p.TAG_Q.one(arguments), p.TAG_SORT.one(arguments), limit, offset)


def _filters(arguments: Arguments) -> tuple[Filter, ...]:
    given = ((field, parameter.every(arguments)) for field, parameter in p.FILTERS.items())
    return tuple(Filter(field, values) for field, values in given if values)


def _days(arguments: Arguments) -> tuple[date | None, date | None]:
    since, until = p.SINCE.one(arguments), p.UNTIL.one(arguments)
    if since and until and since > until:
        message = f"from={since} is later than to={until}; swap them."
        raise ParameterError("conflicting_parameters", p.SINCE.name, message)
    return since, until


def _paging(arguments: Arguments) -> tuple[int, int, bool]:
    """Offset, limit, and whether they were given as such."""
    by_offset = _first_given(arguments, p.OFFSET, p.LIMIT)
    by_page = _first_given(arguments, p.PAGE, p.HITS_PER_PAGE)
    if by_offset and by_page:
        message = (
            f'"{by_page}" and "{by_offset}" contradict each other; give page and hitsPerPage, or offset and limit.'
        )
        raise ParameterError("conflicting_parameters", by_offset, message)
    if by_offset:
        offset, limit = p.OFFSET.one(arguments), p.LIMIT.one(arguments)
    else:
        limit = p.HITS_PER_PAGE.one(arguments)
        offset = (p.PAGE.one(arguments) - 1) * limit
    if offset + limit > p.MAX_REACH:
        message = f"hits after the first {p.MAX_REACH:,} are out of reach; narrow the search."
        raise ParameterError("out_of_reach", by_offset or p.PAGE.name, message)
    return offset, limit, bool(by_offset)


def _first_given(arguments: Arguments, *parameters: Parameter[int]) -> str | None:
    return next((parameter.name for parameter in parameters if parameter.given(arguments)), None)
