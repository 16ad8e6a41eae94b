"""Rounds of posts that come together, so that who sees some of a round and not all has seen half of a sync."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread

from benchmarks.faulting.commands import Blog
from indexer import Query, open_engine, parse

AT_ONCE = 4
"""Posts of a round."""
MARKER = "collidingword"
"""In every post that is written here; followed by its number in all posts of a round."""
_PATIENCE = 10
"""Seconds within which whoever searches has looked once, on the busiest machine."""


def write(blog: Blog, number: int) -> None:
    """Write the posts of a round, in one folder that is there at once."""
    new = blog.home / "new"
    new.mkdir()
    for post in range(AT_ONCE):
        (new / f"{post}.md").write_text(f"# Post {post}\n\n{MARKER}{number} {MARKER} of round {number}.\n")
    new.rename(blog.posts / f"round-{number:04}")


def found(blog: Blog, number: int) -> int:
    """How many posts of that round are found now."""
    with closing(open_engine("whoosh", blog.index)) as engine:
        return engine.search(Query(limit=0, clauses=parse(f"+{MARKER}{number}"))).total


def sound(blog: Blog) -> Iterator[str]:
    """What is wrong at the end: damage, litter, answers."""
    yield from blog.sync().complaints(0)
    with closing(open_engine("whoosh", blog.index)) as engine:
        yield from (generation.damage for generation in engine.verify() if generation.damage)
    left = sorted(path.name for path in (blog.index / "generations").iterdir())
    if len(left) > 2:
        yield f"litter: {left}"
    yield from blog.differences()


@contextmanager
def searching(blog: Blog) -> Iterator[list[str]]:
    """Somebody searches all the time; what they should not have seen is in the list afterwards."""
    complaints: list[str] = []
    looked, ended = Event(), Event()
    reader = Thread(target=_search, args=(blog, complaints, looked, ended))
    reader.start()
    try:
        yield complaints
    finally:
        looked.wait(_PATIENCE)
        ended.set()
        reader.join()


def _search(blog: Blog, complaints: list[str], looked: Event, ended: Event) -> None:
    known: dict[str, str] = {}
    with closing(open_engine("whoosh", blog.index)) as engine:
        while not ended.is_set():
            try:
                seen = engine.search(Query(limit=100, clauses=parse(MARKER)))
            except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
                complaints.append(f"a reader: {type(error).__name__}: {error}")
                continue
            if seen.total % AT_ONCE or known.setdefault(seen.generation, str(seen.hits)) != str(seen.hits):
                complaints.append(f"a reader saw {seen.total} posts of generation {seen.generation}")
            looked.set()
            time.sleep(0.002)
