"""A recording: one sync that was run for real, what it did to its disk, and what is to be answered before and after."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.faulting import syncing
from benchmarks.faulting.answers import Answers, answers
from benchmarks.faulting.blog import Blog
from benchmarks.faulting.disk import Disk
from benchmarks.faulting.replay import CALLS, Replay
from benchmarks.faulting.states import NOTHING_LOST, left, read_tree
from benchmarks.faulting.strace import Call, record

_COMMAND = (sys.executable, "-c", "from service.program import main; main()")


@dataclass(frozen=True, slots=True)
class Recording:
    """What a command did to the index of *blog*, which lies in a folder that is the whole *disk*.

    Attributes:
        before, after: What the index answered before and after it.
        whole: What an index of the same posts answers that is built from nothing.
    """

    blog: Blog
    disk: Disk
    calls: list[Call]
    before: Answers
    after: Answers
    whole: Answers

    @classmethod
    def of(cls, blog: Blog, *command: str) -> "Recording":
        """Run and record ``backmatter`` with the arguments *command*."""
        home = blog.index.parent
        before, disk = answers(blog.index), Disk.of(home)
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # one thread, so that calls stand one behind the other
        flags = ("--index", str(blog.index))
        calls = record([*_COMMAND, *command, *flags], CALLS, cwd=blog.home, env=environment)
        after, scratch = answers(blog.index), blog.home / "scratch"
        syncing.run(blog.config(scratch))
        return cls(blog, disk, calls, before, after, answers(scratch))

    def steps(self) -> Iterator[Call]:
        """Do to `disk` what the command did; each call after which it may hold something else. To be called once.

        Raises:
            ValueError: It does not hold in the end what the real one does, so that something was not recorded.
        """
        home = self.blog.index.parent
        yield from Replay(self.disk, home, self.blog.home).steps(self.calls)
        kept, real = left(self.disk, NOTHING_LOST), read_tree(home)
        if kept != real:
            names = sorted(name for name in kept.keys() | real.keys() if kept.get(name, "") != real.get(name, ""))
            raise ValueError(f"the recording misses what was done to {', '.join(names)}")
