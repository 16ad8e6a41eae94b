"""What real programs do to real files, recorded and done once more."""

import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.faulting.disk import Disk
from benchmarks.faulting.replay import CALLS, NotReplayable, Replay
from benchmarks.faulting.states import NOTHING_LOST, Tree, left, read_tree, states
from benchmarks.faulting.strace import record
from tests.faults.conftest import needs_strace

pytestmark = needs_strace

CARELESS = """
open("new", "wb").write(b"new" * 3000)
os.rename("new", "file")
"""
CAREFUL = """
with open("new", "wb") as file:
    file.write(b"new" * 3000)
    file.flush()
    os.fsync(file.fileno())
os.rename("new", "file")
"""
EVERYTHING = """
os.makedirs("a/b")
with open("a/file", "w+b") as file:
    file.write(b"x" * 20000)
    file.seek(5)
    file.write(b"yy")
    file.truncate(15000)
shutil.copyfile("a/file", "a/b/copy")
os.link("a/file", "a/b/link")
with open("a/b/link", "ab", buffering=0) as file:
    file.write(b"end")
os.writev(os.open("vector", os.O_CREAT | os.O_WRONLY), [b"one", b"two"])
os.pwrite(os.dup(os.open("file", os.O_WRONLY)), b"NEW", 4)
tempfile.TemporaryFile(dir=".").write(b"without a name")
os.rename("a/b/copy", "copy")
database = sqlite3.connect("database")
database.execute("create table t (c)")
database.execute("insert into t values (1)")
database.commit()
database.close()
os.unlink("a/b/link")
shutil.rmtree("a")
"""


def recorded(script: str, folder: Path) -> list[Tree]:
    """What the disk may hold after each step of *script* in *folder*, where there is a *file*."""
    (folder / "file").write_bytes(b"old" * 2000)
    disk = Disk.of(folder)
    program = f"import os, shutil, sqlite3, tempfile\n{script}"
    calls = record([sys.executable, "-I", "-c", program], CALLS, cwd=folder)
    chance = Random(1)  # noqa: S311  (faults, not secrets)
    found = [tree for _ in Replay(disk, folder, folder).steps(calls) for tree in states(disk, chance, 20)]
    assert left(disk, NOTHING_LOST) == read_tree(folder)
    return found


def test_a_careless_writer_is_found_out(tmp_path: Path) -> None:
    """It renames before it syncs: some state holds neither the old file nor the new one."""
    found = {tree.get("file") for tree in recorded(CARELESS, tmp_path)}

    assert found > {b"", b"old" * 2000, b"new" * 3000}


def test_a_careful_writer_passes(tmp_path: Path) -> None:
    """In every state the file is the old one or the new one."""
    found = {tree.get("file") for tree in recorded(CAREFUL, tmp_path)}

    assert found == {b"old" * 2000, b"new" * 3000}


def test_everything_that_a_program_does_is_followed(tmp_path: Path) -> None:
    """The disk then holds what the folder does, to the byte."""
    assert recorded(EVERYTHING, tmp_path)


@pytest.mark.parametrize(
    "script",
    [
        "os.truncate('file', 5)",
        "os.symlink('file', 'link')",
        "import mmap; mmap.mmap(os.open('file', os.O_RDWR), 10)",
        "os.posix_fallocate(os.open('file', os.O_RDWR), 0, 9000)",
        "os.rename('file', '/tmp/' + os.path.basename(tempfile.mkdtemp()) + '/file')",
    ],
)
def test_what_cannot_be_followed_is_refused(script: str, tmp_path: Path) -> None:
    """So that nothing is passed over in silence."""
    with pytest.raises((NotReplayable, OSError)):
        recorded(script, tmp_path)
