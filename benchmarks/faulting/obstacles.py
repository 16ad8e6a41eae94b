"""Obstacles: places that a sync cannot work in, made for a while, and what it has to say then."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.faulting.commands import Blog, as_user, is_root

NOBODY = 65534
"""The number of the user "nobody", who owns nothing else here."""


class Skipped(Exception):
    """This cannot be tried on this machine, for the reason that it says."""


class Obstacle(NamedTuple):
    """Something in the way of a sync.

    Attributes:
        what: In a few words.
        made: Makes it in a blog's folders, for as long as it is entered. Raises Skipped.
        says: What the sync's one line of error has to match.
    """

    what: str
    made: Callable[[Blog], AbstractContextManager[None]]
    says: str


@contextmanager
def _gone(blog: Blog) -> Iterator[None]:
    with _moved(blog.posts):
        yield


@contextmanager
def _empty(blog: Blog) -> Iterator[None]:
    with _moved(blog.posts):
        blog.posts.mkdir()
        yield
        blog.posts.rmdir()


@contextmanager
def _a_file(blog: Blog) -> Iterator[None]:
    with _moved(blog.posts):
        blog.posts.write_text("no folder")
        yield
        blog.posts.unlink()


@contextmanager
def _mostly_gone(blog: Blog) -> Iterator[None]:
    with _moved(blog.posts):
        shutil.copytree(blog.home / "moved/2024", blog.posts)
        yield
        shutil.rmtree(blog.posts)


@contextmanager
def _index_is_a_file(blog: Blog) -> Iterator[None]:
    """Not the old index, of course, but where a new one is to be."""
    kept, blog.index = blog.index, blog.home / "file"
    blog.index.write_text("no folder")
    try:
        yield
    finally:
        blog.index = kept


@contextmanager
def _unreadable(blog: Blog) -> Iterator[None]:
    with _by_nobody(blog):
        blog.posts.chmod(0o700)
        yield
        blog.posts.chmod(0o755)


@contextmanager
def _unreadable_within(blog: Blog) -> Iterator[None]:
    with _by_nobody(blog):
        (blog.posts / "2024").chmod(0o700)
        yield
        (blog.posts / "2024").chmod(0o755)


@contextmanager
def _unreadable_rules(blog: Blog) -> Iterator[None]:
    with _by_nobody(blog):
        (blog.posts / ".backmatterignore").chmod(0o600)
        yield
        (blog.posts / ".backmatterignore").chmod(0o644)


@contextmanager
def _unwritable(blog: Blog) -> Iterator[None]:
    with _by_nobody(blog):
        _give(blog.index, 0)
        yield
        _give(blog.index, NOBODY)


@contextmanager
def _unwritable_generations(blog: Blog) -> Iterator[None]:
    with _by_nobody(blog):
        _give(blog.index / "generations", 0)
        yield
        _give(blog.index / "generations", NOBODY)


@contextmanager
def _read_only(blog: Blog) -> Iterator[None]:
    if not is_root():
        raise Skipped("only root may mount")
    mount("--bind", blog.index, blog.index)
    try:
        mount("-o", "remount,ro,bind", blog.index)
        yield
    finally:
        unmount(blog.index)


OBSTACLES = (
    Obstacle("the posts folder is gone, as when it is not mounted", _gone, "posts: there is no such folder"),
    Obstacle("it is empty, as where something should be mounted", _empty, r"remove \d+ of \d+ posts.*--force"),
    Obstacle("it holds a fifth of its posts", _mostly_gone, r"remove \d+ of \d+ posts.*--force"),
    Obstacle("it is a file", _a_file, "posts: this is a file"),
    Obstacle("it may not be read", _unreadable, "posts.*cannot be (listed|read).*allow reading it"),
    Obstacle("a folder in it may not be read", _unreadable_within, "posts/2024.*: the folder cannot be listed"),
    Obstacle("its .backmatterignore may not be read", _unreadable_rules, r"\.backmatterignore: cannot be read"),
    Obstacle("the index folder may not be written", _unwritable, "index.*Permission denied.*allow writing"),
    Obstacle("the generations may not be written", _unwritable_generations, "index.*Permission denied"),
    Obstacle("the index is mounted read-only", _read_only, "index.*Read-only file system"),
)


def mount(*arguments: str | Path) -> None:
    """Mount something. Raises Skipped where that is not allowed."""
    ran = subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)
    if ran.returncode:
        raise Skipped(f"mount: {ran.stderr.strip()}")


def unmount(folder: Path) -> None:
    """Take off what is mounted there, once nobody uses it any more."""
    subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def _moved(folder: Path) -> Iterator[None]:
    moved = folder.with_name("moved")
    folder.rename(moved)
    try:
        yield
    finally:
        moved.rename(folder)


@contextmanager
def _by_nobody(blog: Blog) -> Iterator[None]:
    """Commands are run by a user who owns the index and nothing else."""
    if not is_root():
        raise Skipped("only root may become somebody else")
    blog.home.chmod(0o755)
    _give(blog.index, NOBODY)
    blog.prefix = as_user(NOBODY)
    try:
        yield
    finally:
        blog.prefix = ()


def _give(folder: Path, user: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)
