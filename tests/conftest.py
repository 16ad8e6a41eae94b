"""Settings for all tests: hypothesis tries the same examples in every run, and nobody waits for the disk."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _unsynced_disk() -> Iterator[None]:
    """No test cuts the power, and waiting for the disk takes most of the time of writing an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield
