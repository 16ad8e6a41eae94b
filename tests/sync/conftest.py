"""A blog on disk that can be synced."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from indexer import Query, Site, SyncReport, open_engine, sync

SITE = Site()
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


class Blog:
    """A posts folder, an index folder and a clock."""

    def __init__(self, folder: Path) -> None:
        self.posts = folder / "posts"
        self.index = folder / "index"
        self.now = NOW
        self.posts.mkdir()
        self.engine = open_engine("whoosh", self.index)

    def write(self, path: str, text: str | bytes = "# Title\n\nText.\n") -> None:
        """Write a file of the posts folder."""
        file = self.posts / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def remove(self, path: str) -> None:
        """Remove a file of the posts folder."""
        (self.posts / path).unlink()

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def sync(self, site: Site = SITE, **options: Any) -> SyncReport:
        """Sync, and see to it that the report accounts for every file."""
        report = sync(self.posts, self.engine, site=site, state=self.index, now=self.now, **options)
        assert report.seen == sum(len(files) for _, _, files in os.walk(self.posts))
        assert report.seen == report.indexed + sum(report.left_out.values()) + report.failed
        assert report.generation == self.engine.generation
        assert report.indexed == len(self.engine.fingerprints())
        return report

    @property
    def titles(self) -> set[str]:
        """The titles of all posts that can be found."""
        return {hit.title for hit in self.engine.search(Query(limit=1000)).hits}


def changes(report: SyncReport) -> tuple[int, int, int]:
    """How many posts were added, changed and removed."""
    return report.added, report.changed, report.removed


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    """A blog of three posts, not yet synced."""
    made = Blog(tmp_path)
    for name in ("one", "two", "three"):
        made.write(f"{name}.md", f"---\ntitle: {name}\n---\nText of {name}.\n")
    yield made
    made.engine.close()
