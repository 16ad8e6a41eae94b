"""Posts folders that are odd, or that somebody is writing to: everything is indexed or reported, nothing is torn."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.faulting.commands import Blog
from benchmarks.faulting.obstacles import forbidden
from indexer import open_engine

NAMES = (
    b"latin-\xe9t\xe9.md",
    b"line\nfeed.md",
    b"\x1b[31mred\x07.md",
    "\u202egnitirw\u202c.md".encode(),
    b"n" * 252 + b".md",
    b"-rf.md",
    b"a 'quoted' \"name\" & <b>.md",
    "📚 книга.md".encode(),
    b" spaces .md",
    b"100%25 ?q=#x.md",
    b"..md",
    b"con\\back.md",
    "e\u0301.md".encode(),
    "\u00e9.md".encode(),
)
"""File names as an author's system, a zip file or a joke may have made them."""

_WRITER = """
import os, sys, time
from pathlib import Path
folder, way = Path(sys.argv[1]), sys.argv[2]
for number in range(10**9):
    file = folder / f"written-{number % 7}.md"
    text = (f"# Number {number:08}\\n\\n" + f"word{number:08} " * 20000).encode()
    if way == "renamed":
        Path(f"{file}.tmp").write_bytes(text)
        os.replace(f"{file}.tmp", file)
    elif way == "removed":
        file.write_bytes(text)
        (folder / f"written-{(number + 3) % 7}.md").unlink(missing_ok=True)
    else:
        with open(file, "r+b" if file.exists() else "wb") as opened:
            opened.write(text)
    if number % 7 == 6:
        time.sleep(0.05)
"""
"""Writes posts of a number each, again and again, in one of three ways; `_is_whole` knows what was written."""


def one_unreadable(blog: Blog) -> Iterator[str]:
    """Other posts change as usual; what could be found of that one can still be found."""
    before = blog.run("search", "comments", "--index", str(blog.index), "--json").out
    blog.edit()
    with forbidden(blog, blog.posts / "2021/comments.md", 0o000):
        ran = blog.sync()
    yield from ran.complaints(0)
    blog.seen = next((line for line in ran.out.splitlines() if "comments.md" in line), "")
    if "chmod" not in blog.seen:
        yield f"the report does not name it with a cure: {ran.out}"
    now = blog.run("search", "comments", "--index", str(blog.index), "--json").out
    if ("2021/comments" in before) != ("2021/comments" in now):
        yield "the post that cannot be read for now cannot be found any more"
    yield from blog.sync().complaints(0)
    yield from blog.differences()


def links(blog: Blog) -> Iterator[str]:
    """Links to themselves, to each other, upwards and to nowhere."""
    made = {"self.md": "self.md", "a.md": "b.md", "b.md": "a.md", "up": "..", "root": ".", "nowhere.md": "gone.md"}
    made |= {"twice.md": "2021/comments.md", "2024/around": "../2024", "2025/above": "../.."}
    for name, target in made.items():
        (blog.posts / name).symlink_to(target)
    yield from _indexed(blog, 1, ("self.md", "a.md", "b.md", "nowhere.md"))


def names(blog: Blog) -> Iterator[str]:
    """Each is a post that is found, and what is printed of it cannot harm a terminal."""
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(blog.posts) + b"/" + name)).write_text(f"# Number {number}\n\noddname\n")
    yield from _indexed(blog, len(NAMES) - 1, ())
    found = blog.run("search", "oddname", "--index", str(blog.index), "--limit", "50")
    if re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", blog.sync().out + found.out):
        yield f"control characters are printed: {found.out!r}"
    with blog.serving() as service, closing(open_engine("whoosh", blog.index)) as engine:
        for post_id in engine.fingerprints():
            for address in (f"/api/posts/{quote(post_id)}", f"/api/posts/{quote(post_id)}/related"):
                if service.ask(address)[0] != 200:
                    yield f"{address}: {service.ask(address)}"
    yield from service.stop().complaints(0)


def many(blog: Blog, *, count: int) -> Iterator[str]:
    """So many files in one folder."""
    home = blog.posts / "many"
    home.mkdir()
    for number in range(count):
        (home / f"{number}.md").write_text(f"# Post {number}\n\nIt speaks of number{number}.\n")
    started = time.monotonic()
    yield from _indexed(blog, count, ())
    (home / "7.md").write_text("# Post seven\n")
    again = time.monotonic()
    yield from blog.sync().complaints(0)
    ended = time.monotonic()
    blog.seen = f"{count:,} files: {again - started:.0f} s with the comparison, then {ended - again:.1f} s for a change"


def written_to(blog: Blog, *, syncs: int) -> Iterator[str]:
    """Somebody writes to posts all the time: what is indexed was in a file at one moment, from beginning to end."""
    seen = 0
    for way in ("renamed", "in place", "removed"):
        with _writing(blog.posts, way), closing(open_engine("whoosh", blog.index)) as engine:
            for _ in range(syncs):
                yield from (f"{way}: {complaint}" for complaint in blog.sync().complaints(0))
                texts = [post.body for post_id in engine.fingerprints() if (post := engine.get(post_id))]
                written = [text for text in texts if "word0" in text]
                seen += len(written)
                torn = [text for text in written if not _is_whole(text)]
                yield from (f"{way}: a torn text: {_summary(text)}" for text in torn)
        yield from blog.sync().complaints(0)
        yield from (f"{way}: {difference}" for difference in blog.differences())
    blog.seen = f"{seen} texts of posts that were being written, all whole"


def _is_whole(text: str) -> bool:
    return len(set(words := re.findall(r"word\d+", text))) == 1 and len(words) == 20_000


def _summary(text: str) -> str:
    words = re.findall(r"word\d+", text)
    return f"{len(words)} words of {sorted(set(words))[:3]}"


@contextmanager
def _writing(posts: Path, way: str) -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(posts), way]) as writer:
        try:
            yield
        finally:
            writer.kill()


def _indexed(blog: Blog, more: int, reported: tuple[str, ...]) -> Iterator[str]:
    """A sync indexes *more* posts than before, and tells of the files *reported*."""
    with closing(open_engine("whoosh", blog.index)) as engine:
        before = len(engine.fingerprints())
        ran = blog.sync()
        after = len(engine.fingerprints())
    yield from ran.complaints(0)
    if after - before != more:
        yield f"{after - before} more posts instead of {more}: {ran.out}"
    yield from (f"{name} is not reported: {ran.out}" for name in reported if f"\n{name}" not in ran.out)
    blog.seen = ran.out.splitlines()[0] if ran.out else ""
    yield from blog.differences()
