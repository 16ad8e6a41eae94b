"""Disks that are full: of bytes at every moment of a sync, of names, and of what one process may write."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.faulting.commands import Blog
from benchmarks.faulting.obstacles import mount, unmount

_BLOCK = 4096
_SIZE = 64 * 1024 * 1024
_LITTLE = 8
"""Blocks, of which every number is tried at both ends of what a sync needs."""
_FULL = "No space left on device|cannot be (written|kept)"


def bytes_full(blog: Blog, *, steps: int) -> Iterator[str]:
    """A sync finds so little room that it fails in every one of its phases; *steps* of them."""
    with small_disk(blog, f"size={_SIZE}"):
        wanted = _synced(blog)
        needed = _needed(blog)
        amounts = _amounts(needed, steps)
        failed = 0
        for free in amounts:
            blog.edit()
            with _filled(blog.index, free * _BLOCK):
                ran = blog.sync()
                failed += bool(ran.code)
                yield from _judged(blog, f"{free} blocks free", ran.code, wanted)
                yield from ran.complaints(1, _FULL) if ran.code else ran.complaints(0)
            if ran.code:
                blog.seen = ran.message
                yield from (f"with room again: {complaint}" for complaint in blog.sync().complaints(0))
            yield from (f"{free} blocks free: {difference}" for difference in blog.differences())
            wanted = blog.found()
        if not 0 < failed < len(amounts):
            yield f"{failed} of {len(amounts)} syncs failed, which shows little"


def first_sync_full(blog: Blog, *, steps: int) -> Iterator[str]:
    """The same where there is no index from before: the search says that there is none."""
    needed = _used(blog.index)
    blog.index = blog.home / "first"
    with small_disk(blog, f"size={_SIZE}"):
        for free in _amounts(needed // _BLOCK, steps)[:-1]:
            with _filled(blog.index, free * _BLOCK):
                ran = blog.sync()
                yield from ran.complaints(1, _FULL) if ran.code else ran.complaints(0)
                if ran.code and "there is no index yet" not in blog.found():
                    yield f"{free} blocks free: search: {blog.found()[:200]}"
            blog.seen = ran.message if ran.code else blog.seen
            if ran.code and _used(blog.index) > needed // 2:
                yield f"{free} blocks free: {_used(blog.index)} bytes left behind"
        yield from blog.sync().complaints(0)
        yield from blog.differences()


def names_full(blog: Blog, *, steps: int) -> Iterator[str]:
    """The disk has room, but can hold no more files."""
    names = 400
    with small_disk(blog, f"size={_SIZE},nr_inodes={names}"):
        wanted = _synced(blog)
        for free in range(min(steps, 20)):
            blog.edit()
            with _named(blog.index, free):
                ran = blog.sync()
                yield from _judged(blog, f"{free} names free", ran.code, wanted)
                yield from ran.complaints(1, _FULL) if ran.code else ran.complaints(0)
            blog.seen = ran.message if ran.code else blog.seen
            yield from blog.sync().complaints(0)
            yield from (f"{free} names free: {difference}" for difference in blog.differences())
            wanted = blog.found()


def files_short(blog: Blog, *, steps: int) -> Iterator[str]:
    """No file may be longer than so many bytes (RLIMIT_FSIZE), as a quota or an old disk has it."""
    wanted = blog.found()
    longest = max(path.stat().st_size for path in blog.index.rglob("*") if path.is_file())
    for step in range(steps):
        blog.edit()
        flags = ["--rebuild"] if step % 2 else []
        blog.prefix = ("prlimit", f"--fsize={longest * step // steps}")
        ran = blog.sync(*flags)
        blog.prefix = ()
        yield from ran.complaints(1, "File too large") if ran.code else ran.complaints(0)
        blog.seen = ran.message if ran.code else blog.seen
        yield from _judged(blog, f"files of {longest * step // steps} bytes", ran.code, wanted)
        yield from blog.sync().complaints(0)
        wanted = blog.found()
    yield from blog.differences()


@contextmanager
def small_disk(blog: Blog, options: str) -> Iterator[None]:
    """The index lies on a disk of its own, in memory; empty at first. Raises Skipped where nothing may be mounted."""
    blog.index.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", options, "tmpfs", blog.index)
    try:
        yield
    finally:
        unmount(blog.index)


def _synced(blog: Blog) -> str:
    """Sync three times, for all generations to be there; what is found then."""
    for _ in range(3):
        blog.edit()
        if blog.sync().code:
            raise RuntimeError("the blog cannot be indexed while there is room")
    return blog.found()


def _needed(blog: Blog) -> int:
    """Blocks that a sync needs at most, while the old generation is still there."""
    return _used(blog.index) // _BLOCK


def _amounts(needed: int, steps: int) -> Sequence[int]:
    """Numbers of blocks from none to *needed*; both ends closely, the middle in *steps*."""
    little = min(_LITTLE, steps)
    return sorted({*range(little), *range(0, needed, max(1, needed // steps)), needed})


def _judged(blog: Blog, when: str, code: int, wanted: str) -> Iterator[str]:
    found = blog.found()
    if code and found != wanted:
        yield f"{when}: the sync failed, and another answer is found: {found[:300]}"
    if not code and found == wanted:
        yield f"{when}: the sync ended well, and nothing else is found"


@contextmanager
def _filled(folder: Path, free: int) -> Iterator[None]:
    """All but *free* bytes of the disk are used."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    os.close(os.open(ballast, os.O_CREAT))
    os.truncate(ballast, 0)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_bsize - free))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def _named(folder: Path, free: int) -> Iterator[None]:
    """All but *free* names of the disk are used."""
    home = folder / "ballast"
    home.mkdir()
    for number in range(os.statvfs(folder).f_favail - free):
        (home / str(number)).touch()
    try:
        yield
    finally:
        for path in home.iterdir():
            path.unlink()
        home.rmdir()


def _used(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
