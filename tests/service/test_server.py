"""The production server, started as people start it and asked over a real connection."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from indexer import Site, open_engine, sync
from service.tasks.store import Tasks
from service.tasks.task import Status
from tests.service.conftest import NOW

PROGRAM = [sys.executable, "-c", "from service.program import main; main()"]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str) -> tuple[int, bytes]:
    """Status and body at *path*."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; fail if it ends or takes very long."""
    for _ in range(300):
        assert process.poll() is None, process.communicate()
        try:
            if ask(port, "/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@contextmanager
def serving(posts: Path, folder: Path, port: int, *flags: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that is up."""
    command = [*PROGRAM, "serve", str(posts), "--port", str(port), "--workers", "2", *flags]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            wait_for(port, process)
            yield process
        finally:
            process.terminate()


@pytest.mark.slow
def test_the_server_answers_and_stops_when_told(posts: Path, tmp_path: Path) -> None:
    """Long addresses are answered or refused cleanly, a taken port is said in one line, SIGTERM ends it well."""
    port = free_port()
    with serving(posts, tmp_path, port) as process:
        status, body = ask(port, "/api/search?q=routing")
        long_query = ask(port, "/api/search?q=" + "routing+" * 8_000)
        too_long = ask(port, "/api/search?q=" + "x" * 100_000)
        second = subprocess.run(
            [*PROGRAM, "serve", str(posts), "--port", str(port)], cwd=tmp_path, capture_output=True, check=False
        )
        process.send_signal(signal.SIGTERM)
        output, complaints = process.communicate(timeout=60)

    assert (status, json.loads(body)["totalHits"]) == (200, 1)
    assert long_query[0] == 200
    assert too_long[0] == 414
    assert second.returncode == 1
    assert second.stderr.startswith(f"Error: Cannot listen on 127.0.0.1 port {port}".encode())
    assert (process.returncode, complaints) == (0, b"")
    assert f"http://127.0.0.1:{port}".encode() in output
    assert output.endswith(b"Stopped.\n")


@pytest.mark.slow
def test_an_index_from_before_is_served_when_the_sync_fails(posts: Path, tmp_path: Path) -> None:
    """Loudly: readers keep their search, the owner is told."""
    engine = open_engine("whoosh", tmp_path / ".backmatter")
    sync(posts, engine, site=Site(), state=tmp_path / ".backmatter", now=NOW)
    engine.close()
    port = free_port()
    with serving(tmp_path / "missing", tmp_path, port) as process:
        status, _ = ask(port, "/ready")
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=60)

    assert status == 200
    assert b"The sync failed: " in complaints
    assert b"Serving the index as it was before." in complaints


def children(process: "subprocess.Popen[bytes]") -> list[int]:
    """All processes that a server has started."""
    lists = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for listed in lists for child in listed.read_text().split()]


def keepers(process: "subprocess.Popen[bytes]") -> list[int]:
    """Those that keep its index in step."""
    return [child for child in children(process) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def runs(*command: str) -> bool:
    """Whether any process runs *command*."""
    wanted = "".join(f"{word}\0" for word in command).encode()
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # one that ends meanwhile
            if file.read_bytes().endswith(wanted):
                return True
    return False


def wait_until(condition: Callable[[], bool]) -> None:
    """Return when *condition* holds; fail if that takes very long."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it does not come")


def is_alive(process: int) -> bool:
    """Whether there is such a process, zombies aside."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def found(port: int, word: str) -> int:
    """How many posts have *word*."""
    return int(json.loads(ask(port, f"/api/search?q={word}")[1])["totalHits"])


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="this is no Linux")


@pytest.fixture
def blog(posts: Path, tmp_path: Path) -> Path:
    """The posts once more, to be changed."""
    return Path(shutil.copytree(posts, tmp_path / "blog"))


@needs_proc
@pytest.mark.slow
def test_one_process_keeps_the_index_in_step(blog: Path, tmp_path: Path) -> None:
    """However many there are to answer; it ends with the server, which says nothing of that."""
    port = free_port()
    with serving(blog, tmp_path, port, "--watch", "--workers", "3") as process:
        wait_until(lambda: len(children(process)) >= 4)
        (keeper,) = keepers(process)
        (blog / "new.md").write_text("# Quokkas\n\nThey live on an island.\n")
        wait_until(lambda: found(port, "quokkas") == 1)
        assert process.stderr
        told = process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=60)

    assert process.returncode == 0
    assert not is_alive(keeper)
    assert b"Synced in " in told
    assert b"1 added" in told
    assert complaints == b""


@needs_proc
@pytest.mark.slow
def test_ctrl_c_ends_all_without_a_word(blog: Path, tmp_path: Path) -> None:
    """It reaches every process of a terminal at once."""
    port = free_port()
    command = [*PROGRAM, "serve", str(blog), "--port", str(port), "--every", "1h"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        wait_for(port, process)
        os.killpg(process.pid, signal.SIGINT)
        output, complaints = process.communicate(timeout=60)

    assert (process.returncode, complaints) == (0, b"")
    assert output.endswith(b"Stopped.\n")


@needs_proc
@pytest.mark.slow
def test_nothing_outlives_a_server_that_is_killed(blog: Path, tmp_path: Path) -> None:
    """Neither what keeps the index in step, nor who answers: the next server needs the port."""
    port = free_port()
    with serving(blog, tmp_path, port, "--watch") as process:
        started = children(process)
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, started)))

    assert len(started) >= 3


@needs_proc
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_sync_that_runs_is_cut_short(blog: Path, tmp_path: Path) -> None:
    """Here it waits for git, which ends, too; the task says what happened."""
    git = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@blog.example", "-C", str(blog)]
    for arguments in ("init -q -b main", "add .", "commit -q -m Write", "clone -q . ../clone"):
        subprocess.run([*git, *arguments.split()], check=True, cwd=tmp_path)
    clone, port = tmp_path / "clone", free_port()
    with serving(clone, tmp_path, port, "--watch", "--pull") as process:
        tasks = Tasks(tmp_path / ".backmatter")
        wait_until(lambda: tasks.count([Status.SUCCEEDED]) == 2)
        subprocess.run(["git", "-C", str(clone), "config", "remote.origin.uploadpack", "sleep 601 #"], check=True)
        (clone / "new.md").write_text("# Quokkas\n\nThey live on an island.\n")
        wait_until(lambda: tasks.count([Status.PROCESSING]) == 1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

    assert process.returncode == 0
    assert tasks.latest(1)[0].status is Status.CANCELED
    wait_until(lambda: not runs("sleep", "601"))  # it was killed, but has to be given the processor to die


@pytest.mark.slow
def test_a_server_without_a_schedule_starts_no_other_process(blog: Path, tmp_path: Path) -> None:
    """Who does not ask for it does not pay for it."""
    with serving(blog, tmp_path, free_port()) as process:
        assert keepers(process) == []
