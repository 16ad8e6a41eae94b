"""Settings for all tests: nobody waits for the disk, and hypothesis tries the same examples in every run.

So a change fails for what it did and not for its luck. `make fuzz` is for luck.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.cluster.fixtures"]

settings.register_profile("suite", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _unsynced_disk() -> Iterator[None]:
    """No test cuts the power, and waiting for the disk takes most of the time of writing an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, whichever process they ran in."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")
