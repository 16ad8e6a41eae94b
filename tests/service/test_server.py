"""The production server, started as people start it and asked over a real connection."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from indexer import Site, open_engine, sync
from tests.service.conftest import NOW

PROGRAM = [sys.executable, "-c", "from service.cli import main; main()"]


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
def serving(posts: Path, folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that is up."""
    command = [*PROGRAM, "serve", str(posts), "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            wait_for(port, process)
            yield process
        finally:
            process.terminate()


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
        output, complaints = process.communicate(timeout=20)

    assert (status, json.loads(body)["totalHits"]) == (200, 1)
    assert long_query[0] == 200
    assert too_long[0] == 414
    assert second.returncode == 1
    assert second.stderr.startswith(f"Error: Cannot listen on 127.0.0.1 port {port}".encode())
    assert (process.returncode, complaints) == (0, b"")
    assert f"http://127.0.0.1:{port}".encode() in output
    assert output.endswith(b"Stopped.\n")


def test_an_index_from_before_is_served_when_the_sync_fails(posts: Path, tmp_path: Path) -> None:
    """Loudly: readers keep their search, the owner is told."""
    engine = open_engine("whoosh", tmp_path / ".backmatter")
    sync(posts, engine, site=Site(), state=tmp_path / ".backmatter", now=NOW)
    engine.close()
    port = free_port()
    with serving(tmp_path / "missing", tmp_path, port) as process:
        status, _ = ask(port, "/ready")
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=20)

    assert status == 200
    assert b"The sync failed: " in complaints
    assert b"Serving the index as it was before." in complaints
