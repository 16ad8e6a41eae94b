"""What the tests of faults share."""

import os
import shutil
from random import Random

import pytest

from benchmarks.faulting import strace

MISSING = (
    "NO STRACE: what a sync leaves on a disk that loses its power, and one that is killed at a certain call, was not "
    "tried. Debian, Ubuntu: apt-get install strace (in a container: with the right to trace)"
)


@pytest.fixture(scope="session")
def _tracing() -> None:
    """Without strace the test is skipped, and fails where CI is set, as there it is installed.

    Where it is installed and the machine forbids to trace, as some containers do, it is skipped.
    """
    if not strace.is_here():
        if os.environ.get("CI") and not shutil.which("strace"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.fixture
def chance() -> Random:
    """The same in every run."""
    return Random(1)  # noqa: S311  (faults, not secrets)


needs_strace = pytest.mark.usefixtures("_tracing")
