"""Files that survive a crash: either the old or the new ones, whatever happens in between."""

import os
from pathlib import Path
from tempfile import TemporaryFile


def replace_file(path: Path, content: bytes) -> None:
    """Write *content* to *path* so that a crash at any moment leaves the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


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
