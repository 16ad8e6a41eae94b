"""The phases of a real sync."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.faulting import strace, syncing
from benchmarks.faulting.blog import Blog
from benchmarks.faulting.phases import PHASES, WATCHED, phases
from benchmarks.faulting.victim import Commanded
from tests.faults.conftest import needs_strace

pytestmark = [needs_strace, pytest.mark.slow]


def test_a_sync_that_merges_goes_through_all_phases(tmp_path: Path, chance: Random) -> None:
    """In their order, each told by what is written."""
    blog = Blog(tmp_path, chance)
    blog.begin(3)
    for _ in range(8):
        syncing.run(blog.config())
        blog.add()
    victim = Commanded(blog.config(), rebuild=False)
    calls = strace.attach(victim.pid, WATCHED, victim.go)

    assert victim.wait() == 0
    found = list(dict.fromkeys(filter(None, phases(calls, victim.folder, adds=True))))
    assert {*found} == {*PHASES}
    order = [phase for phase in found if phase in ("adding", "merging", "committing", "renaming")]
    assert order == ["adding", "merging", "committing", "renaming"]
