"""Harm to the files beside the generations: the pointer, the ledger, the stems, the tasks."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faulting.commands import Blog
from benchmarks.faulting.harm import Harm, harms
from benchmarks.faulting.row import Row
from benchmarks.faulting.telling import tell

FLIPS, CUTS = 30, 10


def state(share: int, seed: int) -> Iterator[Row]:
    """A row for each file: the search goes on, and a sync makes everything right."""
    with TemporaryDirectory() as home:
        blog = Blog(Path(home))
        blog.fill()
        blog.edit()
        blog.sync()
        kept = blog.home / "kept"
        _copy(blog.index, kept)
        wanted = blog.found()
        chance = random.Random(seed)  # noqa: S311
        for path in sorted(file.name for file in kept.iterdir() if file.is_file() and file.stat().st_size):
            failed = 0
            done = harms(kept, [path], FLIPS // share, CUTS // share or 2, chance)
            for harm in done:
                _copy(kept, blog.index)
                harm.do(blog.index)
                failed += tell(str(harm), list(_told(blog, wanted, harm)))
            yield Row(f"{path} beside the generations harmed", len(done), failed)


def _told(blog: Blog, wanted: str, harm: Harm) -> Iterator[str]:
    """What is wrong with searching, with the state, and with the next sync, which has to read and stem everything."""
    if blog.found() != wanted and harm.path != "current":  # which may name the generation before
        yield "another answer"
    yield from blog.status().complaints(0)
    flags = ["--rebuild"] if harm.path == "stems" else []
    yield from blog.sync(*flags).complaints(0)
    yield from blog.differences()


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", source, target], check=True)
