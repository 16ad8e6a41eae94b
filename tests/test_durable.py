"""Files that are either the old or the new ones."""

import os
from pathlib import Path

import pytest

from indexer.durable import extend_file, replace_file, rewrite_file, sync_folder, time_of_files


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """And nothing else stays beside it."""
    file = tmp_path / "a" / "b" / "file"

    replace_file(file, b"content")

    assert file.read_bytes() == b"content"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_is_replaced_not_written_into(tmp_path: Path) -> None:
    """Whoever reads the old one, or has a link to it, keeps it whole."""
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    os.link(file, link)

    with file.open("rb") as reader:
        replace_file(file, b"new")
        assert reader.read() == b"old"

    assert (file.read_bytes(), link.read_bytes()) == (b"new", b"old")


def test_a_file_is_rewritten_as_what_it_is(tmp_path: Path) -> None:
    """With its mode, and behind the link that leads to it."""
    file, link = tmp_path / "folder" / "file", tmp_path / "link"
    file.parent.mkdir()
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)

    rewrite_file(link, b"new")

    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert link.is_symlink()
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_cannot_be_rewritten_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is left beside it."""
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        rewrite_file(file, b"new")

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_written_on(tmp_path: Path) -> None:
    """Behind what it holds."""
    file = tmp_path / "file"
    file.write_bytes(b"old ")

    extend_file(file, b"new")

    assert file.read_bytes() == b"old new"


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing had been tried."""
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")

    assert file.read_bytes() == b"old"


def test_the_content_and_then_the_name_are_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this order; the other one could name a file that is still empty."""
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(Path(f"/proc/self/fd/{file}").readlink()))

    replace_file(tmp_path / "file", b"content")

    assert [path.name.startswith(".file") for path in synced] == [True, False]
    assert synced[-1] == tmp_path


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """Nothing is passed over."""
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "missing")


def test_the_time_of_files_is_that_which_they_are_stamped_with(tmp_path: Path) -> None:
    """Between a file that was written before and one that is written after; nothing stays in the folder."""
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(b"")
    time = time_of_files(tmp_path / "new")
    after.write_bytes(b"")

    assert before.stat().st_mtime_ns <= time <= after.stat().st_mtime_ns
    assert list((tmp_path / "new").iterdir()) == []
