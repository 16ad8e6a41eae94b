"""Bits are flipped in files of the index, and files cut off: never a wrong answer, never a dead service.

Needs nothing of the machine. Each case is tried in a process of its own kind, so that one that dies is noticed.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import cpu_count, get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faulting.commands import SAMPLES
from benchmarks.faulting.harm import Harm, files, harms
from benchmarks.faulting.judgement import Case, Original, Verdict, Way, judge
from benchmarks.faulting.questions import contents, known_answers
from benchmarks.faulting.row import Row
from benchmarks.faulting.served_damage import served
from benchmarks.faulting.state_damage import state
from benchmarks.faulting.telling import tell
from indexer import Engine, Site, open_engine, sync

FLIPS, CUTS = 1000, 200
_QUICKLY = 20
"""Times fewer of each in a quick run."""


def run(*, quick: bool, seed: int) -> Iterator[Row]:
    """Harm the files of the serving generation, then those beside it, then those of a running service."""
    share = _QUICKLY if quick else 1
    with TemporaryDirectory() as home:
        original = indexed(Path(home))
        found = serving_files(original.index)
        done = harms(original.index, found, FLIPS // share, CUTS // share, random.Random(seed))  # noqa: S311
        for way in Way:
            yield from judged(original, done, way, Path(home, "harmed"))
    yield from state(share, seed)
    yield from served(share, seed)


def indexed(home: Path) -> Original:
    """The sample blog in *home*, indexed in four syncs: several segments, and posts that are deleted in them."""
    posts, index = home / "posts", home / "index"
    shutil.copytree(SAMPLES, posts)
    later = posts / "2026"
    later.rename(home / "later")
    with closing(open_engine("whoosh", index)) as engine:
        _sync(posts, engine, index)
        (home / "later").rename(later)
        _sync(posts, engine, index)
        (posts / "2021/comments.md").unlink()
        (posts / "new.md").write_text("---\ntags: [feeds, writing]\n---\n# A new feed\n\nIt is searched for, too.\n")
        _sync(posts, engine, index)
        ids = tuple(sorted(engine.fingerprints()))
        known = dict(known_answers(engine, ids))
        with (posts / "2021/alt-text.md").open("a") as file:
            file.write("\nThe feed shows alternative text.\n")
        _sync(posts, engine, index)
        known |= known_answers(engine, ids)
        return Original(posts, index, ids, known, contents(engine))


def serving_files(index: Path) -> list[str]:
    """The files of the generation that serves."""
    return files(index, f"generations/{(index / 'current').read_text('ascii').strip()}")


def judged(original: Original, done: Sequence[Harm], way: Way, folder: Path) -> Iterator[Row]:
    """One row for flipped bits and one for files that were cut off."""
    kinds = {"bits flipped": [harm for harm in done if harm.bit is not None]}
    kinds["files cut off"] = [harm for harm in done if harm.bit is None]
    for what, cases in kinds.items():
        given: Counter[str] = Counter()
        failed = 0
        for harm, verdict in zip(
            cases, verdicts_on(original, [Case(harm, way) for harm in cases], folder), strict=True
        ):
            given += verdict.answered
            failed += tell(f"{harm} {way}", verdict.failures)
        seen = ", ".join(f"{number:,} answers {name}" for name, number in sorted(given.items()))
        yield Row(f"{what} {way}", len(cases), failed, seen)


def on_all_processors(original: Original, cases: Sequence[Case], folder: Path) -> Iterator[Verdict]:
    """The verdict on each case, in no particular order."""
    count = cpu_count() or 1
    shares = [(cases[number::count], folder.with_name(f"harmed-{number}")) for number in range(count)]
    with ThreadPoolExecutor(count) as threads:
        for verdicts in threads.map(lambda share: list(verdicts_on(original, *share)), shares):
            yield from verdicts


def verdicts_on(original: Original, cases: Sequence[Case], folder: Path) -> Iterator[Verdict]:
    """The verdict on each case, from another process; from a new one where that dies."""
    pool = None
    for case in cases:
        pool = pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            yield pool.submit(judge, original, case, folder).result()
        except BrokenProcessPool:
            pool = None
            yield Verdict(case, Counter(), ["the process died"])
    if pool:
        pool.shutdown()


def _sync(posts: Path, engine: Engine, index: Path) -> None:
    sync(posts, engine, site=Site(), state=index, now=datetime.now(UTC))
