"""Dates as authors spell them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.dates import BadDate, in_path, parse


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2024-05-12", "2024-05-12T00:00:00+00:00"),
        ("2014-1-5", "2014-01-05T00:00:00+00:00"),
        ("2024/05/12", "2024-05-12T00:00:00+00:00"),
        ("2024.05.12", "2024-05-12T00:00:00+00:00"),
        ("20240512", "2024-05-12T00:00:00+00:00"),
        ("2024-05-12 08:00", "2024-05-12T08:00:00+00:00"),
        ("2021-01-01 0:00:00", "2021-01-01T00:00:00+00:00"),
        ("2024-05-12T08:00:00", "2024-05-12T08:00:00+00:00"),
        ("2024-05-12t08:00:00z", "2024-05-12T08:00:00+00:00"),
        ("2024-05-12T08:00:00.123456789+05:30", "2024-05-12T08:00:00.123456+05:30"),
        ("2020-01-02 10:00:00 -0400", "2020-01-02T10:00:00-04:00"),
        ("2020-01-02 10:00:00 UTC", "2020-01-02T10:00:00+00:00"),
        ("2014-06-10 08:30:00 UTC+02:00", "2014-06-10T08:30:00+02:00"),
        ("2020-01-02 10:00 PDT", "2020-01-02T10:00:00-07:00"),
        ("2024-05-12 12:30am", "2024-05-12T00:30:00+00:00"),
        ("Sun, 12 May 2024 10:00:00 +0200", "2024-05-12T10:00:00+02:00"),
        ("12 May 2024", "2024-05-12T00:00:00+00:00"),
        ("12-May-2024", "2024-05-12T00:00:00+00:00"),
        ("May 12, 2024", "2024-05-12T00:00:00+00:00"),
        ("Sunday, May 12th, 2024 at 3:04 PM", "2024-05-12T15:04:00+00:00"),
        ("Sept. 3, 2024", "2024-09-03T00:00:00+00:00"),
        ("12. Mai 2024", "2024-05-12T00:00:00+00:00"),
        ("12 de mayo de 2024", "2024-05-12T00:00:00+00:00"),
        ("1er juillet 2024", "2024-07-01T00:00:00+00:00"),
        ("3 juin 2024", "2024-06-03T00:00:00+00:00"),
        ("Sun May 12 10:00:00 2024", "2024-05-12T10:00:00+00:00"),
        ("Sun May 12 10:00:00 CEST 2024", "2024-05-12T10:00:00+02:00"),
        ("Sun May 12 10:00:00 2024 +0200", "2024-05-12T10:00:00+02:00"),
        ("Sun May 12 2024 10:00:00 GMT+0200 (CEST)", "2024-05-12T10:00:00+02:00"),
        ("<2020-01-01 Wed 10:00>", "2020-01-01T10:00:00+00:00"),
        ("2024年5月12日", "2024-05-12T00:00:00+00:00"),
        ("13/04/2024", "2024-04-13T00:00:00+00:00"),
        ("04/13/2024", "2024-04-13T00:00:00+00:00"),
        ("04.05.2024", "2024-05-04T00:00:00+00:00"),
        ("05/05/2024", "2024-05-05T00:00:00+00:00"),
        ("9999-12-31", "9999-12-31T00:00:00+00:00"),
        (date(2024, 5, 12), "2024-05-12T00:00:00+00:00"),
        (datetime(2024, 5, 12, 8), "2024-05-12T08:00:00+00:00"),  # noqa: DTZ001  (TOML gives such dates)
    ],
)
def test_spellings(typed: object, moment: str) -> None:
    """Each spelling is understood, in UTC where it names no zone."""
    parsed = parse(typed)

    assert parsed is not None
    assert parsed.isoformat() == moment


@pytest.mark.parametrize("empty", [None, "", "  ", "0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)])
def test_no_date_is_none(empty: object) -> None:
    """Hugo writes the year 1 where there is no date."""
    assert parse(empty) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2017-02-29", "day is out of range"),
        ("2010-14-24", "month must be"),
        ("2024-05-12 25:00", "hour must be"),
        ("2024-05-12 10:00 XYZ", "XYZ is no time zone"),
        ("12 Foo 2024", "foo is no month"),
        ("9999-12-31 23:00 -0500", "out of range"),
        ("2019", "cannot be read"),
        ("yesterday", "cannot be read"),
        ("1577836800", "cannot be read"),
        ("2024-05-12 " * 20, "cannot be read"),
        (["2024-05-12"], "cannot be read"),
    ],
)
def test_what_is_no_date_is_refused_with_its_value(typed: object, reason: str) -> None:
    """The message names the value and the reason."""
    with pytest.raises(BadDate, match=reason) as refusal:
        parse(typed)

    assert refusal.value.code == "bad-date"
    assert str(typed)[:10] in str(refusal.value)


def test_a_date_that_reads_two_ways_is_not_guessed() -> None:
    """The message offers both readings."""
    with pytest.raises(BadDate, match="2024-04-03 or 2024-03-04") as refusal:
        parse("03/04/2024")

    assert refusal.value.code == "ambiguous-date"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024-05-12-a-post.md", date(2024, 5, 12)),
        ("posts/2014-1-5-a-post.md", date(2014, 1, 5)),
        ("cn/2005-01-07-20-13-00.md", date(2005, 1, 7)),
        ("20240512 A post.md", date(2024, 5, 12)),
        ("blog/2024/05/12/a-post.md", date(2024, 5, 12)),
        ("blog/2024-05-12/index.md", date(2024, 5, 12)),
        ("2020/01/01/2024-05-12-a-post.md", date(2024, 5, 12)),
        ("/blog/2024/05/12/a-post/", date(2024, 5, 12)),
        ("2020/10/3-ways-to-write.md", None),
        ("release-1.2.3.md", None),
        ("12345678.md", None),
        ("2024.md", None),
    ],
)
def test_dates_in_paths(path: str, day: date | None) -> None:
    """The file's name comes before its folders; a number is no date."""
    found = in_path(path)

    assert (found.date() if found else None) == day


def test_an_impossible_date_in_a_path_is_refused() -> None:
    """It was meant as a date, so its author should know."""
    with pytest.raises(BadDate, match="2017-02-29"):
        in_path("2017-02-29-a-post.md")


@given(st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(9999, 12, 30)), st.integers(-14, 14))  # noqa: DTZ001
def test_whatever_python_writes_is_read_again(naive: datetime, hours: int) -> None:
    """ISO dates with any offset come back as the same moment."""
    moment = naive.replace(tzinfo=UTC).astimezone(_zone(hours))

    assert parse(moment.isoformat()) == moment
    assert parse(moment.strftime("%Y-%m-%d %H:%M:%S.%f %z")) == moment


@given(st.text(st.sampled_from("0123456789-/:. TZ+MayJunetdh,年月"), max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """Nothing but BadDate is raised, and every date has a zone."""
    try:
        moment = parse(text)
    except BadDate:
        return

    assert moment is None or moment.utcoffset() is not None


def _zone(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))
