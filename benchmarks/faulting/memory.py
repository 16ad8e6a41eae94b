"""Folders in memory: what is tried there waits for no disk."""

from pathlib import Path

_MOUNTED = Path("/dev/shm")  # noqa: S108  (folders with names of their own are made there)


def in_memory() -> Path | None:
    """Where to make temporary folders; None, as for `tempfile`, where memory is not mounted."""
    return _MOUNTED if _MOUNTED.is_dir() else None
