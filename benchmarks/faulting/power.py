"""Power lost at every moment of a sync: what the disk may hold then is opened, searched and synced again.

One sync of each kind is run for real and recorded with strace, down to the bytes of every write. It is then done once
more to a simulated disk (`benchmarks.faulting.disk`), and after each step the states in which a loss of power may leave
that disk (`benchmarks.faulting.states`) are written to a folder. There the index must answer like the generation before
or the one after; once the command has ended, like the one after; and the next sync must complete and make it whole.
"""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.faulting import strace, syncing
from benchmarks.faulting.aftermath import Aftermath
from benchmarks.faulting.blog import Blog
from benchmarks.faulting.memory import in_memory
from benchmarks.faulting.recording import Recording
from benchmarks.faulting.row import Row

POSTS = 10
BY_CHANCE = 5
"""States that are left to chance after each step, beside the plain ones."""


class Kind(NamedTuple):
    """A kind of sync.

    Attributes:
        name: For people.
        prepare: Brings a new blog to where it is to be synced so.
        command: What is run then.
    """

    name: str
    prepare: Callable[[Blog], None]
    command: tuple[str, ...] = ("index",)


def _after(*changes: Callable[[Blog], None]) -> Callable[[Blog], None]:
    """A blog that is indexed, and then changed."""

    def prepare(blog: Blog) -> None:
        syncing.run(blog.config())
        for change in changes:
            change(blog)

    return prepare


def _synced_twice(blog: Blog) -> None:
    syncing.run(blog.config())
    blog.edit_many()
    syncing.run(blog.config())


def _before_merging(blog: Blog) -> None:
    """Eight small segments: another is too many."""
    for _ in range(8):
        syncing.run(blog.config())
        blog.add()


def _touch(blog: Blog) -> None:
    for file in blog.files():
        os.utime(file)


KINDS = (
    Kind("the first sync", lambda _blog: None),
    Kind("one post has changed: the ledger grows", _after(Blog.edit)),
    Kind(
        "many have changed, and a folder's name: the ledger is written anew", _after(Blog.edit_many, Blog.rename_folder)
    ),
    Kind("a post is gone, aliases are others", _after(Blog.remove, Blog.change_aliases)),
    Kind("segments are merged", _before_merging),
    Kind("files were only touched: no new generation", _after(_touch)),
    Kind("everything is indexed anew", _after(Blog.edit), ("index", "--rebuild")),
    Kind("back to the generation before", _synced_twice, ("rollback",)),
)


def run(*, quick: bool, seed: int) -> Iterator[Row]:
    """A row for each kind of sync, on all processors."""
    if not strace.is_here():
        print("strace is not here, or may not be used here: nothing was tried.", file=sys.stderr)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(partial(_row, quick=quick, seed=seed), range(len(KINDS)))


def _row(number: int, *, quick: bool, seed: int) -> Row:
    kind, chance = KINDS[number], Random(seed)  # noqa: S311  (faults, not secrets)
    with TemporaryDirectory(dir=in_memory()) as folder:
        blog = Blog(Path(folder), chance)
        blog.begin(POSTS)
        kind.prepare(blog)
        aftermath = Aftermath(Recording.of(blog, *kind.command))
        aftermath.run(chance, 1 if quick else BY_CHANCE)
    for failure in aftermath.failures:
        print(f"{kind.name}: {failure}", file=sys.stderr)
    return Row(kind.name, aftermath.tried, len(aftermath.failures), f"{aftermath.steps} steps; {aftermath.found}")
