"""Syncs at once: each trial of the benchmark, in its short form."""

from pathlib import Path

import pytest

from benchmarks.faulting.collisions import trials
from benchmarks.faulting.commands import Blog
from benchmarks.faulting.places import copied, row
from benchmarks.faulting.rounds import AT_ONCE, found, searching, write

TRIALS = trials(quick=True)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """The sample blog with its index."""
    blog = Blog(tmp_path_factory.mktemp("collisions") / "model")
    blog.fill()
    return blog


@pytest.mark.slow
@pytest.mark.parametrize("what", TRIALS)
def test_syncs_that_collide_lose_nothing(what: str, model: Blog, tmp_path: Path) -> None:
    """One runs, who is refused is told so, readers see whole generations, and at the end all is there."""
    result = row(what, TRIALS[what], copied(model, tmp_path / "tried"))

    assert result.tried > 1
    assert result.failed == 0


@pytest.mark.slow
def test_half_a_round_would_be_noticed(model: Blog, tmp_path: Path) -> None:
    """The reader that looks for it is worth something."""
    blog = copied(model, tmp_path / "tried")
    write(blog, 1)
    (blog.posts / "round-0001/0.md").unlink()
    blog.sync()
    with searching(blog) as complaints:
        assert found(blog, 1) == AT_ONCE - 1

    assert complaints
