"""A list of tasks, and a clock that goes on by a second with each look at it."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from service.tasks.store import Tasks

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The index's folder, which is not there yet."""
    return tmp_path / "index"


@pytest.fixture
def tasks(folder: Path) -> Tasks:
    """The tasks of that index."""
    seconds = count()
    return Tasks(folder, lambda: START + timedelta(seconds=next(seconds)))
