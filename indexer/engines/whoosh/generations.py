"""Generations: every sync leaves a whole new index beside the old one, and a pointer names the one that serves.

    <folder>/current                    the name of the generation that serves, replaced by an atomic rename
    <folder>/lock                       held by the one writer; the operating system frees it if the writer dies
    <folder>/generations/000007/        a genuine Whoosh index, and
                         *.columns      what is searched of each segment, see columns.py
                         neighbours     the related posts of each post, see neighbours.py
                         manifest.json  what it consists of, with checksums, see manifest.py

Whoosh never changes a segment once it is written, so a new generation takes over those of the last. Two generations are
kept, and they share no file: what the new one has in common with the one before the last is a hard link to that one's
file, what came with the last is copied. So each segment is on the disk twice, and damage to one generation leaves the
other whole.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.durable import make_folder, remove_unfinished, replace_file, sync_folder
from indexer.engines.whoosh import manifest as manifests
from indexer.engines.whoosh.checksums import Checksum, Verifier
from indexer.engines.whoosh.columns import SUFFIX
from indexer.engines.whoosh.manifest import Manifest, read_manifest, write_manifest
from indexer.errors import EngineError, IndexDamaged, IndexLocked

_OF_SEGMENTS = (SUFFIX, ".seg")


class Generations:
    """The generations in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._home = folder / "generations"
        self._pointer = folder / "current"
        self.verifier = Verifier()

    @property
    def none_yet(self) -> str:
        """What to say where there is no generation."""
        return f"{self._folder}: there is no index yet; run: backmatter index"

    def pointer(self) -> bytes:
        """What names the generation that serves; empty if nothing does. It changes with every sync."""
        try:
            return _octets(self._pointer)
        except (FileNotFoundError, NotADirectoryError):
            return b""
        except OSError as error:
            raise EngineError(f"{self._pointer}: cannot be read ({error.strerror}); allow reading it.") from error

    def named(self, pointer: bytes) -> Path | None:
        """The folder that *pointer* names; None if there is none of that name."""
        name = pointer.strip()
        folder = self._home / name.decode("ascii") if name.isdigit() else None
        return folder if folder and folder.is_dir() else None

    def candidates(self, pointer: bytes) -> list[Path]:
        """The generations that were ever completed, the one that *pointer* names first, then the newest."""
        named = self.named(pointer)
        complete = [path for path in self.all() if (path / manifests.FILE).exists() and path != named]
        return [named, *complete] if named else complete

    def all(self) -> list[Path]:
        """The folders of all generations, completed or not, the newest first."""
        with suppress(FileNotFoundError, NotADirectoryError):
            return sorted((path for path in self._home.iterdir() if path.name.isdigit()), reverse=True)
        return []

    def pointer_fault(self) -> str:
        """What is wrong with the pointer; "" if nothing is, or if there is nothing to point to."""
        if self.named(self.pointer()) or not self.candidates(b""):
            return ""
        return f"{self._pointer}: is missing or names no generation; sync again."

    def fault(self, generation: Path, manifest: Manifest) -> str:
        """What is wrong with the files of *generation*, of which every byte is looked at; "" if nothing is."""
        faults = (self.verifier.fault(generation / name, checksum) for name, checksum in manifest.files.items())
        return next(filter(None, faults), "")

    @contextmanager
    def next(self, base: Path | None) -> Iterator[Path]:
        """A folder with the segments of *base*, which serves as the next generation once the block ends well.

        Raises:
            IndexDamaged: *base* is not what was written.
            EngineError: The next one cannot be written. Then, as with any exception, nothing is changed.
        """
        before = base or self.named(self.pointer())
        try:
            make_folder(self._home)
            new = self._home / f"{max((int(path.name) for path in self.all()), default=0) + 1:06d}"
            new.mkdir()
            try:
                if base:
                    self._take_segments(base, new)
                yield new
            except BaseException:
                _remove(new)
                raise
            self.point_to(new)
        except OSError as error:
            left = "the old one goes on serving." if before else "there is none yet."
            raise EngineError(
                f"{self._folder}: the index cannot be written ({error.strerror or error}); {left}"
            ) from error
        for other in self.all():
            if other not in {new, before}:
                _remove(other)

    def complete(self, new: Path, manifest: Manifest) -> None:
        """Make the files of *new* durable, with their names, and then its *manifest*."""
        for path in _files(new):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(new)
        sync_folder(self._home)
        write_manifest(new, manifest)

    def point_to(self, generation: Path) -> None:
        """Let *generation* serve from now on."""
        replace_file(self._pointer, generation.name.encode("ascii"))

    def _take_segments(self, base: Path, new: Path) -> None:
        """Put the segments of *base* into *new*, as files that the two do not share."""
        manifest = read_manifest(base)
        if manifest is None or (fault := self.fault(base, manifest)):
            raise IndexDamaged(f"{fault if manifest else base}; sync again, or with --rebuild.")
        others = [(path, other.files) for path in self.all() if path != base and (other := read_manifest(path))]
        for name, checksum in manifest.files.items():
            if name.endswith(_OF_SEGMENTS):
                twins = [path / name for path, files in others if files.get(name) == checksum]
                self._take(base / name, new / name, next(iter(twins), None), checksum)

    def _take(self, source: Path, target: Path, twin: Path | None, checksum: Checksum) -> None:
        """Let *target* be a link to *twin*, or a copy of *source* where there is none or links are not known."""
        if twin and not self.verifier.fault(twin, checksum):
            with suppress(OSError):
                os.link(twin, target)
                return
        shutil.copyfile(source, target)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer, after whatever a writer that died left behind has been removed.

        Raises IndexLocked at once if another one works.
        """
        lock = FileLock(self._folder / "lock", timeout=0)
        try:
            make_folder(self._folder)
            lock.acquire()
        except Timeout:
            raise IndexLocked(f"{self._folder}: another sync is running; try again when it has ended.") from None
        except OSError as error:
            raise EngineError(
                f"{self._folder}: the index cannot be written ({error.strerror or error}); allow writing there."
            ) from error
        try:
            self._remove_litter()
            yield
        finally:
            lock.release()

    def _remove_litter(self) -> None:
        """Remove what was not finished, and more generations than two: the one that serves and the one before it.

        Where there is none before it, it is one that was gone back to, and the one after it stays.
        """
        remove_unfinished(self._folder)
        candidates = self.candidates(self.pointer())
        serving, others = candidates[:1], candidates[1:]
        before = [path for path in others if path.name < serving[0].name] or others
        for path in self.all():
            if path not in {*serving, *before[:1]}:
                _remove(path)


def _remove(generation: Path) -> None:
    """Remove *generation*, its manifest first, so that half of it is none; what is left, the next writer removes."""
    with suppress(OSError):
        (generation / manifests.FILE).unlink(missing_ok=True)
        sync_folder(generation)
    shutil.rmtree(generation, ignore_errors=True)


def _files(generation: Path) -> list[Path]:
    return [path for path in generation.iterdir() if path.is_file()]


def checksums(generation: Path, known: Mapping[str, Checksum]) -> dict[str, Checksum]:
    """The checksum of each file in *generation*; those of segments that are *known* are not read."""
    taken = {name: checksum for name, checksum in known.items() if name.endswith(_OF_SEGMENTS)}
    return {path.name: taken.get(path.name) or Checksum.of(path) for path in _files(generation)}


def _octets(path: Path) -> bytes:
    """The beginning of a small file, for 4 µs, where `Path.read_bytes` takes 15."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 64)
    finally:
        os.close(descriptor)
