"""Where engines keep what they know, and what that costs beside the process that asks: files, or a cluster's nodes."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit
from urllib.request import urlopen

_MB = 1e6


class Size(NamedTuple):
    """Bytes that an index takes: of one copy, and of all copies that are kept."""

    once: int
    altogether: int


class Store(Protocol):
    """What an engine costs elsewhere than in its own process."""

    def cpu_seconds(self) -> float:
        """CPU time used there until now."""
        ...

    def memory(self) -> Mapping[str, float]:
        """Megabytes held there, by what holds them."""
        ...

    def size(self) -> Size:
        """What the index takes."""
        ...


class Files(NamedTuple):
    """An index in a *folder*, which costs nothing but room."""

    folder: Path

    def cpu_seconds(self) -> float:
        """None."""
        return 0.0

    def memory(self) -> Mapping[str, float]:
        """None; what is mapped is counted with the process that has mapped it."""
        return {}

    def size(self) -> Size:
        """What lies in the folder; files with several names count once."""
        files = {(told.st_dev, told.st_ino): told.st_size for told in map(Path.stat, _files(self.folder))}
        return Size(sum(files.values()), sum(files.values()))


class Nodes:
    """The nodes of the cluster at *url*, an engine's, as long as they run on this machine."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._at = f"http://{address.netloc.split(',')[0]}"
        self._blog = address.path.strip("/")
        told: dict[str, Any] = self.asked("_nodes/process")
        self._processes = [node["process"]["id"] for node in told["nodes"].values()]

    def asked(self, path: str) -> Any:  # noqa: ANN401  (JSON)
        """What the cluster says at *path*."""
        with urlopen(f"{self._at}/{path}", timeout=60) as answer:  # noqa: S310  (http, as it stands above)
            return json.load(answer)

    def cpu_seconds(self) -> float:
        """Of all threads of all nodes."""
        tasks = (task for process in self._processes for task in Path(f"/proc/{process}/task").iterdir())
        return sum(_seconds(task) for task in tasks)

    def memory(self) -> Mapping[str, float]:
        """Of all nodes together: what the kernel counts, heaps as they are used, and heaps as they may become."""
        heaps = [node["jvm"]["mem"] for node in self.asked("_nodes/stats/jvm")["nodes"].values()]
        return {
            "nodes": sum(memory_of(process)["Rss"] for process in self._processes),
            "heap used": sum(heap["heap_used_in_bytes"] for heap in heaps) / _MB,
            "heap at most": sum(heap["heap_max_in_bytes"] for heap in heaps) / _MB,
        }

    def size(self) -> Size:
        """Of the blog's indexes, without and with replicas."""
        told = self.asked(f"{self._blog}.*/_stats/store")["_all"]
        return Size(*(told[copies]["store"]["size_in_bytes"] for copies in ("primaries", "total")))


def store(url: str, folder: Path) -> Store:
    """The store of the engine that *url* names, whose own folder is *folder*."""
    return Files(folder) if url == "whoosh" else Nodes(url)


def memory_of(process: int | str = "self") -> dict[str, float]:
    """Megabytes that the kernel tells of *process*, such as Rss, Pss and Anonymous."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return {name: int(size) * 1024 / _MB for name, size in re.findall(r"^(\w+): +(\d+) kB", told, re.MULTILINE)}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _seconds(task: Path) -> float:
    return int((task / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
