"""Spills: arrays that grow past what should be held in memory, put by in files without a name."""

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, cast
from weakref import finalize

import numpy as np
from numpy.typing import NDArray


class Spill:
    """A one-dimensional array that is appended to. The file is gone when this is.

    Args:
        dtype: Of its entries; what is appended is converted.
        folder: Where there is room for it.
    """

    def __init__(self, dtype: type[np.generic], folder: Path) -> None:
        self.dtype = np.dtype(dtype)
        self.size = 0
        self._file = cast("BinaryIO", TemporaryFile(dir=folder))  # noqa: SIM115  (it is closed with the spill)
        finalize(self, _let_go, self._file)

    def append(self, values: NDArray[Any]) -> None:
        """Put by *values* at the end."""
        self._file.write(np.ascontiguousarray(values, dtype=self.dtype).data)
        self.size += len(values)

    def append_bytes(self, values: bytes) -> None:
        """The same for a spill of single bytes."""
        self._file.write(values)
        self.size += len(values)

    def read(self) -> NDArray[Any]:
        """All of it."""
        self._file.seek(0)
        return np.fromfile(self._file, dtype=self.dtype, count=self.size)

    def copy_to(self, target: IO[bytes]) -> None:
        """Write all of it to *target*."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, target, 1 << 20)

    def rewound(self) -> BinaryIO:
        """The file, at its beginning."""
        self._file.seek(0)
        return self._file


def _let_go(file: IO[bytes]) -> None:
    """Close *file*, in which nobody is interested any more: what could not be written to a full disk is no loss."""
    with suppress(OSError):
        file.close()
