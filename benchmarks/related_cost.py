"""What related posts cost: CPU time and memory to find those of all posts, and those of one that has changed."""

import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.markdown import print_table
from benchmarks.workload import workload
from indexer import open_engine
from indexer.related.neighbourhoods import NOBODY, Neighbourhoods, neighbourhoods
from indexer.vectors import Vectors

_ROUNDS = 5


def print_cost(blogs: Path, count: int, home: Path) -> None:
    """Print the cost for *count* posts of *blogs*; where there are fewer, posts are made of theirs."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine("whoosh", Path(folder))
        engine.apply(workload(blogs, count, home).documents(), [])
        vectors = engine.vectors()
        engine.close()
    found, whole = _timed(partial(neighbourhoods, vectors, NOBODY, ()))
    changed = min(_timed(partial(neighbourhoods, vectors, found, [name]))[1] for name in _some(vectors))
    print()
    print_table(
        ("posts", "all compared, CPU s", "one changed, CPU s", "memory beside the vectors, MB"),
        [(str(len(vectors)), f"{whole:.1f}", f"{changed:.2f}", f"{_memory(vectors):.0f}")],
    )


def _some(vectors: Vectors) -> list[str]:
    return [vectors.ids[len(vectors) * part // _ROUNDS] for part in range(_ROUNDS)]


def _timed(work: Callable[[], Neighbourhoods]) -> tuple[Neighbourhoods, float]:
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def _memory(vectors: Vectors) -> float:
    """MB that are held at most, beside *vectors*."""
    tracemalloc.start()
    neighbourhoods(vectors, NOBODY, ())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6
