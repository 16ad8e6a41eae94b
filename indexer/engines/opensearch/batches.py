"""Batches: what is asked of the cluster in parts, since a request may hold only so much."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """*values* in their order, *size* together; the last batch may be smaller. `itertools.batched` of Python 3.12."""
    rest = iter(values)
    return iter(lambda: tuple(islice(rest, size)), ())
