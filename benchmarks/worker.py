"""One system in a process of its own: builds an index or answers questions, and tells what that cost as JSON.

    python benchmarks/worker.py build|ask|sync SYSTEM INDEX COLLECTION [QUESTIONS]

`peers.py` starts it. COLLECTION and QUESTIONS are files that `peers.py` writes.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.collection import Collection
from benchmarks.systems import TIMED
from benchmarks.systems.protocol import Kind, Question, System
from indexer import Query, Site, open_engine, parse, sync


def main(act: str, name: str, index: str, collection: str, questions: str = "") -> None:
    """Do one thing and print its figures."""
    described = json.loads(Path(collection).read_text(encoding="utf-8"))
    posts = Collection(described["name"], Path(described["file"]), Path(described["folder"]))
    figures: dict[str, Any]
    if act == "sync":
        figures = _sync(posts, Path(index))
    elif act == "build":
        figures = _build(TIMED[name](Path(index)), posts)
    else:
        asked = json.loads(Path(questions).read_text(encoding="utf-8"))
        figures = _ask(TIMED[name](Path(index)), *(map(_question, asked[part]) for part in ("warm up", "asked")))
    print(json.dumps(figures))


def _question(written: list[str]) -> Question:
    return Question(written[0], Kind(written[1]))


def _build(system: System, posts: Collection) -> dict[str, float]:
    cpu, clock = system.cpu_seconds(), time.perf_counter()
    system.build(posts)
    cpu, clock = system.cpu_seconds() - cpu, time.perf_counter() - clock
    peak = _memory(system.process(), "status", "VmHWM")
    system.close()
    peak = max(peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
    size = sum(file.stat().st_size for file in system.folder.rglob("*") if file.is_file())
    return {"cpu": cpu, "clock": clock, "peak": peak, "size": size}


def _ask(system: System, warm_up: Iterable[Question], asked: Iterable[Question]) -> dict[str, Any]:
    cpu, clock = system.cpu_seconds(), time.perf_counter()
    system.open()
    system.answer(Question("first answer"))
    first = {"cpu": system.cpu_seconds() - cpu, "clock": time.perf_counter() - clock}
    for question in warm_up:
        system.answer(question)
    answers = [_timed(system, question) for question in asked]
    process = system.process()
    memory = {"rss": _memory(process, "smaps_rollup", "Rss"), "own": _memory(process, "smaps_rollup", "Anonymous")}
    system.close()
    return {"first": first, "answers": answers, **memory}


def _timed(system: System, question: Question) -> dict[str, float]:
    cpu, clock = system.cpu_seconds(), time.perf_counter()
    answer = system.answer(question)
    clock = time.perf_counter() - clock
    return {"cpu": system.cpu_seconds() - cpu, "clock": clock, "total": answer.total}


def _sync(posts: Collection, index: Path) -> dict[str, dict[str, float]]:
    """Backmatter's syncs of an index that is there: all anew, nothing to do, one post changed and found."""
    assert posts.folder
    anew = _synced(posts.folder, index, rebuild=True)
    nothing = _synced(posts.folder, index)
    changed = posts.folder / next(post.path for post in posts.documents() if post.path.endswith(".md"))
    content = changed.read_bytes()
    # A word that no post holds, and another with each run.
    word = f"qx{time.time_ns()}"
    changed.write_bytes(content + f"\n\n{word}\n".encode())
    try:
        one = _synced(posts.folder, index, find=word)
    finally:
        changed.write_bytes(content)
        _synced(posts.folder, index)
    return {"anew, stems known": anew, "nothing to do": nothing, "one post changed, until it is found": one}


def _synced(folder: Path, index: Path, *, rebuild: bool = False, find: str = "") -> dict[str, float]:
    engine = open_engine("whoosh", index)
    cpu, clock = time.process_time(), time.perf_counter()
    sync(folder, engine, site=Site(), state=index, now=datetime.now(UTC), rebuild=rebuild)
    if find:
        found = engine.search(Query(find, parse(find)))
        assert found.total == 1, f"{find} is in one post, and {found.total} were found"
    figures = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
    engine.close()
    return figures


def _memory(process: int, file: str, line: str) -> int:
    """Bytes that the kernel tells of *process*."""
    told = re.search(rf"^{line}:\s+(\d+) kB", Path(f"/proc/{process}/{file}").read_text(encoding="ascii"), re.MULTILINE)
    assert told
    return int(told[1]) * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
