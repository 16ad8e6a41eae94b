"""A sync whose disk loses power loses nothing; `python -m benchmarks.faults power` tries thousands of states."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.faulting import syncing
from benchmarks.faulting.aftermath import Aftermath
from benchmarks.faulting.blog import Blog
from benchmarks.faulting.recording import Recording
from benchmarks.faulting.states import Tree
from tests.faults.conftest import needs_strace

pytestmark = [needs_strace, pytest.mark.slow]


def test_a_loss_of_power_leaves_the_index_before_or_after_a_sync(tmp_path: Path, chance: Random) -> None:
    """Whatever of it the disk has kept; and once the sync has ended, the index after it."""
    blog = Blog(tmp_path, chance)
    blog.begin(4)
    syncing.run(blog.config())
    blog.edit()
    aftermath = Aftermath(Recording.of(blog, "index"))
    aftermath.run(chance, 1)

    assert [str(failure) for failure in aftermath.failures] == []
    assert aftermath.tried > 30


def test_what_is_lost_is_noticed(tmp_path: Path, chance: Random) -> None:
    """As if the disk had kept the name of a generation and nothing in it."""
    blog = Blog(tmp_path, chance)
    blog.begin(4)
    recording = Recording.of(blog, "index")
    aftermath = Aftermath(recording)
    for _ in recording.steps():
        pass
    lost: Tree = {
        "index": None,
        "index/current": b"000001",
        "index/generations": None,
        "index/generations/000001": None,
    }
    aftermath.check(lost, {"after": recording.after}, "a made-up step")

    assert len(aftermath.failures) == 1
