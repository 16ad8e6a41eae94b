"""Arrays that wait on the disk."""

import gc
import resource
from pathlib import Path

import numpy as np
import pytest

from indexer.engines.whoosh.spill import Spill


def test_what_is_put_by_is_read_again(tmp_path: Path) -> None:
    """In order, and no file has a name meanwhile."""
    spill = Spill(np.uint32, tmp_path)
    spill.append(np.arange(3))
    spill.append(np.arange(5))

    assert spill.read().tolist() == [0, 1, 2, 0, 1, 2, 3, 4]
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To who wants to read it, and not again when the spill is gone: nobody could do anything about it then."""
    unraised: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", unraised.append)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    spill = Spill(np.uint32, tmp_path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        spill.append(np.arange(100))
        with pytest.raises(OSError, match="File too large"):
            spill.read()
        del spill
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert unraised == []
