"""Answers: the shapes that clients rely on."""

from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import (
    Aliases,
    Document,
    Explanation,
    Hit,
    Query,
    Results,
    Section,
    SectionHit,
    Suggestions,
    Tag,
    ValueOrder,
    WordScore,
)
from service.wire import answers
from service.wire.requests import Search, ValueListing

MOMENT = datetime(2024, 5, 12, 8, tzinfo=UTC)
HIT = Hit(
    id="a-post",
    path="2024/a-post.md",
    url="/a-post/",
    title="A <post>",
    summary="Sum.",
    tags=("x",),
    categories=(),
    authors=("Ann",),
    date=MOMENT,
    updated=None,
    lang="en",
    score=0.5,
    title_html="A &lt;<mark>post</mark>&gt;",
    snippet="…",
    sections=(SectionHit("Head", "what-a-näme?", "<mark>s</mark>"),),
)
SHOWN = {
    "id": "a-post",
    "path": "2024/a-post.md",
    "url": "/a-post/",
    "title": "A <post>",
    "summary": "Sum.",
    "tags": ["x"],
    "categories": [],
    "authors": ["Ann"],
    "date": "2024-05-12T08:00:00Z",
    "updated": None,
    "lang": "en",
    "_formatted": {"title": "A &lt;<mark>post</mark>&gt;", "snippet": "…"},
    "_sections": [{"heading": "Head", "url": "/a-post/#what-a-n%C3%A4me?", "snippet": "<mark>s</mark>"}],
    "_rankingScore": 0.5,
}


def test_a_search_by_pages_answers_with_pages() -> None:
    """The whole answer, as other search services made it common."""
    found = Results((HIT,), total=21, generation="g", facets={"tags": {"x": 21}}, did_you_mean="y")

    assert answers.results(found, Search(Query(text="post", offset=10)), 3) == {
        "hits": [SHOWN],
        "query": "post",
        "processingTimeMs": 3,
        "totalHits": 21,
        "page": 2,
        "hitsPerPage": 10,
        "totalPages": 3,
        "facetDistribution": {"tags": {"x": 21}},
        "matching": "all",
        "didYouMean": "y",
        "correctedQuery": None,
        "generation": "g",
    }


def test_a_search_by_offset_answers_with_offset() -> None:
    """Who counts hits is answered in hits."""
    answer = answers.results(Results((), 21, "g"), Search(Query(offset=5, limit=0), by_offset=True), 0)

    assert (answer["offset"], answer["limit"], answer["totalHits"]) == (5, 0, 21)
    assert "page" not in answer


@pytest.mark.parametrize(("total", "per_page", "pages"), [(0, 10, 0), (1, 10, 1), (10, 10, 1), (11, 10, 2), (5, 0, 0)])
def test_pages_are_counted(total: int, per_page: int, pages: int) -> None:
    """The last page may be short; pages that hold nothing are none."""
    assert answers.pages(total, per_page) == pages


def test_an_explained_hit_says_how_its_score_came_about() -> None:
    """Without explain the details are left out."""
    why = Explanation((WordScore("posts", ("post",), 2.0),), exact=1.0, title=0.5, coordination=1.0, score=3.5)

    assert answers.hit(Hit(**{name: getattr(HIT, name) for name in HIT.__slots__} | {"explanation": why})) == {
        **SHOWN,
        "_rankingScoreDetails": {
            "words": [{"word": "posts", "matched": ["post"], "score": 2.0}],
            "exact": 1.0,
            "title": 0.5,
            "coordination": 1.0,
            "score": 3.5,
        },
    }


def test_a_post_is_given_whole() -> None:
    """What a hit has, its text and its headings."""
    document = Document("i", "p.md", "/p/", "T", "Body", "f", sections=(Section("H", "", 2, 0),), updated=MOMENT)

    answer = answers.post(document)

    assert (answer["body"], answer["updated"]) == ("Body", "2024-05-12T08:00:00Z")
    assert answer["sections"] == [{"heading": "H", "url": "/p/", "level": 2}]


def test_tags_are_narrowed_ordered_and_cut() -> None:
    """The total counts what was found, not what is shown."""
    counts = {"Go": 3, "django": 3, "Python": 9, "golang": 1}

    by_count = answers.tags(counts, ValueListing("GO", limit=2), "g")
    by_name = answers.tags(counts, ValueListing(order=ValueOrder.NAME), "g")

    assert [tag["name"] for tag in by_count["tags"]] == ["Go", "golang"]
    assert by_count["total"] == 3
    assert [tag["name"] for tag in by_name["tags"]] == ["django", "Go", "golang", "Python"]
    assert answers.tags(counts, ValueListing(limit=1, offset=3), "g")["tags"][0]["name"] == "golang"
    assert answers.tags(counts, ValueListing("js"), "g", Aliases({"js": "golang"}))["total"] == 1


def test_tags_of_a_cloud_weigh_what_their_counts_weigh() -> None:
    """Up to one for the most used, whichever of them are asked for; twice as many posts are not twice as much."""
    shown = answers.tags({"a": 99, "b": 9, "c": 1}, ValueListing(), "g")["tags"]

    assert [tag["weight"] for tag in shown] == [1, 0.5, 0.1505]
    assert answers.tags({"a": 99, "b": 9}, ValueListing("b"), "g")["tags"][0]["weight"] == 0.5
    assert answers.tags({}, ValueListing(), "g")["tags"] == []


def test_a_tag_tells_its_names_and_levels() -> None:
    """With links to what stands below it."""
    tag = Tag("lang", 3, ("Lang",), ("langs",), None, (("lang/c", 2),))

    assert answers.tag_details(tag) == {
        "name": "lang",
        "count": 3,
        "url": "/tags/lang",
        "spellings": ["Lang"],
        "aliases": ["langs"],
        "parent": None,
        "children": [{"name": "lang/c", "count": 2, "url": "/tags/lang%2Fc"}],
    }


def test_values_of_facets_are_those_asked_for() -> None:
    """Of every facet alike."""
    found = Results((), 3, "g", {"tags": {"b": 3, "a": 2, "ab": 1}, "year": {"2024": 3}})

    def shown(listing: ValueListing) -> dict[str, dict[str, int]]:
        return answers.results(found, Search(Query(), values=listing), 1)["facetDistribution"]

    assert list(shown(ValueListing())["tags"]) == ["b", "a", "ab"]
    assert list(shown(ValueListing(order=ValueOrder.NAME))["tags"]) == ["a", "ab", "b"]
    assert shown(ValueListing("b", limit=1)) == {"tags": {"b": 3}, "year": {}}


def test_suggestions_hold_posts_tags_and_queries() -> None:
    """The box shows all three."""
    answer = answers.suggestions(Suggestions("po", (HIT,), (("post/x", 2),), ("post",), "g"), 1)

    assert answer["posts"] == [SHOWN]
    assert answer["tags"] == [{"name": "post/x", "count": 2, "url": "/tags/post%2Fx"}]
    assert answer["queries"] == ["post"]


@given(st.timedeltas(min_value=timedelta(hours=-23), max_value=timedelta(hours=23)))
def test_a_moment_is_rfc_3339_and_the_same_moment(offset: timedelta) -> None:
    """Whatever the offset, also those of the past that have seconds."""
    moment = MOMENT.astimezone(timezone(offset))

    text = answers.moment(moment)

    assert datetime.fromisoformat(text) == moment
    assert text.endswith("Z") or text[-6] in "+-"


def test_the_authors_own_offset_is_kept() -> None:
    """Eight in the morning stays eight in the morning."""
    assert answers.moment(MOMENT.replace(tzinfo=timezone(timedelta(hours=-4)))) == "2024-05-12T08:00:00-04:00"


@given(st.text())
def test_any_tag_has_an_address(name: str) -> None:
    """Tags hold slashes, question marks and whatever authors type."""
    assert unquote(answers.tag_url(name).removeprefix("/tags/").removeprefix("/search?tag=")) == name


@given(st.text() | st.from_regex(r"[a-z0-9-]+", fullmatch=True))
def test_any_heading_has_an_address(anchor: str) -> None:
    """What a fragment may not hold is quoted; without an anchor the post's address does."""
    fragment = "#" + quote(anchor, safe="!$&'()*+,;=:@/?") if anchor else ""

    assert answers.anchored("/a-post/", anchor) == "/a-post/" + fragment
