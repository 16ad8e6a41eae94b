"""Three OpenSearch nodes, each in a process of its own that a test may kill."""

import json
import os
import random
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from tests.cluster.asking import ask

HOST = "127.0.0.1"
COUNT = 3
PATIENCE = 180
"""Seconds until nodes that do not find each other count as broken; long, as test machines are busy."""

STUCK = 40
"""Seconds for which a copy may be coming until the node that gives it is started again, as operators would do.

About once in six times that two of three nodes die at once and come back, OpenSearch 2.19 promotes the third copy
only by half: it is searched, but takes no writes and gives no copies ("shard is not in primary mode").
"""

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder in it that is only ours
ROOM = 1 << 30

# A node lives for minutes, of which the start is most: code that is compiled once and not verified halves its work.
JAVA = (
    *("java", "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData"),
    *("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"),
    *("-Dlog4j2.level=WARN", "-Dlog4j2.disableJmx=true"),
)
SETTINGS = {
    "cluster.name": "backmatter-test",
    "cluster.routing.allocation.disk.threshold_enabled": False,
    "discovery.initial_state_timeout": "0s",  # else it would not look for whom it follows until it has found the others
    # The serial collector lets garbage lie until the heap is full, which would be taken for memory that is in use.
    "indices.breaker.total.use_real_memory": False,
    "network.host": HOST,
    "node.processors": 2,
}


class Nodes:
    """A cluster of three nodes, which log into *folder*; *program* is what `tests.cluster.program` installed.

    Every node ends with the process *followed*, which is this one unless another is named, and its data with it.

    Attributes:
        cured: How many nodes were started again as they were stuck.
    """

    def __init__(self, program: Path, folder: Path, *, followed: int | None = None) -> None:
        self._program = program
        self._folder = folder
        self._followed = followed or os.getpid()
        self._homes = [_home(folder) for _ in range(COUNT)]
        ports = list(_free_ports(2 * COUNT))
        self._ports, self._transport = ports[:COUNT], ports[COUNT:]
        self._processes: dict[int, int] = {}
        self.cured = 0

    @property
    def hosts(self) -> list[str]:
        """host:port of each node, running or not; a node is named by its place here."""
        return [f"{HOST}:{port}" for port in self._ports]

    def start(self, *numbers: int) -> None:
        """Start these nodes, or all, with the data that they had; `wait` says when they serve."""
        for number in numbers or range(COUNT):
            self._processes[number] = self._spawn(number)

    def kill(self, *numbers: int) -> None:
        """End these nodes as a power cut would (kill -9), or all."""
        for number in numbers or tuple(self._processes):
            process = self._processes.pop(number)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)

    def wait(self, status: str = "green") -> None:
        """Return once all nodes that were started have found each other and the cluster is *status* or better.

        Until then no copy is on its way from node to node either.
        """
        began = calm = time.monotonic()
        host = self.hosts[min(self._processes)]
        path = (
            f"/_cluster/health?wait_for_status={status}&wait_for_nodes={len(self._processes)}"
            "&wait_for_no_relocating_shards=true&timeout=5s"
        )
        while (health := _health(host, path)).get("timed_out", True):
            now = time.monotonic()
            waited = now - began
            lost = self._lost()
            if waited > PATIENCE or lost:
                told = "".join(f"{name} ended with {code}\n" for name, code in lost.items()) + self._logs()
                raise TimeoutError(f"the nodes on {self.hosts} are not {status} after {waited:.0f} s:\n{told}")
            if not health.get("initializing_shards"):
                calm = now
            if now - calm > STUCK:
                self._restart_stuck(ask(host, "GET", "/_cat/shards?format=json"))
                calm = now
            time.sleep(0.1)

    def begin(self) -> None:
        """Start all and wait until they serve; if they do not, nothing is left of them."""
        try:
            self.start()
            self.wait()
        except BaseException:
            self._remove()
            raise

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._remove()

    def _remove(self) -> None:
        self.kill()
        for home in self._homes:
            shutil.rmtree(home)

    def _restart_stuck(self, copies: list[dict[str, str]]) -> None:
        coming = {(copy["index"], copy["shard"]) for copy in copies if copy["state"] == "INITIALIZING"}
        given = {
            copy["node"] for copy in copies if copy["state"] == "STARTED" and (copy["index"], copy["shard"]) in coming
        }
        for number in [number for number in self._processes if f"node-{number}" in given]:
            self.kill(number)
            self.start(number)
            self.cured += 1

    def _lost(self) -> dict[str, int]:
        """The nodes that ended by themselves and what they ended with; a signal is negative."""
        ended = {number: os.waitpid(process, os.WNOHANG) for number, process in self._processes.items()}
        lost = {number: os.waitstatus_to_exitcode(status) for number, (process, status) in ended.items() if process}
        for number in lost:
            del self._processes[number]
        return {f"node-{number}": code for number, code in lost.items()}

    def _spawn(self, number: int) -> int:
        home, log = self._homes[number], os.fspath(self._folder / f"node-{number}.log")
        (home / "config").mkdir(exist_ok=True)
        (home / "config/opensearch.yml").write_text(json.dumps(self._settings(number)), "utf-8")
        command = (*JAVA, "-cp", f"{self._program}:{self._program}/*", "Node", os.fspath(home), str(self._followed))
        # Unlike a Popen, a bare process may be left to end with the one that it follows.
        return os.posix_spawnp(
            command[0],
            command,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setpgroup=0,
        )

    def _settings(self, number: int) -> dict[str, object]:
        return SETTINGS | {
            "node.name": f"node-{number}",
            "http.port": self._ports[number],
            "transport.port": self._transport[number],
            "discovery.seed_hosts": [f"{HOST}:{port}" for port in self._transport],
            "cluster.initial_cluster_manager_nodes": [f"node-{other}" for other in range(COUNT)],
        }

    def _logs(self) -> str:
        return "\n".join(log.read_text("utf-8", errors="replace")[-2000:] for log in self._folder.glob("*.log"))


def _home(folder: Path) -> Path:
    """A new folder in memory if there is room, as nodes wait for the disk at each change; else in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    return Path(mkdtemp(prefix="backmatter-node-", dir=MEMORY if roomy else folder))


def _health(host: str, path: str) -> dict[str, Any]:
    """What the node says of the cluster; nothing while it cannot be reached or knows no cluster manager."""
    try:
        said: dict[str, Any] = ask(host, "GET", path)
    except (OSError, HTTPException):
        return {}
    return said


def _free_ports(count: int) -> Iterator[int]:
    """Below those that the system hands out, so that a node finds its own still free when it starts again."""
    for port in random.sample(range(15_000, 32_000), 100 * count):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                yield port
                count -= 1
        if not count:
            return
