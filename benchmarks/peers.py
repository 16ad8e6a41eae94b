"""How fast posts are searched and indexed, side by side: CPU time, each system in fresh processes, rounds interleaved.

    python benchmarks/peers.py --blogs FOLDER [--posts 1000,all,100000] [--cache FOLDER] [--only tantivy,fts5] [--quick]

FOLDER holds posts (all that is below it is one collection). Every answer is a page of results: the exact total, ten
hits with title and highlighted snippet, and the counts of the twenty most frequent tags. With --cache, posts,
documents and the indexes of all systems but Backmatter are kept and used again.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import questions
from benchmarks.collection import Collection
from benchmarks.speed import Asked, print_report
from benchmarks.systems import TIMED, chosen
from benchmarks.workload import workload

OURS = "backmatter"
BUILD_ONLY = {"pagefind"}
AT_MOST = {"minisearch": 20_000, "lunr": 20_000}
"""Posts; beyond, their index is too large to be written to one JSON text by Node."""
WORKER = Path(__file__).with_name("worker.py")


def main() -> None:
    """Build, ask, print."""
    options = _options()
    systems = list(chosen(TIMED, options.only))
    with tempfile.TemporaryDirectory() as scratch:
        home = options.cache or Path(scratch)
        sizes = [None if size == "all" else int(size) for size in options.posts.split(",")]
        reports = {}
        for size in sizes:
            posts = workload(options.blogs, size, home)
            report = _measured(posts, systems, options, home)
            print_report(report)
            reports[str(report["posts"])] = report
    if options.json:
        options.json.write_text(json.dumps(reports, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts")
    parser.add_argument("--posts", default="1000,all", help='how many posts, or "all"; more than there are are made up')
    parser.add_argument("--only", default="", help="which systems")
    parser.add_argument("--queries", type=int, default=200, help="how many questions")
    parser.add_argument("--rounds", type=int, default=3, help="how often all are asked")
    parser.add_argument("--cache", type=Path, help="keep posts, documents and indexes here")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--keep-index", action="store_true", help="search Backmatter's index of the last run again")
    parser.add_argument("--quick", action="store_true", help="1,000 posts, 50 questions, one round")
    options = parser.parse_args()
    if options.quick:
        options.posts, options.queries, options.rounds = "1000", 50, 1
    return options


def _measured(posts: Collection, systems: list[str], options: argparse.Namespace, home: Path) -> dict[str, Any]:
    """All figures for one collection."""
    size = sum(1 for _ in posts.documents())
    systems = [name for name in systems if size <= AT_MOST.get(name, size)]
    asked, warm_up = questions.make(posts.documents(), options.queries)
    place = home / "speed" / f"{posts.name}-{posts.digest()}"
    place.mkdir(parents=True, exist_ok=True)
    described = _written(place / "collection.json", {"name": posts.name, "file": posts.file, "folder": posts.folder})
    builds = {name: _built(name, place, described, keep=options.keep_index or name != OURS) for name in systems}
    syncs = _run("sync", OURS, place / OURS, described) if OURS in systems and not options.keep_index else {}
    answers: dict[str, list[Asked]] = {name: [] for name in systems if name not in BUILD_ONLY}
    for _ in range(options.rounds):
        for name, rounds in answers.items():
            some = asked[: _fewer(size)] if name == "whoosh" else asked
            written = {
                part: [question for _, question in made] for part, made in (("warm up", warm_up), ("asked", some))
            }
            file = _written(place / f"questions-{len(some)}.json", written)
            rounds.append(_run("ask", name, place / name, described, file))
    sorts = [sort for sort, _ in asked]
    return {"posts": size, "sorts": sorts, "builds": builds, "syncs": syncs, "answers": answers}


def _fewer(size: int) -> int:
    """How many questions plain Whoosh is asked; it needs a second for each in large collections."""
    return max(20, 400_000 // size)


def _built(name: str, place: Path, described: Path, *, keep: bool) -> dict[str, float]:
    """What building *name*'s index cost, now or when it was built."""
    told = place / f"{name}.json"
    if not (keep and told.exists()):
        shutil.rmtree(place / name, ignore_errors=True)
        _written(told, _run("build", name, place / name, described))
    figures: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
    return figures


def _run(*arguments: str | Path) -> dict[str, Any]:
    """What the worker tells."""
    if sys.stderr.isatty():
        print(f"\r\033[K{arguments[0]} {arguments[1]} …\r", end="", file=sys.stderr, flush=True)
    command = [sys.executable, str(WORKER), *map(str, arguments)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def _written(file: Path, content: Mapping[str, Any]) -> Path:
    file.write_text(json.dumps(content, default=str), encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
