"""Parameters: what is read, what is refused, and with which words."""

from datetime import date
from typing import Any

import pytest

from indexer import FACETS, Sort
from service.wire import parameters as p
from service.wire.parameters import Parameter, ParameterError, refuse_unknown


def refused(parameter: Parameter[Any], *texts: str) -> ParameterError:
    """The error that *texts* bring about."""
    with pytest.raises(ParameterError) as caught:
        parameter.every({parameter.name: texts}) if parameter.repeatable else parameter.one({parameter.name: texts})
    return caught.value


def test_without_a_value_the_default_holds() -> None:
    """An empty value is none: forms send their empty fields."""
    assert p.PAGE.one({}) == 1
    assert p.PAGE.one({"page": ["", " "]}) == 1
    assert p.TAG.every({"tag": [""]}) == ()


def test_values_are_kept_in_order_without_repetition() -> None:
    """A tag may hold a comma; to name several, the parameter is repeated."""
    assert p.TAG.every({"tag": ["b, c", "a", "b, c"]}) == ("b, c", "a")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-09", date(2024, 2, 9), date(2024, 2, 9)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_month_and_a_year_stand_for_their_first_and_last_day(text: str, first: date, last: date) -> None:
    """from=2024 starts with the year, to=2024 ends with it."""
    assert p.SINCE.one({"from": [text]}) == first
    assert p.UNTIL.one({"to": [text]}) == last


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-02-30", "0000", "24", "2024-2-1", "today", "2024-01-01T00:00", "٢٠٢٤"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """The message shows the value and how to write it."""
    assert str(refused(p.SINCE, text)) == f'from="{text}": write a date as 2024-05-12, 2024-05 or 2024.'


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "1_0", "+1", "1000001", "9" * 5000, "٣"])
def test_what_is_no_page_is_refused(text: str) -> None:
    """Only plain digits within the bounds are a number."""
    error = refused(p.PAGE, text)

    assert error.code == "invalid_parameter"
    assert "write a whole number from 1 to 1000000" in str(error)
    assert len(str(error)) < 140


def test_a_parameter_that_may_stand_once_is_refused_twice() -> None:
    """Which of the two was meant is not guessed."""
    assert refused(p.Q, "a", "b").code == "repeated_parameter"


def test_filters_are_bounded() -> None:
    """A value has at most 200 characters, a filter at most 50 values."""
    assert refused(p.TAG, "x" * 201).code == "invalid_parameter"
    assert refused(p.TAG, *map(str, range(51))).code == "too_many_values"


def test_facets_come_in_a_list_or_repeated_or_as_a_star() -> None:
    """All three are in use by existing clients."""
    assert p.FACETS.every({"facets": ["tags, year", "lang"]}) == (("tags", "year"), ("lang",))
    assert p.FACETS.every({"facets": ["*"]}) == (FACETS,)
    assert "tags, categories, authors, lang, year" in str(refused(p.FACETS, "tags,color"))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *((sort.value, sort) for sort in Sort),
        *(("-date", Sort.NEWEST), ("newest", Sort.NEWEST), ("date", Sort.OLDEST), ("oldest", Sort.OLDEST)),
        ("title", Sort.TITLE),
    ],
)
def test_every_order_has_its_names(text: str, order: Sort) -> None:
    """The names in use elsewhere are understood too."""
    assert p.SORT.one({"sort": [text]}) is order


def test_an_unknown_parameter_is_refused_with_the_nearest_one() -> None:
    """A slip is mended at once; what is far from all gets the list."""
    with pytest.raises(ParameterError, match=r'"tags" is not a parameter here; did you mean "tag"\?'):
        refuse_unknown({"tags": ["x"]}, p.SEARCH)
    with pytest.raises(ParameterError, match="there are q, limit"):
        refuse_unknown({"zzzzzz": []}, p.SUGGEST)
