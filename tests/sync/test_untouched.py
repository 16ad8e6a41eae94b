"""Files that need not be read, since the disk tells that nobody touched them; and those that only seem so."""

import os
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from indexer.posts import folder
from indexer.posts.folder import Stamp
from tests.sync.conftest import Blog, changes

SYNC = import_module("indexer.sync")
READERS = [import_module("indexer.run"), import_module("indexer.reading")]
SECOND = 1_000_000_000
ALL = ["one.md", "three.md", "two.md"]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, in order; empty it to see what comes then."""
    paths: list[str] = []

    def recorded(posts: Path, path: str) -> bytes:
        paths.append(path)
        return folder.read_bytes(posts, path)

    for module in READERS:
        monkeypatch.setattr(module, "read_bytes", recorded)
    return paths


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the disk's clock forward by so many seconds, as syncs see it."""
    real = SYNC.time_of_files

    def move(seconds: int) -> None:
        monkeypatch.setattr(SYNC, "time_of_files", lambda state: real(state) + seconds * SECOND)

    return move


def rewrite(file: Path, text: str) -> None:
    """Write *text* into *file*, and give it back the time that it had."""
    before = file.stat()
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_what_was_untouched_for_long_is_not_read(blog: Blog, reads: list[str], later: Callable[[int], None]) -> None:
    """A sync with nothing to do asks the disk and no more."""
    later(60)
    blog.sync()
    reads.clear()

    assert changes(blog.sync()) == (0, 0, 0)
    assert reads == []


def test_files_that_had_just_been_written_are_read_once_more(
    blog: Blog, reads: list[str], later: Callable[[int], None]
) -> None:
    """Until a sync began later than they were written."""
    blog.sync()
    later(60)
    reads.clear()

    blog.sync()
    assert reads == ALL
    blog.sync()
    assert reads == ALL


def test_a_change_within_a_tick_of_the_clock_is_noticed(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the disk tells the time in steps of two seconds, and the words are as many as before."""

    def coarse(entry: os.DirEntry[str]) -> Stamp:
        status = entry.stat()
        modified, changed = (time // (2 * SECOND) * 2 * SECOND for time in (status.st_mtime_ns, status.st_ctime_ns))
        return Stamp(status.st_size, modified, changed, status.st_ino)

    monkeypatch.setattr(folder, "_stamp", coarse)
    blog.write("one.md", "# Version 0\n")
    blog.sync()
    for number in range(1, 8):
        blog.write("one.md", f"# Version {number}\n")

        assert changes(blog.sync()) == (0, 1, 0)
        assert f"Version {number}" in blog.titles


def test_an_older_file_in_its_place_is_noticed(blog: Blog, reads: list[str], later: Callable[[int], None]) -> None:
    """Its time goes back and its length stays; what a restored backup cannot have is the file's last change."""
    later(60)
    blog.write("one.md", "# Tulip\n")
    blog.sync()
    reads.clear()
    rewrite(blog.posts / "one.md", "# Roses\n")

    assert changes(blog.sync()) == (0, 1, 0)
    assert reads == ["one.md", "one.md"]  # to compare it, and to index it
    assert "Roses" in blog.titles


def test_a_file_that_was_only_touched_is_read_once(blog: Blog, reads: list[str], later: Callable[[int], None]) -> None:
    """It is the same; from then on its new time is known."""
    later(60)
    first = blog.sync()
    (blog.posts / "one.md").touch()
    reads.clear()

    assert blog.sync().generation == first.generation
    assert reads == ["one.md"]
    assert blog.sync().generation == first.generation
    assert reads == ["one.md"]


def test_a_copy_of_the_folder_is_read_but_not_indexed(
    blog: Blog, reads: list[str], later: Callable[[int], None]
) -> None:
    """Other files with the same bytes are the same posts."""
    later(60)
    first = blog.sync()
    copied = blog.posts.with_name("copy")
    shutil.copytree(blog.posts, copied)
    blog.posts = copied
    reads.clear()

    second = blog.sync()

    assert (changes(second), second.generation) == ((0, 0, 0), first.generation)
    assert reads == ALL


def test_files_without_a_stamp_are_read(blog: Blog, monkeypatch: pytest.MonkeyPatch, reads: list[str]) -> None:
    """Where the disk says nothing, bytes do."""
    monkeypatch.setattr(folder, "_stamp", lambda _entry: None)
    blog.sync()
    reads.clear()

    assert changes(blog.sync()) == (0, 0, 0)
    assert reads == ALL


def test_a_lost_time_of_the_last_sync_makes_all_files_be_read(
    blog: Blog, reads: list[str], later: Callable[[int], None]
) -> None:
    """Stamps without it prove nothing."""
    later(60)
    first = blog.sync()
    (blog.index / "last-sync.json").unlink()
    reads.clear()

    assert blog.sync().generation == first.generation
    assert reads == ALL
