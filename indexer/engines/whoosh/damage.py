"""Damage: what to raise when the index's own files turn out not to be what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BackmatterError, IndexDamaged


@contextmanager
def damage(folder: Path) -> Iterator[None]:
    """Turn whatever reading the index in *folder* raises into IndexDamaged, but for errors of ours and of the system.

    Neither Whoosh nor numpy has an error of its own for bytes that make no sense: it may be any.
    """
    try:
        yield
    except (OSError, BackmatterError):
        raise
    except Exception as error:
        raise IndexDamaged(
            f"{folder}: the index is damaged ({type(error).__name__}: {error}); sync with --rebuild."
        ) from error
