"""Mapped files: what is read of one that somebody writes to or cuts off."""

import os
import signal
import subprocess
import sys
from itertools import pairwise
from mmap import PAGESIZE
from pathlib import Path

import pytest

from indexer import IndexDamaged
from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.mapped import MappedFile

_OF_OTHERS = """
import mmap, os, sys
from pathlib import Path
from indexer.engines.whoosh.mapped import MappedFile

path = Path(sys.argv[1])
ours = MappedFile(path)
with path.open("rb") as file:
    others = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
os.truncate(path, 0)
assert ours.content[0] == 0
print("survived", flush=True)
others[0]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of four pages."""
    file = tmp_path / "file"
    file.write_bytes(b"x" * 4 * PAGESIZE)
    return file


def test_a_file_is_compared_with_its_checksum(path: Path) -> None:
    """When it is opened, where one is known."""
    assert MappedFile(path, Checksum.of(path)).content[:] == path.read_bytes()
    with pytest.raises(IndexDamaged, match="it is not what was written"):
        MappedFile(path, Checksum(4 * PAGESIZE, 0))


def test_writing_to_a_file_is_noticed(path: Path) -> None:
    """By its time, or by its size."""
    files = [MappedFile(path)]
    os.utime(path, ns=(1, 1))
    files.append(MappedFile(path))
    os.truncate(path, PAGESIZE)
    os.utime(path, ns=(1, 1))
    files.append(MappedFile(path))

    assert [file.is_untouched for file in files] == [False, False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system ends a process that reads there")
def test_what_was_cut_off_reads_as_zeros(path: Path) -> None:
    """To the end of what was mapped, as often as a file is cut."""
    for size, left in pairwise((4 * PAGESIZE, 2 * PAGESIZE + 1, PAGESIZE, 0)):
        file = MappedFile(path)
        os.truncate(path, left)

        assert file.content[:] == b"x" * left + bytes(size - left)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system ends a process that reads there")
def test_files_that_are_not_ours_end_the_process_as_ever(path: Path) -> None:
    """Whoever mapped them may not look afterwards whether zeros are what was written."""
    ended = subprocess.run([sys.executable, "-c", _OF_OTHERS, path], capture_output=True, text=True, check=False)

    assert ended.stdout == "survived\n"
    assert ended.returncode == -signal.SIGBUS
