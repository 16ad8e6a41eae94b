"""The posts of a collection, made by a process of its own, so that making them is no part of what is measured."""

from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.collection import Collection
from benchmarks.scaling.posts import Posts
from indexer import Document

_AT_ONCE = 100


def stream(real: Path, count: int) -> Iterator[Document]:
    """*count* posts, the same each time, made of the documents in the file *real*; a larger collection begins alike."""
    come, go = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_make, args=(go, real, count), daemon=True)
    process.start()
    go.close()
    try:
        for _ in range(0, count, _AT_ONCE):
            yield from come.recv()
    finally:
        come.close()
        process.join()


def _make(go: Connection, real: Path, count: int) -> None:
    posts = iter(Posts(Collection("real", real).documents()))
    try:
        for done in range(0, count, _AT_ONCE):
            go.send(list(islice(posts, min(_AT_ONCE, count - done))))
    except BrokenPipeError:
        return  # who asked has enough
