"""Files that are mapped into memory: read where they are used, and shared by all processes."""

import mmap
import os
from pathlib import Path
from weakref import finalize

from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.damage import damaged, unreadable
from indexer.engines.whoosh.truncation import survive_truncation


class MappedFile:
    """The file at *path*; if its checksum is *expected*, all of it is read once and compared.

    Attributes:
        path: Where it was when it was opened.
        content: Its bytes.

    Raises:
        IndexDamaged: It is missing or empty, or not what is expected.
        EngineError: The system does not let it be opened, which says nothing of the file.
    """

    def __init__(self, path: Path, expected: Checksum | None = None) -> None:
        self.path = path
        try:
            file = path.open("rb", buffering=0)
            finalize(self, file.close)
            self._descriptor = file.fileno()
            self._state = self._now()
            found = Checksum.of(path) if expected else None
            if found != expected:
                raise ValueError("it is not what was written")  # noqa: TRY301  (the same message as for other damage)
            self.content = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise unreadable(path, error) from error
        except ValueError as error:
            raise damaged(path, error) from error
        survive_truncation(self.content)

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has written to the file since it was opened, as nobody should."""
        return self._now() == self._state

    def _now(self) -> tuple[int, int]:
        status = os.fstat(self._descriptor)
        return status.st_size, status.st_mtime_ns
