"""The engines that keep the contract."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Document, Engine, Query, open_engine, parse
from tests.oracle import OracleEngine

ENGINES: dict[str, Callable[[pytest.FixtureRequest, Path], Engine]] = {
    "oracle": lambda _request, _folder: OracleEngine(),
    "whoosh": lambda _request, folder: open_engine("whoosh", folder),
    "opensearch": lambda request, folder: open_engine(request.getfixturevalue("engine_url"), folder),
}
SLOW = {"opensearch"}

Find = Callable[..., list[str]]
"""Indexes documents, searches a text, answers the ids of the hits in order."""


@pytest.fixture(params=[pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in ENGINES])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, without an index."""
    opened = ENGINES[request.param](request, tmp_path)
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
