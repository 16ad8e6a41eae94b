"""The reader holds nothing of generations that are over, and answers with nothing that was harmed meanwhile."""

import gc
import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import FACETS, Engine, IndexDamaged, Query, Sort, open_engine, parse, related_posts
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.snapshot import Snapshot
from tests.documents import document

TEXTS = ("fox", "fxo", '"words of"', "wor", "tag:one OR fox", "foxwords", "-fox")


@pytest.fixture
def _uncollected() -> Iterator[None]:
    """Python looks for no garbage, which a server may not do for a long time either."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def ask(engine: Engine) -> None:
    """All kinds of things, so that all is made that is kept with a generation."""
    for text in TEXTS:
        for sort in Sort:
            engine.search(Query(text, parse(text), facets=FACETS, sort=sort, explain=True))
    related_posts(engine, "a")
    engine.complete("w", 5)
    engine.vectors()


@pytest.mark.slow
@pytest.mark.usefixtures("_uncollected")
def test_an_old_generation_is_let_go_with_the_first_question_after_a_sync(tmp_path: Path) -> None:
    """Its arrays would fill a server's memory, and its mapped files the disk."""
    writer, reader = open_engine("whoosh", tmp_path), open_engine("whoosh", tmp_path)
    writer.apply([document(name, f"Post {name}", f"words of {name} and fox", tags=("one",)) for name in "abc"], [])
    ask(reader)
    held = reader.snapshot()
    old = weakref.ref(reader._reader.opened())
    writer.apply([document("b", "Post b", "other words of a fox", tags=("two",))], [])
    ask(reader)

    assert old(), "what somebody still asks stays"
    del held
    assert old() is None


def test_what_is_read_while_somebody_writes_to_the_index_is_no_answer(tmp_path: Path) -> None:
    """The question is asked again, of the generation before where the newest is harmed."""
    engine = WhooshEngine(tmp_path)
    for title in ("Older", "Newer"):
        engine.apply([document("a", title, "a fox")], [])
    reader = engine._reader
    read: list[str] = []

    def title_while_the_file_is_cut(snapshot: Snapshot) -> str:
        read.append(snapshot.document(snapshot.numbers["a"]).title)
        if len(read) == 1:
            os.truncate(next(snapshot.folder.glob("*.seg")), 10)
        return read[-1]

    assert reader.ask(title_while_the_file_is_cut) == "Older"
    assert read == ["Newer", "Older"]


def test_who_holds_a_generation_that_is_harmed_is_told_so(tmp_path: Path) -> None:
    """After the first answer, which others must agree with; before it, another generation may answer them all."""
    engine = WhooshEngine(tmp_path)
    for title in ("Older", "Newer"):
        engine.apply([document("a", title, "a fox")], [])
    asked, unasked = engine.snapshot(), engine.snapshot()
    assert title_of_a(asked) == "Newer"
    os.truncate(next((tmp_path / "generations/000002").glob("*.seg")), 10)

    with pytest.raises(IndexDamaged, match="somebody has written to its files"):
        asked.get("a")
    assert title_of_a(unasked) == title_of_a(engine) == "Older"


def title_of_a(engine: Engine) -> str:
    """That of post a."""
    found = engine.get("a")
    assert found
    return found.title
