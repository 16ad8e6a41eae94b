"""Python's collector of garbage that refers to itself, and when it should wait."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for meanwhile, as tens of thousands of objects are made that all stay.

    Each few thousand would start a search through all there is in the process: for the files of 10,000 posts that
    takes half as long again as making them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
