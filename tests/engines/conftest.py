"""A Whoosh engine with something in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import Engine, open_engine
from tests.documents import document

A, B, C = (document(name, f"Post {name}", f"words of {name} and fox") for name in "abc")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """It holds two posts, in its second generation."""
    opened = open_engine("whoosh", tmp_path)
    opened.apply([A], [])
    opened.apply([B], [])
    yield opened
    opened.close()
