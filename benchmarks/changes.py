"""How soon a changed post is found: CPU time of a sync that finds one, and of the first search after it, by stage.

    python benchmarks/changes.py POSTS FOLDER [--rounds 10] [--post PATH]

Indexes a copy of the folder POSTS in the empty folder FOLDER. Then, in each round, a line is added to one post; a new
process syncs; and this one, whose engine has been open all the time as that of a server is, searches. Imports are left
out. The best round counts, as other work on the machine can only make one slower.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.markdown import print_table
from indexer import Query, Site, open_engine, parse, sync
from indexer.analysis.snowball import stemmer
from indexer.engines.whoosh import changes, engine
from indexer.ledger import Ledger
from indexer.posts import folder
from indexer.run import Run

SYNC = sys.modules["indexer.sync"]
STAGES: Sequence[tuple[str, Any, str]] = (
    ("walking through the folder", SYNC, "walk"),
    ("loading the ledger", Ledger, "load"),
    ("opening the index", engine.WhooshEngine, "_opened"),
    ("what the index holds", engine.WhooshEngine, "fingerprints"),
    ("comparing files with the ledger", Run, "apply"),
    ("reading the post", SYNC.Reading, "read"),
    ("beginning a generation, making it durable", engine.WhooshEngine, "apply"),
    ("analysing the post", changes.Changes, "_add"),
    ("writing its segment", changes, "write_segment"),
    ("completing the generation", changes.Changes, "write"),
    ("its posts as vectors", engine.Snapshot, "vectors"),
    ("related posts", engine, "neighbourhoods"),
    ("writing these", engine, "write_neighbourhoods"),
    ("saving the ledger", Ledger, "save"),
)
QUERIES = ("changed post", "the new releas", "opne source")
TOTAL = "the whole sync"


def main() -> None:
    """Index, change, sync, search, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("posts", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--post", help="which to change; one of the median size if none is named")
    parser.add_argument("--sync", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sync:
        print(json.dumps(by_stage(options.posts, options.folder)))
        return
    copy, state = options.folder / "posts", options.folder / "index"
    shutil.copytree(options.posts, copy)
    report(copy, state)
    changed = copy / options.post if options.post else of_median_size(copy)
    rows = measured(changed, copy, state, options.rounds)
    print(f"{changed.relative_to(copy)}, {changed.stat().st_size} bytes\n")
    print_table(("stage", "CPU ms"), [(stage, f"{milliseconds:.1f}") for stage, milliseconds in rows.items()])


def report(posts: Path, state: Path) -> None:
    """Sync."""
    writer = open_engine("whoosh", state)
    sync(posts, writer, site=Site(), state=state, now=datetime.now(UTC))
    writer.close()


def of_median_size(posts: Path) -> Path:
    """A post in the middle of all by size."""
    files = [posts / found.path for found in folder.walk(posts) if not found.left_out]
    return sorted(files, key=lambda file: file.stat().st_size)[len(files) // 2]


def measured(changed: Path, posts: Path, state: Path, rounds: int) -> dict[str, float]:
    """Milliseconds of each stage in its best round."""
    worker = open_engine("whoosh", state)
    queries = [Query(text, parse(text), facets=("tags", "year")) for text in QUERIES]
    times: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        with changed.open("a", encoding="utf-8") as file:
            file.write(f"\nLine {number} at {time.time()}.\n")
        command = [sys.executable, "-m", "benchmarks.changes", "--sync", str(posts), str(state)]
        stages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for text, query in zip(QUERIES, queries, strict=True):
            stages[f"searching for “{text}”"] = timed(partial(worker.search, query))
            stages[f"… once more for “{text}”"] = timed(partial(worker.search, query))
        for stage, milliseconds in stages.items():
            times[stage].append(milliseconds)
    worker.close()
    return {stage: min(measures) for stage, measures in times.items()}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that *work* takes."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def by_stage(posts: Path, state: Path) -> dict[str, float]:
    """Milliseconds of each stage of one sync, those of stages within it left out, and of all together."""
    stemmer("english")  # this and the next are loaded when they are first needed, which are imports, too
    import_module("numpy.ma")
    spent: dict[str, float] = {}
    within: list[float] = [0.0]
    for stage, owner, name in STAGES:
        setattr(owner, name, _watched(stage, vars(owner)[name], spent, within))
    spent[TOTAL] = timed(partial(report, posts, state))
    spent["all else"] = spent[TOTAL] - within[0]
    return spent


def _watched(stage: str, work: Any, spent: dict[str, float], within: list[float]) -> Any:  # noqa: ANN401  (any callable)
    bare = work.__func__ if isinstance(work, classmethod) else work

    def watched(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        started = time.process_time()
        within.append(0.0)
        try:
            return bare(*args, **options)
        finally:
            whole = (time.process_time() - started) * 1000
            spent[stage] = spent.get(stage, 0.0) + whole - within.pop()
            within[-1] += whole

    return classmethod(watched) if isinstance(work, classmethod) else watched


if __name__ == "__main__":
    main()
