"""Filters, dates, facets, order and pages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from indexer import FACETS, Engine, Filter, Query, Sort, parse
from indexer.posts.relations import Relations, Series
from tests.documents import document, on
from tests.engines.contract.conftest import Find

BLOG = (
    document("a", "Alpha fox", tags=("Web Dev", "python"), authors=("Ana",), date=on("2020-05-01"), lang="en"),
    document("b", "beta fox", tags=("web dev",), categories=("Notes",), date=on("2021-06-02"), lang="de"),
    document("c", "Gamma fox", tags=("web dev", "css"), authors=("Bo", "ana"), date=on("2021-07-03"), lang="en"),
    document("d", "alpha hen", categories=("notes", "Talks")),
)


@pytest.fixture
def blog(engine: Engine) -> Engine:
    """An engine that holds the blog."""
    engine.apply(BLOG, [])
    return engine


def ids(engine: Engine, query: Query) -> list[str]:
    """The ids of the hits."""
    return [hit.id for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([("tags", ["python"])], "a"),
        ([("tags", ["PYTHON", "css"])], "ca"),
        ([("tags", ["web dev"])], "cba"),
        ([("tags", ["web dev"]), ("lang", ["en"])], "ca"),
        ([("tags", ["web dev"]), ("tags", ["css"])], "c"),
        ([("categories", ["NOTES"])], "bd"),
        ([("authors", ["ana"])], "ca"),
        ([("lang", ["DE", "fr"])], "b"),
        ([("year", ["2021"])], "cb"),
        ([("year", ["2020", "2021"]), ("authors", ["bo"])], "c"),
        ([("tags", ["web"])], ""),
        ([("tags", [])], ""),
    ],
)
def test_filters_join_values_by_or_and_fields_by_and(
    blog: Engine, filters: list[tuple[str, list[str]]], found: str
) -> None:
    """Values are compared as a whole, without case."""
    query = Query(filters=tuple(Filter(field, tuple(values)) for field, values in filters))

    assert ids(blog, query) == list(found)
    assert blog.search(query).total == len(found)


def test_filters_do_not_change_scores(blog: Engine) -> None:
    """They narrow only."""
    whole = {hit.id: hit.score for hit in blog.search(Query("", parse("fox"))).hits}
    narrowed = blog.search(Query("", parse("fox"), filters=(Filter("lang", ("en",)),))).hits

    assert {hit.id: hit.score for hit in narrowed} == {name: whole[name] for name in "ac"}


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2021, 6, 2), None, "cb"),
        (date(2021, 6, 3), None, "c"),
        (None, date(2021, 6, 2), "ba"),
        (None, date(2021, 6, 1), "a"),
        (date(2021, 6, 2), date(2021, 6, 2), "b"),
        (date(2022, 1, 1), date(2021, 1, 1), ""),
    ],
)
def test_days_are_included_and_undated_posts_left_out(
    blog: Engine, since: date | None, until: date | None, found: str
) -> None:
    """From the first day to the last."""
    assert ids(blog, Query(since=since, until=until)) == list(found)


def test_a_post_belongs_to_the_day_and_year_of_its_author(engine: Engine) -> None:
    """The clock on the author's wall counts, not that of Greenwich."""
    late = datetime(2020, 12, 31, 22, tzinfo=timezone(timedelta(hours=-5)))
    engine.apply([document("a", date=late)], [])

    assert ids(engine, Query(until=date(2020, 12, 31))) == ["a"]
    assert engine.search(Query(facets=("year",))).facets == {"year": {"2020": 1}}


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        (Sort.NEWEST, "cbad"),
        (Sort.OLDEST, "abcd"),
        (Sort.TITLE, "adbc"),
        (Sort.TITLE_DESCENDING, "cbda"),
        (Sort.RELEVANCE, "cbad"),
    ],
)
def test_hits_come_in_the_order_asked_for(blog: Engine, sort: Sort, found: str) -> None:
    """Undated posts last both ways, titles without case; relevance of everything is the newest first."""
    assert ids(blog, Query(sort=sort)) == list(found)


def test_moments_of_one_day_are_told_apart(engine: Engine) -> None:
    """Across time zones."""
    late = datetime(2020, 1, 1, 12, tzinfo=UTC)
    early = datetime(2020, 1, 1, 13, tzinfo=timezone(timedelta(hours=5)))
    engine.apply([document("early", date=early), document("late", date=late)], [])

    assert ids(engine, Query(sort=Sort.NEWEST)) == ["late", "early"]
    assert ids(engine, Query(sort=Sort.OLDEST)) == ["early", "late"]


def test_equal_titles_fall_to_the_newer_post_both_ways(engine: Engine) -> None:
    """Then to the smaller id."""
    same = [document(name, "Same", date=on(day)) for name, day in [("b", "2020-01-01"), ("a", "2020-01-01")]]
    engine.apply([*same, document("c", "same", date=on("2020-01-02"))], [])

    assert ids(engine, Query(sort=Sort.TITLE)) == list("cab")
    assert ids(engine, Query(sort=Sort.TITLE_DESCENDING)) == list("cab")


def test_pages_follow_each_other(engine: Engine) -> None:
    """Together they are everything, once."""
    engine.apply([document(f"{i:02}", "Fox", "fox " * i) for i in range(25)], [])
    whole = ids(engine, Query("", parse("fox"), limit=100))

    pages = [ids(engine, Query("", parse("fox"), offset=offset, limit=10)) for offset in (0, 10, 20, 30, 10**9)]

    assert [len(page) for page in pages] == [10, 10, 5, 0, 0]
    assert [name for page in pages for name in page] == whole


def test_the_total_is_exact_whatever_the_page(engine: Engine) -> None:
    """Even for a page without hits."""
    engine.apply([document(str(i), "Fox") for i in range(25)], [])

    for offset, limit in ((0, 10), (0, 0), (100, 10), (24, 1)):
        assert engine.search(Query("", parse("fox"), offset=offset, limit=limit)).total == 25


def test_facets_are_counted_over_all_matches(blog: Engine) -> None:
    """Under the spelling most used, the most frequent first, then in order of letters."""
    facets = blog.search(Query("", parse("fox"), limit=0, facets=FACETS)).facets

    assert {name: list(counts.items()) for name, counts in facets.items()} == {
        "tags": [("web dev", 3), ("css", 1), ("python", 1)],
        "categories": [("Notes", 1)],
        "authors": [("Ana", 2), ("Bo", 1)],
        "lang": [("en", 2), ("de", 1)],
        "year": [("2021", 2), ("2020", 1)],
        "series": [],
    }


def test_a_facet_ignores_its_own_filter_and_keeps_the_others(blog: Engine) -> None:
    """So that other values stay on offer."""
    query = Query(filters=(Filter("tags", ("python",)), Filter("lang", ("en",))), facets=("tags", "lang", "authors"))

    facets = blog.search(query).facets

    assert facets["tags"] == {"web dev": 2, "css": 1, "python": 1}
    assert facets["lang"] == {"en": 1}
    assert facets["authors"] == {"Ana": 1}


def test_facets_keep_the_period_and_the_values_of_the_text(blog: Engine) -> None:
    """Those are no filters of a facet."""
    dated = blog.search(Query(since=date(2021, 7, 1), facets=("tags",)))
    tagged = blog.search(Query("", parse("tag:css"), facets=("tags",)))

    assert dated.facets == tagged.facets == {"tags": {"css": 1, "web dev": 1}}


def test_a_value_given_twice_counts_once(engine: Engine) -> None:
    """A post is one post, in whatever spellings it says its tag."""
    engine.apply([document("a", tags=("Css", "css")), document("b", tags=("css",))], [])

    assert engine.search(Query(facets=("tags",))).facets == {"tags": {"css": 2}}


def test_spellings_used_as_often_show_the_first_in_order(engine: Engine) -> None:
    """Whichever was indexed first."""
    engine.apply([document("a", tags=("css",)), document("b", tags=("CSS",))], [])

    assert engine.search(Query(facets=("tags",))).facets == {"tags": {"CSS": 2}}


def test_only_the_facets_asked_for_are_counted(blog: Engine) -> None:
    """None unless asked."""
    assert blog.search(Query()).facets == {}
    assert list(blog.search(Query(facets=("year",))).facets) == ["year"]


def test_names_are_one_in_any_encoding(find: Find) -> None:
    """É in one character or two, ideographic spaces, wide letters."""
    post = document("a", "Fox", tags=("Caf\u00e9\u3000noir",))

    assert find('tag:"cafe\u0301 NOIR"', post) == ["a"]
    assert find("", filters=(Filter("tags", ("ＣＡＦÉ  noir",)),)) == ["a"]


def test_a_post_is_found_by_its_series_its_names_and_what_its_translations_share(engine: Engine) -> None:
    """By filters as any value; what a header says of other posts is kept as it was typed."""
    relations = Relations(Series("Bread", 1.5), ("b", "c"), ("d",), suggests=False, translation_key="Loaf")
    engine.apply([document("x", "Fox", path="es/pan.md", url="/pan/", relations=relations), document("y")], [])

    def found(field: str, value: str) -> list[str]:
        return [hit.id for hit in engine.search(Query(filters=(Filter(field, (value,)),))).hits]

    assert found("series", "BREAD") == found("names", "pan") == found("names", "Es/Pan.md") == ["x"]
    assert found("translation", "path pan") == found("translation", "key loaf") == ["x"]
    assert found("names", "loaf") == []
    assert [hit.id for hit in engine.search(Query("", parse("series:bread"))).hits] == ["x"]
    assert engine.search(Query(facets=("series",))).facets == {"series": {"Bread": 1}}
    assert (engine.get("x"), engine.get("y")) == (
        document("x", "Fox", path="es/pan.md", url="/pan/", relations=relations),
        document("y"),
    )
