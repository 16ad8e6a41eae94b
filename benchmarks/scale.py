"""What a blog costs as it grows, by engine: indexing, room, memory, and how long answers take.

    python -m benchmarks.scale --blogs BLOGS --home FOLDER --sizes 10000,100000 [--engine whoosh --engine URL] [--keep]

BLOGS is a folder of real posts, of whose passages others are made. In a URL {posts} stands for their number, as in
"opensearch://127.0.0.1:9200/scale-{posts}?shards=3". What is measured is written to FOLDER/scale.json at once, so that
a run that ends early is not lost, and one engine can be measured after the other. With --keep, indexes that are there
already are searched again and not built.
"""

import argparse
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.collection import Collection, read
from benchmarks.scaling.asked import SAMPLED, Asked, asked
from benchmarks.scaling.building import build, change
from benchmarks.scaling.figures import Figures, of_asking, of_building, of_change
from benchmarks.scaling.posts import Posts
from benchmarks.scaling.stores import store
from benchmarks.scaling.tables import Found, print_tables
from benchmarks.scaling.timing import timed

P = ParamSpec("P")
T = TypeVar("T")

CLIENTS = (1, 4)
_WARM_UP = 2


def main() -> None:
    """Build, ask, print."""
    options = _options()
    real = _real(options.blogs, options.home / "real.jsonl")
    sample = list(islice(Posts(real.documents()), SAMPLED))
    questions = asked(sample, options.each), asked(sample, _WARM_UP, seed=2)
    file = options.home / "scale.json"
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for size in map(int, options.sizes.split(",")):
        for engine in options.engine:
            name, url = engine.partition(":")[0], engine.format(posts=size)
            folder = options.home / f"{name}-{size}"
            known = found.setdefault(name, {}).setdefault(str(size), {})
            if not options.keep:
                known["built"] = of_building(_alone(build, url, folder, real.file, size))
                _write(file, found)
            known["changed"] = of_change(_alone(change, url, folder, sample[0]))
            known |= _asked(url, folder, *questions)
            _write(file, found)
    print_tables(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of real posts")
    parser.add_argument("--home", type=Path, required=True, help="where indexes and figures are kept")
    parser.add_argument("--sizes", default="10000", help="how many posts, separated by commas")
    parser.add_argument("--engine", action="append", required=True, help="as in the settings")
    parser.add_argument("--each", type=int, default=20, help="questions of each sort")
    parser.add_argument("--keep", action="store_true", help="search what was built before")
    return parser.parse_args()


def _write(file: Path, found: Found) -> None:
    file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _real(blogs: Path, file: Path) -> Collection:
    return Collection(blogs.name, file) if file.exists() else read(blogs, file)


def _alone(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """What *work* gives in a process of its own, whose memory is that of this work alone."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *args, **options).result()


def _asked(url: str, folder: Path, questions: list[Asked], warm_up: list[Asked]) -> dict[str, Figures]:
    answered = {str(clients): of_asking(timed(url, folder, questions, warm_up, clients)) for clients in CLIENTS}
    return {"asked": answered, "memory": store(url, folder).memory()}


if __name__ == "__main__":
    main()
