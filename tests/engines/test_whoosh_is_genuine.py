"""The folder is an index that Whoosh itself opens, and Whoosh finds in it what we find."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.qparser import QueryParser

from indexer import Engine, Query, open_engine, parse
from tests.documents import document, on

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "Foxes and dogs are quick, the brown ones too.",
    "A lazy afternoon with node.js and C++ code.",
    "Searching for the user's node in the résumé.",
    "Nothing but the fox.",
]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Two segments with a deletion."""
    opened = open_engine("whoosh", tmp_path)
    opened.apply([document(str(i), f"Title {text[:20]}", text) for i, text in enumerate(TEXTS)], [])
    extra = document("x", "Extra", "quick extra fox", tags=("Web Dev", "c++"), authors=("Ana Ünal",), lang="en")
    opened.apply(
        [extra, document("0", "New", "lazy quick brown foxes", tags=("web dev",), date=on("2024-02-29"))], ["4"]
    )
    yield opened
    opened.close()


def by_whoosh(folder: Path, query: Any, field: str) -> set[str]:
    """The ids that Whoosh's own searcher finds."""
    index = whoosh_index.open_dir(str(next(iter((folder / "generations").glob("*2")))))
    with index.searcher() as searcher:
        parsed = QueryParser(field, index.schema).parse(query) if isinstance(query, str) else query
        return {hit["id"] for hit in searcher.search(parsed, limit=None)}


def by_us(engine: Engine, text: str) -> set[str]:
    """The ids that we find; the excluded word keeps the last word from being completed."""
    results = engine.search(Query(text, parse(f"{text} -qqq"), limit=100))
    assert results.matching == "all"
    return {hit.id for hit in results.hits}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["fox", "foxes", "quick", "quick fox", "lazy quick", "searching", "node", "extra"])
def test_whoosh_finds_words_in_bodies(engine: Engine, tmp_path: Path, text: str) -> None:
    """By their stems, all of them demanded."""
    assert by_whoosh(tmp_path, text, "body") == by_us(engine, text)


@pytest.mark.parametrize("text", ["new", "nothing", "searching"])
def test_whoosh_finds_words_in_titles(engine: Engine, tmp_path: Path, text: str) -> None:
    """The same field that `title:` asks for."""
    assert by_whoosh(tmp_path, text, "title") == by_us(engine, f"title:{text}")


@pytest.mark.parametrize("text", ["brown foxes", "the brown", "code", "node js", "quick fox", "node in the resume"])
def test_whoosh_finds_phrases(engine: Engine, tmp_path: Path, text: str) -> None:
    """In the unstemmed field, stop words included."""
    phrase = whoosh_query.Phrase("body_exact", text.split()) if " " in text else whoosh_query.Term("body_exact", text)

    assert by_whoosh(tmp_path, phrase, "body_exact") == by_us(engine, f'"{text}"')
    assert by_whoosh(tmp_path, f'"{text}"', "body_exact") == by_us(engine, f'"{text}"')


def test_whoosh_counts_the_same_documents(engine: Engine, tmp_path: Path) -> None:
    """Deleted ones do not count."""
    assert by_whoosh(tmp_path, whoosh_query.Every(), "body") == set(engine.fingerprints())


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('tag:"Web Dev"', 'tag:"web dev"'),
        ("tag:web-dev", "tag:WebDev"),
        ("tag:c++ fox", "tag:C++ fox"),
        ('author:"ana ünal"', 'author:"Ana Ünal"'),
        ("language:en", "lang:en"),
        ("year:2024 foxes", "year:2024 foxes"),
    ],
)
def test_whoosh_finds_values(engine: Engine, tmp_path: Path, typed: str, text: str) -> None:
    """Whole, in any spelling, beside words."""
    assert by_whoosh(tmp_path, typed, "body") == by_us(engine, text) != set()


def test_whoosh_reads_what_is_kept(engine: Engine, tmp_path: Path) -> None:
    """Bodies, what a list of hits shows, dates and ids lie in its own columns and stored fields."""
    index = whoosh_index.open_dir(str(next(iter((tmp_path / "generations").glob("*2")))))
    with index.reader() as reader:
        text, card, date = (reader.column_reader(name) for name in ("text", "card", "date"))
        for number in reader.all_doc_ids():
            post = engine.get(reader.stored_fields(number)["id"])
            assert post
            assert text[number].decode() == post.body
            assert json.loads(card[number])["title"] == post.title
            assert date[number] == (post.date.timestamp() * 1_000_000 if post.date else -(2**63))
