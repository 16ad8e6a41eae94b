"""What related posts cost: CPU time and memory to find those of all posts, and those of one that has changed."""

import resource
import tempfile
import time
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
    before = _most_memory()
    found, whole = _timed(partial(neighbourhoods, vectors, NOBODY, ()))
    taken = _most_memory() - before
    changed = min(_timed(partial(neighbourhoods, vectors, found, [name]))[1] for name in _some(vectors))
    print()
    print_table(
        ("posts", "all compared, CPU s", "one changed, CPU s", "memory beside the vectors, MB"),
        [(str(len(vectors)), f"{whole:.1f}", f"{changed:.2f}", f"{taken:.0f}")],
    )


def _some(vectors: Vectors) -> list[str]:
    return [vectors.ids[len(vectors) * part // _ROUNDS] for part in range(_ROUNDS)]


def _timed(work: Callable[[], Neighbourhoods]) -> tuple[Neighbourhoods, float]:
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def _most_memory() -> float:
    """What the process has needed at most, in MB; an index was just built in it, so that this is no upper bound."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
