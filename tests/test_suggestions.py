"""Completion as one types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Aliases, Engine, suggest
from tests.documents import document
from tests.oracle import OracleEngine


def blog() -> Engine:
    """Three posts about searching."""
    engine = OracleEngine()
    engine.apply(
        [
            document("a", "Searching blogs", "search engines", tags=("web", "Research")),
            document("b", "Search engines", "search, search", tags=("search", "web")),
            document("c", "Baking bread", "no search here, résumé of C++ state", tags=("Food",)),
        ],
        [],
    )
    return engine


def test_titles_that_begin_so_are_offered() -> None:
    """The exact word first; texts do not count."""
    assert [hit.id for hit in suggest(blog(), "search").posts] == ["b", "a"]
    assert [hit.id for hit in suggest(blog(), "blogs sear").posts] == ["a"]
    assert [hit.id for hit in suggest(blog(), "bread zzz").posts] == []


def test_tags_that_begin_so_come_before_those_that_hold_it() -> None:
    """With their counts."""
    assert suggest(blog(), "SEARCH").tags == (("search", 1), ("Research", 1))
    assert suggest(blog(), "we").tags == (("web", 2),)


def test_a_tag_is_offered_by_its_other_names() -> None:
    """In any spelling, and by words that stand for it."""
    engine = OracleEngine()
    tagged = [document("a", tags=("Open Source", "javascript"))]
    engine.apply(tagged, [], aliases=Aliases({"js": "javascript"}))

    assert suggest(engine, "opensour").tags == (("Open Source", 1),)
    assert suggest(engine, "JS").tags == (("javascript", 1),)


def test_an_empty_text_offers_the_most_used_tags_alone() -> None:
    """There is nothing to complete yet."""
    found = suggest(blog(), "  ", limit=2)

    assert (found.posts, found.queries) == ((), ())
    assert found.tags == (("web", 2), ("Food", 1))


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("sear", ["search", "searching"]),
        ("search", ["searching"]),
        ("SEARCH", ["searching"]),
        ("best\tsear", ["best\tsearch", "best\tsearching"]),
        ("off-sear", ["off-search", "off-searching"]),
        ("title:brea", ["title:bread"]),
        ("résu", ["resume"]),
        ("search ", ["searching"]),
        ("search,", []),
        ("zzz", []),
        ("!!!", []),
    ],
)
def test_the_last_word_is_completed_and_the_rest_stays(typed: str, completed: list[str]) -> None:
    """From the blog's own words, most used first."""
    assert list(suggest(blog(), typed).queries) == completed


def test_no_more_than_asked_for() -> None:
    """Of each kind."""
    found = suggest(blog(), "se", limit=1)

    assert (len(found.posts), len(found.tags), len(found.queries)) == (1, 1, 1)


def test_the_text_and_the_generation_are_repeated() -> None:
    """As they were."""
    engine = blog()

    for text in (" Sear", ""):
        found = suggest(engine, text)
        assert (found.query, found.generation) == (text, engine.generation)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """Never an error."""
    found = suggest(_BLOG, text)

    assert all(query.startswith(text.strip()[:1]) or query for query in found.queries)


_BLOG = blog()
