"""Victims: processes that wait for a word, then sync, and are killed or not."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.faulting import syncing
from service.config import Config

_COMMAND = (sys.executable, "-c", "from service.program import main; main()", "index")


class Victim(Protocol):
    """A process that waits."""

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    @property
    def folder(self) -> str:
        """The index folder that it syncs."""
        ...

    def go(self) -> None:
        """Let it begin."""
        ...

    def wait(self) -> int:
        """Its exit status once it has ended; negative is the signal that killed it."""
        ...


class Warmed:
    """A child of this process, which has loaded everything already: so nearly all of its time is the sync's."""

    def __init__(self, config: Config, *, rebuild: bool) -> None:
        self.folder = str(config.index)
        reading, self._writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._sync(reading, config, rebuild=rebuild)
        os.close(reading)

    def go(self) -> None:
        """Let it begin."""
        os.close(self._writing)

    def wait(self) -> int:
        """Its exit status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _sync(self, reading: int, config: Config, *, rebuild: bool) -> None:
        """What the child does; it never returns, as whatever it came from is its parent's."""
        status = 1
        try:
            os.close(self._writing)
            os.read(reading, 1)
            syncing.run(config, rebuild=rebuild)
            status = 0
        finally:
            os._exit(status)


class Commanded:
    """The command itself, from its start; a shell waits in its place."""

    def __init__(self, config: Config, *, rebuild: bool) -> None:
        self.folder = str(config.index)
        command = (*_COMMAND, str(config.posts), "--index", str(config.index), *(["--rebuild"] if rebuild else []))
        self._process = _waiting(command, config.posts.parent)
        self.pid = self._process.pid

    def go(self) -> None:
        """Let it begin."""
        if self._process.stdin:
            self._process.stdin.close()

    def wait(self) -> int:
        """Its exit status."""
        return self._process.wait()


def _waiting(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    waiting = ("sh", "-c", 'read go; exec "$@"', "sh", *command)
    return subprocess.Popen(
        waiting, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
