"""What a request costs the service: CPU time of the server, beside a constant answer of the same size.

    python benchmarks/serving.py POSTS [--requests 400] [--rounds 3] [--index FOLDER] [--json FILE]

Starts ``backmatter serve POSTS`` with one worker, and beside it `constant_server.py`. Servers are pinned to one core,
the client to another. CPU time is what the kernel counts for all threads of a server's processes.
"""

import argparse
import gzip
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks import questions
from benchmarks.collection import read
from benchmarks.markdown import print_table
from benchmarks.systems.protocol import Kind, Question

CLIENT_CORE, SERVER_CORE = 0, 1
ENCODINGS = ("identity", "gzip")
CONSTANT = "constant JSON"
READY_WITHIN = 3600
SPARE = 21


class Cost(NamedTuple):
    """Means of one request: microseconds of the server's CPU, and elapsed, and bytes of the body."""

    cpu: float
    elapsed: float
    size: float


def main() -> None:
    """Start, ask, print."""
    options = _options()
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {CLIENT_CORE})
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        paths = _searches(options.posts, home, options.rounds * options.requests * len(ENCODINGS) + SPARE + 1)
        program = Path(sys.executable).with_name("backmatter")
        command = [str(program), "serve", str(options.posts), "--index", str(options.index or home / "index")]
        with _server([*command, "--workers", "1"], "/ready") as ours:
            first = ours.cost([paths.pop()], ENCODINGS[0])
            typical = _typical(ours, [paths.pop() for _ in range(SPARE)])
            with _constant(ours.get(typical), home) as floor:
                costs = _measured(ours, floor, paths, typical, options.rounds)
            worker = ours.memory() | {"ready": ours.ready_after, "first search": first.elapsed / 1e6}
    _print_costs(costs)
    _print_worker(worker)
    if options.json:
        report = {"requests": costs, "worker": worker}
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts", type=Path, help="posts folder")
    parser.add_argument("--requests", type=int, default=400, help="how many of each kind in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--index", type=Path, help="keep the index here")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def _searches(posts: Path, home: Path, count: int) -> list[str]:
    """Paths of *count* searches that all differ."""
    asked, more = questions.make(read(posts, home / "posts.jsonl").documents(), count * 2)
    texts = dict.fromkeys(_typed(question) for _, question in asked + more)
    return [f"/api/search?q={quote(text)}&facets=tags" for text in texts][:count]


def _typed(question: Question) -> str:
    return f'"{question.text}"' if question.kind is Kind.PHRASE else question.text


class Server:
    """A running server and a connection to it that is kept.

    Attributes:
        ready_after: Seconds from its start until it could answer.
    """

    ready_after: float

    def __init__(self, process: int, port: int) -> None:
        self._process = process
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, encoding: str = ENCODINGS[0]) -> bytes:
        """The body of the answer."""
        self._connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == http.client.OK, (path, answer.status, body)
        return body

    def is_ready(self, path: str) -> bool:
        """Whether it answers."""
        try:
            return bool(self.get(path))
        except ConnectionError:
            self._connection.close()
            return False

    def cpu_seconds(self) -> float:
        """CPU time of all threads of the server and of the processes that it started."""
        threads = (thread for process in _family(self._process) for thread in Path(f"/proc/{process}/task").iterdir())
        return sum(int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9

    def memory(self) -> dict[str, float]:
        """MB of its worker: all that it has mapped and used, and what of it no other process could share."""
        told = [Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii") for process in _family(self._process)]
        sizes = [dict(re.findall(r"^(Rss|Anonymous): +(\d+) kB", text, re.MULTILINE)) for text in told]
        worker = max(sizes, key=lambda size: int(size["Rss"]))
        return {"memory": int(worker["Rss"]) * 1024 / 1e6, "its own": int(worker["Anonymous"]) * 1024 / 1e6}

    def cost(self, paths: Sequence[str], encoding: str) -> Cost:
        """What a request for one of *paths* costs."""
        cpu, clock = self.cpu_seconds(), time.perf_counter()
        size = sum(len(self.get(path, encoding)) for path in paths)
        cpu, clock = self.cpu_seconds() - cpu, time.perf_counter() - clock
        return Cost(cpu * 1e6 / len(paths), clock * 1e6 / len(paths), size / len(paths))


def _family(process: int) -> Iterator[int]:
    yield process
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    for child in children.split():
        yield from _family(int(child))


@contextmanager
def _server(command: list[str], ready: str) -> Iterator[Server]:
    """Run *command* on a free port, on a core of its own, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE)] if (os.cpu_count() or 1) > 1 else []
    started = time.perf_counter()
    process = subprocess.Popen([*pinned, *command, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        server = Server(process.pid, port)
        deadline = time.monotonic() + READY_WITHIN
        while not server.is_ready(ready):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{' '.join(command)} did not start; its message stands above.")
            time.sleep(0.02)
        server.ready_after = time.perf_counter() - started
        yield server
    finally:
        process.terminate()
        process.wait()


def _typical(ours: Server, paths: Sequence[str]) -> str:
    """That of *paths* whose answer is about as long as they are in the mean."""
    sizes = {path: len(ours.get(path)) for path in paths}
    return min(sizes, key=lambda path: abs(sizes[path] - statistics.fmean(sizes.values())))


@contextmanager
def _constant(body: bytes, home: Path) -> Iterator[Server]:
    """A server that answers *body* each time."""
    file = home / "answer.json"
    file.write_bytes(body)
    file.with_suffix(".gz").write_bytes(gzip.compress(body))
    program = Path(__file__).with_name("constant_server.py")
    with _server([sys.executable, str(program), str(file)], "/identity") as server:
        yield server


def _measured(ours: Server, floor: Server, paths: list[str], typical: str, rounds: int) -> dict[str, Cost]:
    """The costs of each kind of request: for each figure the median over rounds, which are interleaved."""
    told: dict[str, list[Cost]] = {}
    count = len(paths) // (rounds * len(ENCODINGS))
    fresh = iter(paths)
    ours.cost([typical] * count, "identity")
    floor.cost(["/identity"] * count, "identity")
    for _ in range(rounds):
        for encoding in ENCODINGS:
            requests: tuple[tuple[str, Server, Sequence[str]], ...] = (
                (CONSTANT, floor, [f"/{encoding}"] * count),
                ("search, all different", ours, list(islice(fresh, count))),
                ("search, answered before", ours, [typical] * count),
            )
            for name, server, asked in requests:
                told.setdefault(f"{name}, {encoding}", []).append(server.cost(asked, encoding))
        told.setdefault(f"{CONSTANT}, written each time", []).append(floor.cost(["/json"] * count, "identity"))
    return {name: Cost(*map(statistics.median, zip(*costs, strict=True))) for name, costs in told.items()}


def _print_costs(costs: Mapping[str, Cost]) -> None:
    rows = []
    for name, cost in costs.items():
        least = costs[f"{CONSTANT}, gzip" if name.endswith("gzip") else f"{CONSTANT}, identity"]
        times = f"{cost.cpu / least.cpu:.1f}"
        rows.append((name, f"{cost.cpu:.0f}", times, f"{cost.elapsed:.0f}", f"{cost.size:,.0f}"))
    print_table(("request", "CPU µs", "× constant", "elapsed µs", "bytes"), rows)


def _print_worker(worker: Mapping[str, float]) -> None:
    print(
        f"\nReady {worker['ready']:.2f} s after its start (with a sync), first search {worker['first search']:.2f} s. "
        f"Memory of the worker: {worker['memory']:.0f} MB, {worker['its own']:.0f} MB of it its own."
    )


if __name__ == "__main__":
    main()
