"""Files that survive a crash: either the old or the new ones, whatever happens in between."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO


def replace_file(path: Path, content: bytes) -> None:
    """Write *content* to *path* so that a crash at any moment leaves the old file or the new one, whole.

    Raises OSError, and then the old one is still there.
    """
    make_folder(path.parent)
    with _replacing(path, "wb") as file:
        file.write(content)


def rewrite_file(path: Path, content: bytes) -> None:
    """Let the file at *path* hold *content*, or after a crash what it held before, whole.

    It keeps its mode, its owner and its group. Where *path* is a link, the file that it leads to is rewritten. Raises
    OSError, and then nothing has changed and nothing is left behind.
    """
    path = path.resolve(strict=True)
    before = path.stat()
    with _replacing(path, "xb") as file:
        given = os.fstat(file.fileno())
        if (given.st_uid, given.st_gid) != (before.st_uid, before.st_gid):
            os.fchown(file.fileno(), before.st_uid, before.st_gid)
        os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
        file.write(content)


@contextmanager
def _replacing(path: Path, mode: str) -> Iterator[IO[bytes]]:
    """A file, opened in *mode*, that takes the place of *path* when the block ends well, and is gone otherwise."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open(mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove from *folder* what writers that died did not finish."""
    for path in folder.glob(".*.new"):
        path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make *folder*, and those that it lies in, so that they outlive a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def extend_file(path: Path, content: bytes) -> None:
    """Write *content* to the end of *path*; a crash may leave part of it there."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable, as a rename is only then safe from a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def time_of_files(folder: Path) -> int:
    """What the clock says that files in *folder* are stamped by, in nanoseconds."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_mtime_ns
