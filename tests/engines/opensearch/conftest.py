"""An OpenSearch engine with something in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Engine, Query, open_engine, parse
from tests.documents import document

A, B, C = (document(name, f"Post {name}", f"words of {name} and fox") for name in "abc")
Opened = Callable[[str], Engine]


def found(engine: Engine, text: str) -> list[str]:
    """The ids of the posts that *text* finds."""
    return [hit.id for hit in engine.search(Query(text, parse(text))).hits]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens engines, which are closed afterwards."""
    engines: list[Engine] = []

    def opening(url: str) -> Engine:
        engines.append(open_engine(url, tmp_path))
        return engines[-1]

    yield opening
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(engine_url: str, opened: Opened) -> Engine:
    """It holds two posts."""
    engine = opened(engine_url)
    engine.apply([A, B], [])
    return engine
