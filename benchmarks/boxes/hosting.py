"""The servers on loopback: the blog's host, which has Pagefind's files too, and Backmatter's service."""

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.boxes import BOXES
from benchmarks.collection import Collection
from benchmarks.systems.pagefind import Pagefind

READY_WITHIN = 600
_HOST = Path(__file__).with_name("host.py")


@contextmanager
def hosted(posts: Collection, home: Path) -> Iterator[dict[str, str]]:
    """The addresses of pages with each box that finds *posts*; what is built for it is kept in *home*."""
    site = _site(posts, home)
    program = Path(sys.executable).with_name("backmatter")
    serve = [str(program), "serve", str(posts.folder), "--index", str(home / "index")]
    with (
        _running([sys.executable, str(_HOST), str(site)], "/blog/ready") as host,
        _running(serve, "/ready") as service,
    ):
        for number, box in enumerate(BOXES.values()):
            (site / f"{number}.html").write_text(box.page(service), encoding="utf-8")
        yield {name: f"{host}/blog/{number}.html" for number, name in enumerate(BOXES)}


def _site(posts: Collection, home: Path) -> Path:
    """What the blog's host serves: Pagefind's index of *posts*, and a file that tells when the host is up."""
    site = home / f"site-{posts.digest()}"
    if not site.exists():
        unfinished = site.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        Pagefind(unfinished / "pagefind").build(posts)
        (unfinished / "ready").write_text("yes\n", encoding="utf-8")
        unfinished.rename(site)
    return site


@contextmanager
def _running(command: Sequence[str], ready: str) -> Iterator[str]:
    """The address at which *command* answers until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + READY_WITHIN
        while not _answers(port, ready):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{' '.join(command)} did not start; its message stands above.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except ConnectionError:
        return False
    finally:
        connection.close()
