"""The file of clicks: lines are put behind each other, by several processes at once."""

import os
from dataclasses import dataclass
from errno import EFBIG
from pathlib import Path

MAX_SIZE = 50 * 1024 * 1024
"""Bytes, some 300,000 clicks: anybody may report clicks, and nobody may fill the disk with them."""

_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND
_MODE = 0o640
"""The owner and the group may read what was searched for, others not."""


@dataclass(frozen=True, slots=True)
class ClickFile:
    """The file at *path*, made when the first line comes, and at most *size* bytes long."""

    path: Path
    size: int = MAX_SIZE

    def append(self, line: bytes) -> None:
        """Put *line* behind what is there; raise OSError if it cannot be, or if the file is full."""
        # Opened each time, so that it may be moved away at any moment.
        file = os.open(self.path, _APPENDING, _MODE)
        try:
            if os.fstat(file).st_size + len(line) > self.size:
                raise OSError(EFBIG, f"It holds {self.size // 1024**2} MB, which is the most; move it away")
            # One write: what other processes write at the same moment stands before or after it.
            os.write(file, line)
        finally:
            os.close(file)
