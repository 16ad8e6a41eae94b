"""Obstacles: places that a sync cannot work in, made for a while, and what it has to say then."""

import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.faulting.commands import Blog, is_root


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
    with forbidden(blog, blog.posts, 0o000):
        yield


@contextmanager
def _unreadable_within(blog: Blog) -> Iterator[None]:
    with forbidden(blog, blog.posts / "2024", 0o000):
        yield


@contextmanager
def _unreadable_rules(blog: Blog) -> Iterator[None]:
    with forbidden(blog, blog.posts / ".backmatterignore", 0o000):
        yield


@contextmanager
def _unwritable(blog: Blog) -> Iterator[None]:
    with forbidden(blog, blog.index, 0o555), forbidden(blog, blog.index / "lock", 0o444):
        yield


@contextmanager
def _unwritable_generations(blog: Blog) -> Iterator[None]:
    with forbidden(blog, blog.index / "generations", 0o555):
        yield


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
    Obstacle("it may not be read", _unreadable, "posts.*allow"),
    Obstacle("a folder in it may not be read", _unreadable_within, "posts/2024.*: the folder cannot be listed"),
    Obstacle("its .backmatterignore may not be read", _unreadable_rules, r"\.backmatterignore: .*allow"),
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
def forbidden(blog: Blog, path: Path, mode: int) -> Iterator[None]:
    """The file or folder *path* has this *mode*, and commands are run by somebody for whom it counts."""
    before, blog.prefix = stat.S_IMODE(path.stat().st_mode), MORTAL
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)
        blog.prefix = ()


MORTAL = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if is_root() else ()
"""What runs a command without root's privilege of reading and writing everything."""
