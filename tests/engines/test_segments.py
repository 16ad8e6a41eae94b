"""Whoosh reads in our segments what its own `add_document` would have written of the same posts."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.fields import TEXT, Schema
from whoosh.query import Every

from indexer import Document, Query, parse
from indexer.analysis.analyzer import Analyzer, Terms
from indexer.analysis.folding import fold_value
from indexer.engines.whoosh import building, changes
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.fields import EXACT, FACET_FIELDS, card, whoosh_schema
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS
from tests.documents import Chance, document
from tests.engines.given_terms import seen

GENERATE = settings(max_examples=6, phases=[Phase.generate])  # shrinking would build hundreds of indexes


class Measured(TEXT):  # type: ignore[misc]  # Whoosh has no types
    """A field whose length is told: words that stand in one place count once, where Whoosh adds up their terms."""

    def index(self, value: tuple[Mapping[str, list[int]], int], **_options: object) -> Iterator[Any]:
        """What Whoosh writes; it adds up the second entries to the length, and has no other use for them."""
        terms, length = value
        for term, positions in terms.items():
            yield term.encode(), length, float(len(positions)), self.format.encode(positions)
            length = 0


def measured_schema() -> Schema:
    """The engine's schema, with lengths that are told."""
    schema = whoosh_schema()
    for name in TEXT_FIELD_NAMES:
        for field in (name, name + EXACT):
            schema.remove(field)
            schema.add(field, Measured())
    return schema


def fields_of(document: Document, analyzer: Analyzer) -> dict[str, Any]:
    """What Whoosh's writer is given of *document*; it is not told of empty fields."""
    given: dict[str, Any] = {"id": document.id, "card": card(document), "text": document.body.encode()}
    for name in TEXT_FIELD_NAMES:
        terms: Terms = analyzer.terms(document.text(name), document.lang)
        if terms.length:
            given |= {name: (terms.stems, terms.length), name + EXACT: (terms.exact, terms.length)}
    for field in VALUE_FIELDS:
        given[FACET_FIELDS[field]] = {fold_value(field, value) for value in document.values(field)}
    if document.date:
        given["date"] = round(document.date.timestamp() * 1_000_000)
    return {name: value for name, value in given.items() if value}


def by_whoosh(folder: Path, documents: Iterable[Document]) -> Any:
    """An index of *documents*, written by Whoosh."""
    folder.mkdir()
    index = whoosh_index.create_in(str(folder), measured_schema())
    analyzer = Analyzer()
    with index.writer() as writer:
        for document in documents:
            writer.add_document(**fields_of(document, analyzer))
    return index


def by_us(folder: Path, *syncs: tuple[list[Document], list[str]]) -> tuple[Any, list[Document]]:
    """A copy of the index after *syncs*, as Whoosh opens it, and the posts in it in their order."""
    engine = WhooshEngine(folder / "engine")
    for upserts, deletes in syncs:
        engine.apply(upserts, deletes)
    serving = folder / "engine" / "generations" / (folder / "engine" / "current").read_text()
    shutil.copytree(serving, folder / "copy")
    index = whoosh_index.open_dir(str(folder / "copy"), schema=measured_schema())
    documents = [engine.get(name) for name in ids(index)]
    engine.close()
    return index, [document for document in documents if document]


def ids(index: Any) -> list[str]:
    """The ids of all posts that are not deleted, in the order of the index."""
    with index.reader() as reader:
        return [reader.stored_fields(number)["id"] for number in reader.all_doc_ids()]


@GENERATE
@given(st.integers(0), st.sampled_from([1, 3, 8]))
def test_one_segment_is_what_whoosh_writes(seed: int, most: int) -> None:
    """Term lists, what is known of terms, postings with positions, stored fields, lengths, columns."""
    with TemporaryDirectory() as name:
        ours, documents = by_us(Path(name), (Chance(seed).documents(most), []))

        assert seen(ours) == seen(by_whoosh(Path(name, "theirs"), documents))


@pytest.mark.slow
def test_a_segment_of_many_blocks_is_what_whoosh_writes(tmp_path: Path) -> None:
    """Whoosh keeps 128 postings in a block."""
    ours, documents = by_us(tmp_path, (Chance(2).many(200), []))

    assert seen(ours) == seen(by_whoosh(tmp_path / "theirs", documents))


@pytest.mark.slow
@GENERATE
@given(st.integers(0), st.integers(2, 6))
def test_a_merged_segment_is_what_whoosh_writes(seed: int, syncs: int) -> None:
    """Of the posts that are left: nothing remains of those that were deleted, and nothing is analysed again."""
    chance = Chance(seed)
    history = [(chance.documents(5), chance.names(2)) for _ in range(syncs)]
    history.append((chance.many(1), []))  # a segment that stands alone would not be joined
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "MAX_SEGMENTS", 0)
        ours, documents = by_us(Path(name), *history)

        assert len(list(Path(name, "copy").glob("*.seg"))) <= 1
        assert seen(ours) == seen(by_whoosh(Path(name, "theirs"), documents))


@pytest.mark.slow
@GENERATE
@given(st.integers(0), st.sampled_from([20, 10_000]))
def test_whoosh_changes_our_segments(seed: int, tokens: int) -> None:
    """It deletes, updates and adds to them, and merges them into one, as if they were its own."""
    chance = Chance(seed)
    history = [(chance.documents(8), chance.names(2)) for _ in range(3)]
    gone, new = chance.names(3), chance.documents(3)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "MAX_TOKENS", tokens)
        ours, documents = by_us(Path(name), *history)
        theirs = by_whoosh(Path(name, "theirs"), documents)
        for step in ({"merge": False}, {"optimize": True}):
            for index in (ours, theirs):
                change(index, gone, new, step)
            assert found(ours) == found(theirs)

        assert seen(ours) == seen(theirs)


def change(index: Any, gone: Iterable[str], new: Iterable[Document], step: Mapping[str, bool]) -> None:
    """Have Whoosh delete posts of two kinds and write others, then commit so as *step* says."""
    analyzer = Analyzer()
    writer = index.writer()
    for name in gone:
        writer.delete_by_term("id", name)
    writer.delete_by_term("tag", "web dev")
    for post in new:
        writer.update_document(**fields_of(post, analyzer))
    writer.commit(**step)


def found(index: Any) -> set[str]:
    """The ids that Whoosh's searcher finds."""
    with index.searcher() as searcher:
        return {hit["id"] for hit in searcher.search(Every(), limit=None)}


@pytest.mark.slow
def test_what_is_counted_in_few_bytes_may_be_more(tmp_path: Path) -> None:
    """Words of a title, repetitions of a word, letters of a word, values of a facet: 70,000 of each."""
    many = [f"w{number}" for number in range(70_000)]
    title, repeated = document("title", " ".join(many)), document("repeated", "Post", "fox " * 70_000 + "end")
    letters, tagged = document("letters", "Post", "x" * 70_000 + " end"), document("tagged", "Post", tags=tuple(many))
    engine = WhooshEngine(tmp_path)
    engine.apply([title, repeated, letters, tagged], [])

    assert [engine.get(post.id) for post in (title, repeated, letters, tagged)] == [title, repeated, letters, tagged]
    for text, expected in (("title:w69999", ["title"]), ("fox", ["repeated"]), ("tag:w69999", ["tagged"])):
        assert [hit.id for hit in engine.search(Query(text, parse(text))).hits] == expected
    assert {hit.id for hit in engine.search(Query("end", parse("end"))).hits} == {"repeated", "letters"}
