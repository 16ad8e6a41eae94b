"""Bad places: full, forbidden, missing and odd ones. A clear line each, the search goes on, nothing is lost.

Real commands are run as people run them. What needs root, as small disks do, says so and is skipped without it.
"""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faulting import endings, full_disks, odd_paths, odd_posts
from benchmarks.faulting.commands import Blog
from benchmarks.faulting.obstacles import OBSTACLES, Obstacle, Skipped
from benchmarks.faulting.row import Row
from benchmarks.faulting.telling import tell

Trial = Callable[[Blog], Iterator[str]]
"""Tries something with an indexed blog, and tells what was wrong. Raises Skipped."""


def run(*, quick: bool, seed: int) -> Iterator[Row]:  # noqa: ARG001  (nothing is left to chance here)
    """Try all trials, in a quick run without the long sweeps."""
    yield from tried(trials(quick=quick))


def trials(*, quick: bool) -> Mapping[str, Trial]:
    """All trials by what they try."""
    steps, fewer = (2, 2) if quick else (60, 30)
    return {obstacle.what: partial(overcome, obstacle) for obstacle in OBSTACLES} | {
        "the disk is full at some moment": partial(full_disks.bytes_full, steps=steps),
        "the disk is full at the first sync": partial(full_disks.first_sync_full, steps=fewer),
        "the disk can hold no more names": partial(full_disks.names_full, steps=steps),
        "files may only be short": partial(full_disks.files_short, steps=fewer),
        "one post may not be read": odd_posts.one_unreadable,
        "links that loop or lead nowhere": odd_posts.links,
        "names in odd encodings": odd_posts.names,
        "many files in one folder": partial(odd_posts.many, count=500 if quick else 10_000),
        "posts that change while they are read": partial(odd_posts.written_to, syncs=2 if quick else 20),
        "paths with odd names": odd_paths.paths,
        "index and posts within each other": odd_paths.within_each_other,
        "an index folder that is a file": odd_paths.no_folder,
        "no home, no environment, no current folder": odd_paths.homeless,
        "a clock that goes backwards": odd_paths.clocks,
        "few open files": odd_paths.few_files,
        "streams that are closed, broken or full": endings.streams,
        "signals during a sync": partial(endings.signals, times=3 if quick else 60),
    }


def tried(trials: Mapping[str, Trial]) -> Iterator[Row]:
    """What came of each of *trials*, every one with a blog of its own."""
    with TemporaryDirectory() as home:
        model = Blog(Path(home, "model"))
        model.fill()
        for what, trial in trials.items():
            yield row(what, trial, copied(model, Path(home, "tried")))
            subprocess.run(["rm", "-rf", Path(home, "tried")], check=True)


def row(what: str, trial: Trial, blog: Blog) -> Row:
    """What came of a trial."""
    try:
        failures = list(trial(blog))
    except Skipped as reason:
        return Row(what, 0, 0, f"SKIPPED: {reason}")
    tell(what, failures)
    return Row(what, blog.tried, len(failures), blog.seen.replace(f"{blog.home}/", ""))


def copied(model: Blog, home: Path) -> Blog:
    """A blog like *model* in the folder *home*."""
    subprocess.run(["cp", "-a", model.home, home], check=True)
    blog = Blog(home)
    blog.edits = model.edits
    return blog


def overcome(obstacle: Obstacle, blog: Blog) -> Iterator[str]:
    """With the *obstacle* a sync says why not, all else works as before, and without it the next sync completes."""
    wanted, searched = blog.found(), blog.index
    blog.edit()
    with obstacle.made(blog):
        ran = blog.sync()
        blog.seen = ran.message
        yield from ran.complaints(1, obstacle.says)
        if blog.index == searched:
            yield from still_serves(blog, wanted)
    yield from completes(blog)


def still_serves(blog: Blog, wanted: str) -> Iterator[str]:
    """Searching gives what was *wanted*, by command and by a server that is started now."""
    if (found := blog.found()) != wanted:
        yield f"search: {found[:300]}"
    yield from (f"status: {complaint}" for complaint in blog.status().complaints(0))
    with blog.serving() as service:
        status = service.process.poll() or service.ask("/api/search?q=feed")[0]
    if status != 200:
        yield f"serve: {status}: {service.stop()}"
    yield from (f"serve: {complaint}" for complaint in service.stop().complaints(0))


def completes(blog: Blog) -> Iterator[str]:
    """The next sync ends well, and leaves the index that it would have built from nothing."""
    yield from (f"the next sync: {complaint}" for complaint in blog.sync().complaints(0))
    yield from blog.differences()
