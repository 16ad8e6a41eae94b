"""Damage: what to raise when the index's own files turn out not to be what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EINTR, EMFILE, ENFILE, ENOMEM, EPERM
from pathlib import Path

from indexer.errors import BackmatterError, EngineError, IndexDamaged

_NOT_THE_FILE = {EMFILE, ENFILE, ENOMEM, EACCES, EPERM, EINTR}
"""Errors that tell of this process and not of the file: another one could read it."""


def unreadable(path: Path, error: OSError) -> EngineError:
    """What to raise when the file at *path* cannot be read: damage, unless it is no fault of the file."""
    if error.errno in _NOT_THE_FILE:
        return EngineError(f"{path}: cannot be opened ({error.strerror}); see to it and try again.")
    return damaged(path, error.strerror or error)


def damaged(path: Path, why: object) -> IndexDamaged:
    """What to raise when the file at *path* is damaged, and *why*."""
    return IndexDamaged(f"{path}: the index is damaged ({why}); sync again, or with --rebuild.")


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
