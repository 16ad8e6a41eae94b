"""The mark of whoever runs a task: a locked file, which the operating system unlocks when its process dies."""

import fcntl
import os
from pathlib import Path
from time import monotonic, sleep

_PATIENCE = 15.0
"""Seconds to wait for the one before, which has let go of the index already and has only its end to write down."""
_PAUSE = 0.01
_MODE = 0o644


class Mark:
    """The mark at *path*. It holds over containers that share the folder, where process numbers would mean nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def set(self) -> None:
        """Set it, which only one can; raises OSError if somebody else keeps it, or if the file cannot be written."""
        if self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, _MODE)
        try:
            _lock(file)
        except BaseException:
            os.close(file)
            raise
        self._file = file

    def clear(self) -> None:
        """Let somebody else set it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def is_set(self) -> bool:
        """Whether somebody alive has set it; raises OSError if the file cannot be read."""
        try:
            file = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False


def _lock(file: int) -> None:
    until = monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # somebody who keeps it, or who only looks
            if monotonic() > until:
                raise
            sleep(_PAUSE)
