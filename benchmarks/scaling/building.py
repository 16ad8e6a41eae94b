"""Building an index of so many posts: how fast, what it costs whom, how large it becomes."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.scaling.stores import Size, Store, store
from benchmarks.scaling.stream import stream
from indexer import Document, open_engine


class Spent(NamedTuple):
    """Seconds: elapsed, of CPU in our process, and of CPU in the nodes of a cluster."""

    elapsed: float
    own: float
    elsewhere: float

    def since(self, before: "Spent") -> "Spent":
        """What was spent after *before*."""
        return Spent(*(now - then for now, then in zip(self, before, strict=True)))


class Built(NamedTuple):
    """What an index of so many *posts* took.

    Attributes:
        taking: Until the last post had been taken.
        serving: Until the index served; the difference goes to related posts and to what makes the index durable.
        peak: Megabytes of our process, at most.
        size: Of the index.
    """

    posts: int
    taking: Spent
    serving: Spent
    peak: float
    size: Size


def build(url: str, folder: Path, real: Path, count: int) -> Built:
    """Let the engine at *url* index *count* posts made of those in *real*, from nothing; in a process of its own."""
    kept = store(url, folder)
    look = partial(_spent, kept)
    taken: list[Spent] = []
    begun = look()
    with closing(open_engine(url, folder)) as engine:
        with engine.writing():
            engine.apply(_watched(stream(real, count), lambda: taken.append(look())), (), rebuild=True)
        ended = look()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Built(count, taken[-1].since(begun), ended.since(begun), peak, kept.size())


def change(url: str, folder: Path, document: Document) -> Spent:
    """Let the engine at *url*, which has *document*, index it anew; in a process of its own, as a command does."""
    look = partial(_spent, store(url, folder))
    begun = look()
    with closing(open_engine(url, folder)) as engine:
        known = engine.fingerprints()
        with engine.writing():
            engine.apply(
                [replace(document, fingerprint=known[document.id][::-1], body=f"{document.body}\n\nChanged.")], ()
            )
        return look().since(begun)


def _spent(kept: Store) -> Spent:
    return Spent(time.perf_counter(), time.process_time(), kept.cpu_seconds())


def _watched(documents: Iterable[Document], ended: Callable[[], object]) -> Iterator[Document]:
    yield from documents
    ended()
