"""The file of clicks, written by several processes at once."""

import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from service.api.click_file import ClickFile


def test_lines_follow_each_other(tmp_path: Path) -> None:
    """The file is made with the first; others than owner and group cannot read it."""
    file = ClickFile(tmp_path / "clicks.jsonl")

    file.append(b"one\n")
    file.append(b"two\n")

    assert file.path.read_bytes() == b"one\ntwo\n"
    assert not file.path.stat().st_mode & stat.S_IRWXO


def test_a_file_that_was_moved_away_begins_anew(tmp_path: Path) -> None:
    """So that the owner may take it at any moment."""
    file = ClickFile(tmp_path / "clicks.jsonl")
    file.append(b"one\n")
    file.path.rename(tmp_path / "taken.jsonl")

    file.append(b"two\n")

    assert file.path.read_bytes() == b"two\n"


def test_a_full_file_takes_no_more(tmp_path: Path) -> None:
    """What is there stays, and the reason says what to do."""
    file = ClickFile(tmp_path / "clicks.jsonl", size=10)
    file.append(b"123456789\n")

    with pytest.raises(OSError, match="move it away"):
        file.append(b"\n")

    assert file.path.read_bytes() == b"123456789\n"


def _write(path: Path, letter: str) -> None:
    file = ClickFile(path)
    for number in range(200):
        file.append(f"{letter * (number + 1)}\n".encode())


def test_lines_of_several_processes_stay_whole(tmp_path: Path) -> None:
    """Each writes its own, in its order, and none is torn or lost."""
    path = tmp_path / "clicks.jsonl"
    with ProcessPoolExecutor(4) as processes:
        list(processes.map(_write, [path] * 4, "abcd"))
    lines = path.read_text().splitlines()

    for letter in "abcd":
        assert [line for line in lines if line[0] == letter] == [letter * (number + 1) for number in range(200)]
