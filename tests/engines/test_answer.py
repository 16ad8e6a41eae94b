"""Answers: any page is a piece of the one order, ties included, in indexes of one segment and of several."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import FACETS, Document, Engine, Filter, Query, Sort, open_engine, parse
from tests.documents import Chance, document

ALL = 1_000
QUERIES = tuple(
    Query(text, parse(text), sort=sort, facets=FACETS)
    for text in ("", "same", "same OR title", '"same title"', "tag:x", "nothing")
    for sort in Sort
)


def tied(number: int) -> Document:
    """One of many posts that differ in nothing but their ids, or in a few dates besides."""
    date = datetime(2020, 1, 1 + number % 3, tzinfo=UTC) if number % 4 else None
    return document(f"{number * 7 % 30:02}", "Same title", "same words", tags=("x",), date=date)


@pytest.fixture(scope="module", params=[30, 7])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Thirty posts, written so many at a time."""
    opened = open_engine("whoosh", tmp_path_factory.mktemp("index"))
    for start in range(0, 30, request.param):
        opened.apply(map(tied, range(start, min(start + request.param, 30))), [])
    return opened


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.text or 'all'} by {query.sort.value}")
def test_ties_fall_to_the_newer_post_and_then_to_the_smaller_id(engine: Engine, query: Query) -> None:
    """However the posts lie in the index; undated ones come last in any order."""
    hits = engine.search(replace(query, limit=ALL)).hits
    is_oldest = query.sort is Sort.OLDEST

    def key(number: int) -> tuple[bool, float, str]:
        date = hits[number].date
        return date is None, (1 if is_oldest else -1) * date.timestamp() if date else 0, hits[number].id

    assert sorted(range(len(hits)), key=key) == [*range(len(hits))]
    assert len(hits) == (0 if query.text == "nothing" else 30)


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.text or 'all'} by {query.sort.value}")
def test_a_page_is_a_piece_of_the_one_order(engine: Engine, query: Query) -> None:
    """Whatever its offset and its size; total and counts are those of all pages."""
    whole = engine.search(replace(query, limit=ALL))
    for offset in (0, 1, 10, 28, 29, 30, 31, ALL):
        for limit in (0, 1, 2, 9, 30, ALL):
            page = engine.search(replace(query, offset=offset, limit=limit))
            assert page.hits == whole.hits[offset : offset + limit]
            assert replace(page, hits=()) == replace(whole, hits=())


@pytest.mark.slow
@settings(max_examples=6)
@given(st.integers(0), st.integers(1, 4))
def test_pages_of_any_query_make_up_the_whole(seed: int, syncs: int) -> None:
    """Filters, dates, sorts, words: read on page by page, one sees each hit once, in order, and scored alike."""
    chance = Chance(seed)
    with TemporaryDirectory() as folder:
        engine = open_engine("whoosh", Path(folder))
        for _ in range(syncs):
            engine.apply(chance.documents(8), chance.names(1))
        for query in [replace(chance.query(), offset=0, limit=ALL) for _ in range(8)]:
            whole = engine.search(query)
            pages = [engine.search(replace(query, offset=offset, limit=2)) for offset in range(0, 8, 2)]
            assert tuple(hit for page in pages for hit in page.hits) == whole.hits
            assert len(whole.hits) == whole.total


def test_a_filter_narrows_every_order(engine: Engine) -> None:
    """And never changes it."""
    for query in QUERIES:
        hits = engine.search(replace(query, limit=ALL)).hits
        narrowed = engine.search(replace(query, limit=ALL, filters=(Filter("year", ("2020",)),))).hits
        assert narrowed == tuple(hit for hit in hits if hit.date)
