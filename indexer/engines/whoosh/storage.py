"""Whoosh's files, mapped into memory: read without copies, and shared by all workers through the page cache.

Whoosh's own mapping copies every file of a compound segment into each process, a third of a gigabyte for 8,000 posts;
so segments are written as separate files, and those are mapped here.
"""

import mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile


class MappedFile(BufferFile):  # type: ignore[misc]  # Whoosh has no types
    """A file of the index; what is read of it is copied, the rest stays where it is."""

    def __init__(self, mapped: mmap.mmap, name: str) -> None:  # not Whoosh's, which would copy
        self.file = mapped
        self._buf = mapped
        self._name = name
        self.onclose = None
        self.is_real = False
        self.is_closed = False


class MappedStorage(FileStorage):  # type: ignore[misc]
    """The files in one folder."""

    def open_file(self, name: str, **options: Any) -> Any:  # noqa: ANN401  (the signature is Whoosh's)
        """The file *name*, for reading; one that is empty cannot be mapped."""
        path = Path(self.folder, name)
        if not path.stat().st_size:
            return super().open_file(name, **options)
        with path.open("rb") as file:
            return MappedFile(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), name)
