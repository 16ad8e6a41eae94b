"""An engine to look things up in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import Engine, open_engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Without an index."""
    opened = open_engine("whoosh", tmp_path)
    yield opened
    opened.close()
