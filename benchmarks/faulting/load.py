"""Sixteen readers search while a sync changes posts every second.

    python -m benchmarks.faulting.load [--blogs FOLDER] [--posts 1000] [--minutes 10] [--cache FOLDER]

Blocks with and without syncs take turns, so that whatever else the machine does disturbs both. Readers think between
their questions for so long that the service is about half busy; in the last blocks they never stop. Each sync writes
posts anew that tell its number, so that an answer made of two states of the index gives itself away.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.collection import Collection
from benchmarks.faulting.crowd import Wanted
from benchmarks.faulting.epochs import Epochs
from benchmarks.faulting.family import Family, running
from benchmarks.faulting.outcome import rows
from benchmarks.faulting.row import Row
from benchmarks.faulting.syncs import KEY, Syncs
from benchmarks.faulting.trial import CLIENTS, Trial, seeds
from benchmarks.markdown import print_table
from benchmarks.questions import Vocabulary
from benchmarks.workload import workload
from indexer import open_engine

SAMPLES = Path(__file__).parents[2] / "data/posts"
WORKERS = 2
_TEXTS = 20_000
_TEXTS_A_POST = 100


class Plan(NamedTuple):
    """What to measure: *posts*, *pairs* of blocks of so many *seconds*, and as many *saturated* ones as are wanted."""

    posts: int
    pairs: int
    seconds: float
    saturated: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, default=SAMPLES, help="posts to make others of; the sample blog if none")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=10, help="with syncs, and as long without")
    parser.add_argument("--block", type=float, default=60, help="seconds")
    parser.add_argument("--saturated", type=int, default=2, help="pairs of blocks in which readers never stop")
    parser.add_argument("--cache", type=Path, help="keep the posts here")
    options = parser.parse_args()
    plan = Plan(options.posts, max(1, round(options.minutes * 60 / options.block)), options.block, options.saturated)
    with tempfile.TemporaryDirectory() as home:
        found = list(measured(plan, options.blogs, Path(home), options.cache or Path(home)))
    print_table(("what", "tried", "failed", "seen"), (row.cells for row in found))
    sys.exit(1 if any(row.failed for row in found) else 0)


def run(*, quick: bool, seed: int) -> Iterator[Row]:
    """The rows of this part, for a blog that is made of the sample blog's paragraphs."""
    plan = Plan(60, 1, 4.0, 0) if quick else Plan(1000, 10, 60.0, 2)
    with tempfile.TemporaryDirectory() as home:
        yield from measured(plan, SAMPLES, Path(home), Path(home), seed)


def measured(plan: Plan, blogs: Path, home: Path, cache: Path, seed: int = 1) -> Iterator[Row]:
    """What came of *plan* with posts like those of *blogs*."""
    collection = workload(blogs, plan.posts, cache)
    assert collection.folder
    posts, index = home / "served", home / "index"
    shutil.copytree(collection.folder, posts)
    texts = _texts(collection, min(_TEXTS, _TEXTS_A_POST * plan.posts))
    epochs = Epochs(posts, [word for text in texts[:500] for word in text.split()])
    epochs.begin(0)
    with ExitStack() as stack:
        service = stack.enter_context(running(posts, index, "--workers", str(WORKERS), BACKMATTER_KEY=KEY))
        clients = stack.enter_context(ProcessPoolExecutor(CLIENTS, get_context("spawn")))
        syncs = Syncs(epochs.begin, service.port)
        syncs.once()  # who does it has to be loaded first
        trial = Trial(service, clients, syncs, _wanted(index, texts), index, seeds(seed))
        paced = trial.paced(min(10.0, plan.seconds))
        blocks = [*paced.pairs(plan.pairs, plan.seconds), *trial.pairs(plan.saturated, plan.seconds, saturated=True)]
        yield from rows(blocks, syncs.done)
        yield _idle(service, min(10.0, plan.seconds))


def _texts(collection: Collection, count: int) -> list[str]:
    """*count* times what readers search for: one to three words of one post; the last is often not typed to its end."""
    vocabulary, chance = Vocabulary(collection.documents()), Random(4)  # noqa: S311  (questions, not secrets)
    texts = [" ".join(vocabulary.pick(chance, chance.randint(1, 3))) for _ in range(count)]
    return [text[:-2] if chance.random() < 0.3 and len(text) > 5 else text for text in texts]


def _wanted(index: Path, texts: Sequence[str]) -> Wanted:
    engine = open_engine("whoosh", index)
    ids = sorted(engine.fingerprints())
    engine.close()
    marked = [post for post in ids if post.startswith("epochs")][:6]
    return Wanted(texts, [post for post in ids if not post.startswith("epochs")], marked, pause=0.0)


def _idle(service: Family, seconds: float) -> Row:
    """What the service costs when nobody asks."""
    before = service.cpu_seconds()
    time.sleep(seconds)
    spent = [f"{role} {1000 * (now - before[role]) / seconds:.1f}" for role, now in service.cpu_seconds().items()]
    return Row("nobody asks", 1, 0, f"CPU ms a second: {', '.join(spent)}")


if __name__ == "__main__":
    main()
