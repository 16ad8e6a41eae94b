"""Paths and surroundings that are odd: it works, or is refused in one clear line before anything is touched."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

from benchmarks.faulting.commands import Blog
from indexer import Site, open_engine, sync

FOLDERS = (
    b"with spaces",
    b'it\'s "quoted" & $HOME `x` ;',
    b"latin-\xe9",
    "ein Bücherregal 📚".encode(),
    b"-dash",
    b"missing/parents/of/it",
)


def paths(blog: Blog) -> Iterator[str]:
    """Posts and index in folders of any name."""
    for name in map(os.fsdecode, FOLDERS):
        posts, index = blog.home / "p" / name, blog.home / "i" / name
        shutil.copytree(blog.posts, posts)
        near = os.path.relpath(index, blog.home)
        for ran in (
            blog.run("index", "--index", str(index), str(posts)),
            blog.run("index", "--index", near, "--", os.path.relpath(posts, blog.home)),
            blog.run("search", "feed", "--index", near),
        ):
            yield from (f"{name!r}: {complaint}" for complaint in ran.complaints(0))


def within_each_other(blog: Blog) -> Iterator[str]:
    """The index in the posts folder, the same as it, or around it: no file of the index becomes a post."""
    kept = blog.index
    for name, index in (("the same", blog.posts), ("in it", blog.posts / "index"), ("hidden in it", blog.posts / ".i")):
        blog.index = index
        for _ in range(2):
            ran = blog.sync()
            yield from (f"{name}: {line}" for line in ran.complaints(ran.code and 2, "index" if ran.code else ""))
            blog.seen = ran.message if ran.code else blog.seen
        if not ran.code:
            with closing(open_engine("whoosh", index)) as engine:
                strange = [post_id for post_id in engine.fingerprints() if re.search("stems|toc|manifest", post_id)]
            yield from (f"{name}: {post_id} is no post" for post_id in strange)
        elif index != blog.posts and index.exists():
            yield f"{name}: refused, but something was written"
        if index != blog.posts:
            shutil.rmtree(index, ignore_errors=True)
    around = kept.parent / "around"
    shutil.copytree(blog.posts, around / "posts")
    yield from blog.run("index", str(around / "posts"), "--index", str(around)).complaints(0)


def no_folder(blog: Blog) -> Iterator[str]:
    """The index folder is a file, or beneath one."""
    (blog.home / "file").write_text("x")
    for index in (blog.home / "file", blog.home / "file/index"):
        for command in (["index", str(blog.posts)], ["serve", str(blog.posts)], ["search", "feed"], ["status"]):
            ran = blog.run(*command, "--index", str(index))
            yield from (f"{command[0]} {index.name}: {complaint}" for complaint in ran.complaints(1, "file"))
            blog.seen = ran.message if command[0] == "index" else blog.seen


def homeless(blog: Blog) -> Iterator[str]:
    """No HOME, no user's name, no environment at all; a current folder that is gone or forbidden."""
    for prefix in (("env", "-u", "HOME", "-u", "USER"), ("env", "-i"), ("env", "HOME=/nowhere", "LC_ALL=C")):
        blog.prefix = prefix
        blog.edit()
        yield from blog.sync().complaints(0)
        yield from blog.status().complaints(0)
    blog.prefix = ("sh", "-c", 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', "sh")
    ran = blog.sync()
    blog.seen = ran.message
    yield from (f"a current folder that is gone: {complaint}" for complaint in ran.complaints(1, "folder|directory"))
    blog.prefix = ()


def clocks(blog: Blog) -> Iterator[str]:
    """The clock goes backwards between syncs, and so do the times of files."""
    now = datetime.now(UTC)
    with closing(open_engine("whoosh", blog.index)) as engine:
        for days in (0, 400, -400, 3, -3, 0):
            blog.edit()
            changed = blog.posts / "2021/comments.md"
            text = changed.read_text("utf-8")
            os.utime(changed, ((now + timedelta(days=days)).timestamp(),) * 2)
            sync(blog.posts, engine, site=Site(), state=blog.index, now=now + timedelta(days=days))
            before = changed.stat()
            changed.write_text(text.replace("Paragraph", "Pqragraph"), "utf-8")  # as long as before
            os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
            sync(blog.posts, engine, site=Site(), state=blog.index, now=now + timedelta(days=days))
            kept = next(
                post for post in map(engine.get, engine.fingerprints()) if post and post.path == "2021/comments.md"
            )
            if "Pqragraph" not in kept.body:
                yield f"a change was not seen with a clock that is {days} days off"
    yield from blog.sync().complaints(0)
    yield from blog.differences()


def few_files(blog: Blog) -> Iterator[str]:
    """A process may open only so many files."""
    for most in (256, 64, 48, 32, 24, 20, 16, 12):
        blog.edit()
        blog.prefix = ("prlimit", f"--nofile={most}")
        for ran in (blog.sync(), blog.sync("--rebuild"), blog.status()):
            yield from (f"{most} files: {line}" for line in ran.complaints(ran.code and 1, "files" if ran.code else ""))
            blog.seen = ran.message if ran.code else blog.seen
        blog.prefix = ()
        yield from blog.sync().complaints(0)
    yield from blog.differences()
