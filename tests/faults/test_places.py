"""Bad places: each trial of the benchmark, in its short form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.faulting.commands import Blog, Ran
from benchmarks.faulting.places import copied, row, trials

TRIALS = trials(quick=True)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """The sample blog with its index."""
    blog = Blog(tmp_path_factory.mktemp("places") / "model")
    blog.fill()
    return blog


@pytest.mark.slow
@pytest.mark.parametrize("what", TRIALS)
def test_a_bad_place_is_told_and_overcome(what: str, model: Blog, tmp_path: Path) -> None:
    """A clear line, the search goes on, nothing is lost."""
    result = row(what, TRIALS[what], copied(model, tmp_path / "tried"))

    if not result.tried:
        pytest.skip(result.seen)
    assert result.failed == 0


@pytest.mark.parametrize(
    ("ran", "code", "says", "complaints"),
    [
        (Ran(0, "42 posts\n", ""), 0, "", 0),
        (Ran(1, "", "Error: posts: gone; look there.\n"), 1, "posts: .*look", 0),
        (Ran(0, "", "Error: posts: gone.\n"), 1, "posts", 1),
        (Ran(1, "", "Error: posts: gone.\n"), 1, "index", 1),
        (Ran(1, "", "Error: one.\nError: two.\n"), 1, "one", 1),
        (Ran(1, "", "Error: " + "x" * 1000), 1, "x", 1),
        (Ran(1, "", "Traceback (most recent call last):\nOSError: full\n"), 1, "full", 2),
        (Ran(-9, "", ""), 0, "", 1),
    ],
)
def test_what_is_not_clear_is_complained_of(ran: Ran, code: int, says: str, complaints: int) -> None:
    """A wrong exit code, a traceback, no line, two lines, a line that nobody would read to its end."""
    found: Iterator[str] = ran.complaints(code, says)

    assert len(list(found)) == complaints
