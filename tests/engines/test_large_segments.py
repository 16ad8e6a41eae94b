"""One segment of more posts than two bytes can count."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh.query import And, Phrase, Term

from indexer import Document, Engine, Query, Sort, open_engine, parse
from tests.documents import document

pytestmark = pytest.mark.slow

POSTS = 70_000
FIRST_DAY = datetime(1990, 1, 1, tzinfo=UTC)


def post(number: int) -> Document:
    """All that is searched of it follows from *number*; a later number has an earlier date."""
    return document(
        f"{number:05}",
        f"Post p{number}",
        f"every r{number % 1000} {'two words' if number % 2 else 'words two'} q{number // 100}",
        tags=(f"t{number % 3}",),
        date=FIRST_DAY + timedelta(hours=POSTS - number),
    )


def numbers(engine: Engine, text: str, **options: Any) -> list[int]:
    """The numbers of the posts on a page."""
    return [int(hit.id) for hit in engine.search(Query(text, parse(text), **options)).hits]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of all posts; afterwards two were deleted, of which one lies beyond 65,536."""
    made = tmp_path_factory.mktemp("index")
    writer = open_engine("whoosh", made)
    writer.apply(map(post, range(POSTS)), [])
    writer.apply([], ["00003", "69999"])
    return made


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    """What searches it."""
    opened = open_engine("whoosh", folder)
    yield opened
    opened.close()


def test_it_is_one_segment(folder: Path) -> None:
    """Not several small ones, which would show nothing."""
    assert len(list(folder.glob("generations/000002/*.seg"))) == 1


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("", POSTS - 2),
        ("every -qqq", POSTS - 2),
        ("r999 -qqq", 69),
        ('"two words"', POSTS // 2 - 2),
        ('"words two"', POSTS // 2),
        ("r999 tag:t0", 23),
        ("every -tag:t0", 46_666),
        ("title:p69998 -qqq", 1),
        ("title:p69999 OR title:p65536", 1),
    ],
)
def test_totals(engine: Engine, text: str, total: int) -> None:
    """Words, phrases, values, exclusion."""
    assert engine.search(Query(text, parse(text))).total == total


def test_counts(engine: Engine) -> None:
    """Of all values, of posts on both sides of the border."""
    facets = engine.search(Query(facets=("tags", "year"))).facets

    assert dict(facets["tags"]) == {"t0": 23_332, "t1": 23_333, "t2": 23_333}
    assert sum(facets["year"].values()) == POSTS - 2


def test_both_ends_of_an_order(engine: Engine) -> None:
    """The first page and the last, of newest and oldest, of all posts and of some."""
    kept = [number for number in range(POSTS) if number not in (3, 69_999)]
    for text, expected in (("", kept), ("r999 -qqq", [number for number in kept if number % 1000 == 999])):
        last = len(expected) - 4
        for sort, ordered in ((Sort.NEWEST, expected), (Sort.OLDEST, expected[::-1])):
            assert numbers(engine, text, sort=sort, limit=5) == ordered[:5]
            assert numbers(engine, text, sort=sort, offset=last, limit=5) == ordered[last:]
            assert numbers(engine, text, sort=sort, offset=len(expected), limit=5) == []


def test_ties_of_everything(engine: Engine) -> None:
    """All score alike, so that dates order them, on the last page as on the first."""
    text = '"words two"'
    assert numbers(engine, text, limit=3) == [0, 2, 4]
    assert numbers(engine, text, offset=POSTS // 2 - 3, limit=9) == [69_994, 69_996, 69_998]


def test_posts_come_back(engine: Engine) -> None:
    """Whole, with the mark where it belongs, on both sides of the border."""
    for number in (0, 65_535, 65_536, 69_998):
        assert engine.get(f"{number:05}") == post(number)
        (hit,) = engine.search(Query(f"p{number}", parse(f"p{number} -qqq"))).hits
        assert hit.title_html == f"Post <mark>p{number}</mark>"
    assert engine.get("69999") is None


def test_whoosh_finds_the_same(folder: Path) -> None:
    """In its own way."""
    with whoosh_index.open_dir(str(folder / "generations" / "000002")).searcher() as searcher:
        for query, total in (
            (Term("body", "everi"), POSTS - 2),
            (Phrase("body_exact", ["two", "words"]), POSTS // 2 - 2),
            (And([Term("body", "r999"), Term("tag", "t0")]), 23),
        ):
            assert len(searcher.search(query, limit=None)) == total
        (last,) = searcher.search(Term("title", "p69998"))
        assert last["id"] == "69998"
        assert last.docnum == 69_998
