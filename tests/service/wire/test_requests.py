"""Requests: what parameters mean together."""

from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Filter, Query, Sort, ValueOrder
from service.wire.parameters import MAX_REACH, SEARCH, ParameterError
from service.wire.requests import ValueListing, search, tag_listing

WORDS = st.text(max_size=8) | st.sampled_from(["0", "1", "100", "2024", "2024-05", "date:desc", "*", "tags", "true"])


def test_no_parameters_ask_for_everything() -> None:
    """Every post; that the newest come first is the engine's answer to an empty query."""
    found = search({})

    assert (found.query, found.by_offset, found.page) == (Query(), False, 1)


def test_parameters_become_a_query() -> None:
    """OR within a parameter, AND between them."""
    query = search(
        {
            "tag": ["a", "b"],
            "year": ["2024"],
            "from": ["2020"],
            "sort": ["-date"],
            "facets": ["tags,year", "tags"],
            "explain": ["1"],
        }
    ).query

    assert query == Query(
        filters=(Filter("tags", ("a", "b")), Filter("year", ("2024",))),
        since=date(2020, 1, 1),
        sort=Sort.NEWEST,
        facets=("tags", "year"),
        explain=True,
    )


def test_the_text_is_parsed_and_repeated() -> None:
    """The answer repeats what was typed."""
    query = search({"q": ["Two words"]}).query

    assert query.text == "Two words"
    assert len(query.clauses) == 2


def test_pages_and_offsets_both_work() -> None:
    """Who gives an offset or a limit counts in hits."""
    by_page, by_offset = search({"page": ["3"], "hitsPerPage": ["20"]}), search({"offset": ["7"], "limit": ["0"]})

    assert (by_page.query.offset, by_page.query.limit, by_page.page, by_page.by_offset) == (40, 20, 3, False)
    assert (by_offset.query.offset, by_offset.query.limit, by_offset.by_offset) == (7, 0, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"page": ["1"], "offset": ["0"]}, "conflicting_parameters"),
        ({"hitsPerPage": ["1"], "limit": ["1"]}, "conflicting_parameters"),
        ({"from": ["2024-05-02"], "to": ["2024-05-01"]}, "conflicting_parameters"),
        ({"offset": ["1000000"], "limit": ["1"]}, "out_of_reach"),
        ({"page": ["100001"]}, "out_of_reach"),
        ({"explain": ["maybe"]}, "invalid_parameter"),
        ({"year": ["24"]}, "invalid_parameter"),
    ],
)
def test_contradictions_are_refused(arguments: dict[str, list[str]], code: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ParameterError) as caught:
        search(arguments)

    assert caught.value.code == code


def test_a_search_can_be_narrowed_from_outside() -> None:
    """The page of a tag adds its own filter."""
    within = Filter("tags", ("x",))

    assert search({"year": ["2024"]}, within=(within,)).query.filters[0] == within


def test_a_listing_of_tags_has_its_own_parameters() -> None:
    """The most used hundred, unless asked otherwise."""
    assert tag_listing({}) == ValueListing(limit=100)
    asked = tag_listing({"sort": ["name"], "q": ["x"], "offset": ["7"], "limit": ["3"]})
    assert asked == ValueListing("x", ValueOrder.NAME, limit=3, offset=7)


def test_values_of_facets_are_listed_as_asked_for() -> None:
    """All of them, the most used first, unless asked otherwise; under the names of other search systems."""
    assert search({"facets": ["tags"]}).values == ValueListing()
    asked = search({"facetQuery": ["py"], "sortFacetValuesBy": ["alpha"], "maxValuesPerFacet": ["5"]})
    assert asked.values == ValueListing("py", ValueOrder.NAME, limit=5)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from([parameter.name for parameter in SEARCH]), st.lists(WORDS, max_size=3)))
def test_any_parameters_give_a_query_or_say_what_is_wrong(arguments: dict[str, list[str]]) -> None:
    """No value gets through the checks, and none breaks them."""
    try:
        query = search(arguments).query
    except ParameterError:
        return

    assert 0 <= query.limit <= 100
    assert query.offset + query.limit <= MAX_REACH


@given(st.text(max_size=3000))
def test_whatever_is_typed_is_a_query(text: str) -> None:
    """Also after a journey through a URL."""
    arguments = parse_qs(urlencode({"q": text}, errors="replace"))

    assert search(arguments).query.limit == 10
