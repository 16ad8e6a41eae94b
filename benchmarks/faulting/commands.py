"""The commands that people use, on a blog of its own: run for real, with what they print."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from benchmarks.faulting.questions import contents
from indexer import Site, open_engine, sync

PROGRAM = (sys.executable, "-c", "from service.program import main; main()")
SAMPLES = Path(__file__).parents[2] / "data/posts"
_PATIENCE = 60
"""Seconds within which a command ends and a server answers, on the busiest machine."""
_LONGEST = 400
"""Characters of a message that people still read."""


class Ran(NamedTuple):
    """What became of a command: its exit *code* (minus the signal that killed it) and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """The error that it ended with, or its last line."""
        lines = self.err.splitlines() or self.out.splitlines()
        return next((line for line in lines if line.startswith("Error: ")), lines[-1] if lines else "")

    def complaints(self, code: int, says: str = "") -> Iterator[str]:
        """What is wrong with it if it was to end with *code* and one error that matches *says* ("" for none)."""
        if self.code != code:
            yield f"exit {self.code} instead of {code}: {self.message}"
        if "Traceback" in self.out + self.err:
            yield f"a traceback: {self.err.splitlines()[-1]}"
        errors = [line for line in self.err.splitlines() if line.startswith("Error: ")]
        if len(errors) != bool(says) or any(len(line) > _LONGEST for line in errors):
            yield f"not one clear line: {self.err!r}"
        elif not re.search(says, self.err):
            yield f"does not say {says!r}: {self.err!r}"


class Blog:
    """The sample blog in *home*, which is an empty folder.

    Attributes:
        posts, index: Its folders;
        prefix: What every command is run under, such as ``setpriv``, ``prlimit`` or ``env``.
        tried: Commands that were run.
        edits: How often posts were changed.
        seen: What people were told last, where that is of interest.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.posts = home / "posts"
        self.index = home / "index"
        self.prefix: tuple[str, ...] = ()
        self.tried = 0
        self.seen = ""
        self.edits = 0

    def fill(self) -> None:
        """Give it the posts of the sample blog, and an index of these."""
        shutil.copytree(SAMPLES, self.posts)
        self.edit()
        for _ in self.sync().complaints(0):
            raise RuntimeError("the sample blog cannot be indexed")

    def edit(self) -> None:
        """Change two posts and add one, so that the next sync has something to do."""
        self.edits += 1
        for path in ("2021/comments.md", "2026/a-letter-to-2099.md"):
            with (self.posts / path).open("a", encoding="utf-8") as file:
                file.write(f"\nParagraph{self.edits} speaks of the feed and of edit number {self.edits}.\n")
        (self.posts / f"edit-{self.edits % 5}.md").write_text(f"# Edit {self.edits}\n\nA feed, edited.\n")

    def run(self, *arguments: str) -> Ran:
        """Run a command of ``backmatter``."""
        self.tried += 1
        ran = subprocess.run(
            [*self.prefix, *PROGRAM, *arguments],
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        return Ran(ran.returncode, _text(ran.stdout), _text(ran.stderr))

    def sync(self, *flags: str) -> Ran:
        """Run ``backmatter index``."""
        return self.run("index", str(self.posts), "--index", str(self.index), *flags)

    def found(self) -> str:
        """What ``backmatter search`` finds, or what it says instead."""
        ran = self.run("search", "feed", "--index", str(self.index), "--json", "--limit", "100")
        if ran.code or not ran.out:
            return f"search ended with {ran.code}: {ran.err}"
        return json.dumps(json.loads(ran.out) | {"processingTimeMs": 0})

    def status(self) -> Ran:
        """Run ``backmatter status``."""
        return self.run("status", "--index", str(self.index))

    @contextmanager
    def serving(self, *flags: str) -> Iterator["Service"]:
        """A server that runs, and is stopped at the end."""
        self.tried += 1
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        asked = ["serve", str(self.posts), "--index", str(self.index), "--port", str(port), *flags]
        with subprocess.Popen(
            [*self.prefix, *PROGRAM, *asked],
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            service = Service(process, port)
            try:
                service.wait()
                yield service
            finally:
                service.stop()

    def differences(self) -> Iterator[str]:
        """What its index answers otherwise than one that is built of the same posts now."""
        with self._scratch() as folder:
            built = open_engine("whoosh", folder)
            sync(self.posts, built, site=Site(), state=folder, now=datetime.now(UTC))
            kept = open_engine("whoosh", self.index)
            try:
                wanted, found = contents(built), contents(kept)
            finally:
                kept.close()
                built.close()
        if wrong := [question for question, text in wanted.items() if found[question] != text]:
            yield f"not the answers of an index from scratch: {', '.join(wrong[:3])}"

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        folder = self.home / "scratch"
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class Service:
    """A running ``backmatter serve`` at *port*."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process = process
        self.port = port
        self.ran: Ran | None = None

    def wait(self) -> None:
        """Return when it answers or has ended."""
        for _ in range(_PATIENCE * 20):
            if self.process.poll() is not None:
                return
            try:
                self.ask("/health")
            except OSError:
                time.sleep(0.05)
            else:
                return

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of the answer at *path*. Raises OSError or HTTPException if there is none."""
        status, body, _ = self.request("GET", path, **headers)
        return status, body

    def request(self, method: str, path: str, **headers: str) -> tuple[int, bytes, Message]:
        """Status, body and headers of an answer; raises as `ask` does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def stop(self) -> Ran:
        """Tell it to stop, and say what it wrote in its life."""
        if self.ran is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                out, err = self.process.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                out, err = self.process.communicate()
            self.ran = Ran(self.process.returncode, _text(out), _text(err))
        return self.ran


def is_root() -> bool:
    """Whether this process may mount and become anybody."""
    return os.geteuid() == 0


def _text(octets: bytes) -> str:
    return octets.decode("utf-8", "backslashreplace")
