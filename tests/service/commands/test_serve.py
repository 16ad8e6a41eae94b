"""``backmatter serve``: what it does before it serves. The server itself has its own tests."""

from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner, Result

from indexer import open_engine
from service import server
from service.cli import cli
from service.config import Config
from service.tasks.store import Tasks
from service.tasks.task import Source, Status
from tests.service.test_server import free_port


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """What would be served; nothing is, as it would not end."""
    configs: list[Config] = []
    monkeypatch.setattr(server, "serve", configs.append)
    return configs


@pytest.fixture
def blog(here: Path) -> Path:
    """A blog with one post."""
    (here / "blog").mkdir()
    (here / "blog/a.md").write_text("# A post\n\nSome text.\n")
    return here / "blog"


def serve(runner: CliRunner, blog: Path, *flags: str) -> Result:
    """The command, up to the server."""
    return runner.invoke(cli, ["serve", str(blog), "--port", str(free_port()), *flags])


def test_the_first_sync_is_a_task(runner: CliRunner, blog: Path, served: list[Config]) -> None:
    """Of the service."""
    result = serve(runner, blog, "--every", "1h", "--watch")

    assert result.exit_code == 0, result.output
    (task,) = Tasks(Path(".backmatter")).latest(9)
    assert (task.status, task.source) == (Status.SUCCEEDED, Source.SERVE)
    assert served[0].schedule.watch
    assert served[0].schedule.every


def test_a_failed_pull_keeps_nobody_from_searching(runner: CliRunner, blog: Path, served: list[Config]) -> None:
    """It is told loudly, and posts that are there are found."""
    result = serve(runner, blog, "--pull")

    assert result.exit_code == 0
    assert "git pull failed" in result.stderr
    assert "The posts that are there have been indexed." in result.stderr
    assert len(served) == 1


def test_another_sync_is_no_reason_not_to_serve(runner: CliRunner, blog: Path, served: list[Config]) -> None:
    """Where there is an index."""
    runner.invoke(cli, ["index", str(blog)])

    with open_engine("whoosh", Path(".backmatter")).writing():
        result = serve(runner, blog)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Another sync is running; serving the index as it is." in result.stdout
    assert len(served) == 1


@pytest.mark.slow
def test_who_makes_the_index_is_waited_for(runner: CliRunner, blog: Path, here: Path, served: list[Config]) -> None:
    """As when a timer and the service start at the same moment for the first time."""
    locked, told = Event(), Event()

    def lock() -> None:
        with open_engine("whoosh", here / ".backmatter").writing():
            locked.set()
            told.wait(2)

    other = Thread(target=lock)
    other.start()
    locked.wait()
    result = serve(runner, blog)
    other.join()

    assert result.exit_code == 0
    assert result.stdout.startswith("Another sync is making the index; waiting for it.\n1 file: 1 post indexed\n")
    assert len(served) == 1
