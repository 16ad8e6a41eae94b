"""The engines that keep the contract."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Document, Engine, Query, open_engine, parse
from tests.oracle import OracleEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "oracle": lambda _folder: OracleEngine(),
    "whoosh": lambda folder: open_engine("whoosh", folder),
}

Find = Callable[..., list[str]]
"""Indexes documents, searches a text, answers the ids of the hits in order."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, without an index."""
    opened = ENGINES[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def find(engine: Engine) -> Find:
    """Searches the documents that were given first, and the same ones again if none are given."""

    def search(text: str, *documents: Document, **options: object) -> list[str]:
        if documents:
            engine.apply(documents, [], rebuild=True)
        return [hit.id for hit in engine.search(Query(text, parse(text), **options)).hits]  # type: ignore[arg-type]

    return search
