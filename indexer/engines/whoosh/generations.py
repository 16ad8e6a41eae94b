"""Generations: every sync leaves a whole new index beside the old one, and a pointer names the one that serves.

    <folder>/current                    the name of the generation that serves, replaced by an atomic rename
    <folder>/lock                       held by the one writer; the operating system frees it if the writer dies
    <folder>/generations/000007/        a genuine Whoosh index, and
                         *.columns      what is searched of each segment, see columns.py
                         neighbours     the related posts of each post, see neighbours.py
                         manifest.json  the versions that wrote it, its segments, what identifies its contents

Whoosh never changes a segment once it is written, so a new generation begins as hard links to the old one's segments.
A folder without a manifest was never completed.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.analysis import analyzer
from indexer.durable import replace_file, sync_folder
from indexer.errors import EngineError, IndexDamaged, IndexLocked
from indexer.schema import VERSION

KEPT = 2
"""Generations that stay: the one that serves and the one before, to go back to."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    Attributes:
        name: Unique to its contents.
        segments: Its segments with the numbers of their deleted documents, ascending.
        aliases: Other words for tags.
        schema, analyzer: The versions that wrote it.
    """

    name: str
    segments: Mapping[str, Sequence[int]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    schema: int = VERSION
    analyzer: int = analyzer.VERSION

    @property
    def is_readable(self) -> bool:
        """Whether this version of Backmatter can search it."""
        return (self.schema, self.analyzer) == (VERSION, analyzer.VERSION)


class Generations:
    """The generations in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = folder / "current"
        self._read = b""
        self._current: Path | None = None

    def current(self) -> Path | None:
        """The folder of the generation that serves, or None if there is none."""
        try:
            name = _octets(self._pointer)
            if name != self._read or not self._current:  # every request asks, so that paths are made only of news
                self._current = self._named(name.decode("ascii").strip())
                self._read = name
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{self._pointer}: cannot be read ({error}); sync with --rebuild.") from error
        return self._current

    def _named(self, name: str) -> Path | None:
        path = self._folder / "generations" / name
        return path if name.isdigit() and path.is_dir() else None

    @contextmanager
    def next(self, copied: Path | None) -> Iterator[Path]:
        """A folder with the segments of *copied*, which serves as the next generation once the block ends well.

        Raises:
            EngineError: It cannot be written. Then, as with any exception, nothing is changed.
        """
        try:
            new = self._begin(copied)
            try:
                yield new
                _sync_files(new)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise
            replace_file(self._pointer, new.name.encode("ascii"))
        except OSError as error:
            raise EngineError(
                f"{self._folder}: the index cannot be written ({error}); the old one goes on serving."
            ) from error
        self._clean(new)

    def _begin(self, copied: Path | None) -> Path:
        home = self._folder / "generations"
        home.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name) for path in home.iterdir() if path.name.isdigit()]
        new = home / f"{max(numbers, default=0) + 1:06d}"
        new.mkdir()
        for file in copied.iterdir() if copied else ():
            if file.is_file() and not file.name.endswith(("LOCK", ".json")):
                _link(file, new / file.name)
        return new

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer. Raises IndexLocked at once if another one works."""
        lock = FileLock(self._folder / "lock", timeout=0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise IndexLocked(f"{self._folder}: another sync is running; try again when it has ended.") from None
        except OSError as error:
            raise EngineError(f"{self._folder}: the index cannot be written ({error}); allow writing there.") from error
        try:
            yield
        finally:
            lock.release()

    def _clean(self, current: Path) -> None:
        """Remove all but the newest generations; what cannot be removed now is tried again after the next sync."""
        others = sorted(path for path in current.parent.iterdir() if path.name.isdigit() and path != current)
        kept = [path for path in others if read_manifest(path)][1 - KEPT :]
        for path in others:
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)


def _octets(path: Path) -> bytes:
    """The beginning of a small file, for 4 µs, where `Path.read_bytes` takes 15."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 64)
    finally:
        os.close(descriptor)


def read_manifest(generation: Path) -> Manifest | None:
    """The manifest of *generation*, or None if it was never completed or by an unknown version."""
    with suppress(OSError, ValueError, TypeError):
        return Manifest(**json.loads((generation / "manifest.json").read_bytes()))
    return None


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Complete *generation* with its *manifest*."""
    replace_file(generation / "manifest.json", json.dumps(asdict(manifest)).encode())


def _link(source: Path, target: Path) -> None:
    """Some file systems know no hard links; there a copy does."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _sync_files(generation: Path) -> None:
    """Make all files of *generation* durable."""
    for path in generation.iterdir():
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(generation)
    sync_folder(generation.parent)
