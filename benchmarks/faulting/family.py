"""A running service and the processes that it consists of: what they hold and what they cost."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

PROGRAM = (sys.executable, "-c", "from service.program import main; main()")
_PATIENCE = 600
"""Seconds in which a service has indexed its posts and answers."""


class Footprint(NamedTuple):
    """What one process holds.

    Attributes:
        role: "main", "worker" or "keeper".
        process: Its number.
        memory: Megabytes: what it has for itself, and its share of what several have (PSS).
        anonymous: Megabytes that stand in no file, whether or not it has them together with those it was forked from.
        descriptors: Open files and connections.
        deleted: Mapped files that have no name any more.
    """

    role: str
    process: int
    memory: float
    anonymous: float
    descriptors: int
    deleted: int

    def __str__(self) -> str:
        """It for people."""
        files = f"{self.descriptors} descriptors, {self.deleted} deleted files mapped"
        return f"{self.memory:.0f} MB ({self.anonymous:.0f} in no file), {files}"


class Family:
    """The service whose main process is *process*, at *port*."""

    def __init__(self, process: int, port: int) -> None:
        self.process = process
        self.port = port

    def footprints(self) -> list[Footprint]:
        """What each of its processes holds now."""
        return [_footprint(self._role(number), number) for number in self._members()]

    def cpu_seconds(self) -> Mapping[str, float]:
        """CPU time of its processes until now, by role."""
        spent: dict[str, float] = {}
        for number in self._members():
            threads = Path(f"/proc/{number}/task").iterdir()
            told = [int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads]
            spent[self._role(number)] = spent.get(self._role(number), 0.0) + sum(told) / 1e9
        return spent

    def _members(self) -> list[int]:
        return [self.process, *_descendants(self.process)]

    def _role(self, number: int) -> str:
        if number == self.process:
            return "main"
        # Workers are forked and have their parent's command line; what is spawned has its own.
        return "worker" if _command(number) == _command(self.process) else "keeper"


@contextmanager
def running(posts: Path, index: Path, *options: str, **environment: str) -> Iterator[Family]:
    """``backmatter serve`` for *posts* until the block ends; its log lies beside *index*.

    Raises:
        RuntimeError: It does not answer, and why.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = index.with_suffix(".log")
    command = [*PROGRAM, "serve", str(posts), "--index", str(index), "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | environment)
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _is_ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            time.sleep(0.05)
        yield Family(process.pid, port)
    finally:
        process.terminate()
        process.wait()


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _footprint(role: str, number: int) -> Footprint:
    home = Path(f"/proc/{number}")
    told = (home / "smaps_rollup").read_text(encoding="ascii")
    sizes = {name: int(size) * 1024 / 1e6 for name, size in re.findall(r"^(\w+): +(\d+) kB", told, re.MULTILINE)}
    mapped = (home / "maps").read_text(encoding="utf-8", errors="replace").splitlines()
    deleted = {line.split(maxsplit=5)[5] for line in mapped if line.endswith(".columns (deleted)")}
    return Footprint(role, number, sizes["Pss"], sizes["Anonymous"], len(list((home / "fd").iterdir())), len(deleted))


def _descendants(process: int) -> Iterator[int]:
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in (thread / "children").read_text(encoding="ascii").split():
            if b"resource_tracker" not in _command(int(child)):
                yield int(child)
                yield from _descendants(int(child))


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()
