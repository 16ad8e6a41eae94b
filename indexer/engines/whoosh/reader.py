"""The reader: answers from the newest generation that is whole, whatever happens to the files."""

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import TypeVar

from indexer.analysis.analyzer import Analyzer
from indexer.engines.whoosh import manifest as manifests
from indexer.engines.whoosh.damage import damage, damaged
from indexer.engines.whoosh.generations import Generations
from indexer.engines.whoosh.manifest import read_manifest
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.errors import EngineError, IndexDamaged, IndexMissing
from indexer.generation import Generation

T = TypeVar("T")


class Reader:
    """Follows the pointer of *generations*; a generation that turns out to be damaged is put aside for another."""

    def __init__(self, generations: Generations, analyzer: Analyzer) -> None:
        self._generations = generations
        self._analyzer = analyzer
        self._snapshot: Snapshot | None = None
        self._followed = b""
        self._put_aside: dict[Path, EngineError] = {}
        self._damage = ""
        self._follows = True
        self._is_bound = False

    def held(self) -> "Reader":
        """A reader that stays with the generation that answers now or, if none does, with the first that will.

        What it answers agrees: if that generation is harmed after its first answer, it raises IndexDamaged.
        """
        with suppress(IndexMissing, IndexDamaged):
            self.opened()
        held = copy(self)
        held._follows = False  # noqa: SLF001  (it is of its own kind)
        return held

    @property
    def damage(self) -> str:
        """Why the newest generation does not answer, or what else is known to be damaged; "" if nothing is."""
        self.opened()
        return self._damage

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """What *question* finds.

        Raises:
            IndexMissing: There is no generation that this version can read.
            IndexDamaged: None is whole, or this reader is held and has answered from one that is not any more.
        """
        while True:
            snapshot = self.opened()
            try:
                with damage(snapshot.folder):
                    _ensure_untouched(snapshot)
                    answer = question(snapshot)
                    _ensure_untouched(snapshot)  # it may have been while it was read
            except IndexDamaged as error:
                if self._generations.fault(snapshot.folder, snapshot.manifest):
                    self._avoid(snapshot.folder, error)
                elif snapshot.is_untouched:
                    raise  # none of its files is to blame
                else:  # a segment that it has in common with another generation was opened there
                    self._snapshot = None
                if self._is_bound:
                    raise
            else:
                self._is_bound = not self._follows
                return answer

    def opened(self) -> Snapshot:
        """The newest generation that is whole, as far as is known; raises as `ask` does."""
        if self._snapshot and not self._follows:
            return self._snapshot
        pointer = self._generations.pointer()
        if self._snapshot is None or pointer != self._followed or self._snapshot.folder in self._put_aside:
            before, self._snapshot = self._snapshot, None  # if nothing can be opened, nothing is
            self._snapshot = self._follow(pointer, before)
        return self._snapshot

    def generations(self) -> list[Generation]:
        """All generations that were ever completed, the newest first; of damage no more than is known."""
        answering = self._answering()
        folders = self._generations.candidates(b"")
        faults = (str(self._put_aside.get(folder, "")) for folder in folders)
        return [_described(folder, answering, fault) for folder, fault in zip(folders, faults, strict=True)]

    def look_through(self) -> list[Generation]:
        """All generations, the newest first, after a look at every byte; what is damaged does not answer any more."""
        self._answering()  # what is known of damage is forgotten when another pointer is followed
        for folder in self._generations.candidates(b""):
            manifest = read_manifest(folder)
            fault = (
                self._generations.fault(folder, manifest) if manifest else f"{folder / manifests.FILE}: cannot be read"
            )
            if fault:
                self._avoid(folder, IndexDamaged(f"{fault}; sync again, or with --rebuild."))
        found = self.generations()
        self._damage = next((generation.damage for generation in found if generation.damage), self._damage)
        return found

    def close(self) -> None:
        """Let go of the files; they are unmapped with the last array that is used of them."""
        self._snapshot = None

    def _answering(self) -> Path | None:
        try:
            return self.opened().folder
        except (IndexMissing, IndexDamaged):
            return None

    def _avoid(self, folder: Path, error: EngineError) -> None:
        self._put_aside[folder] = error
        if self._snapshot and self._snapshot.folder == folder:
            self._snapshot = None

    def _follow(self, pointer: bytes, before: Snapshot | None) -> Snapshot:
        """Open the generation that *pointer* names, or else the newest that can be; *before* it answered another."""
        if pointer != self._followed:
            self._followed, self._put_aside = pointer, {}
        for folder in self._generations.candidates(pointer):
            if folder not in self._put_aside:
                try:
                    snapshot = self._opened(folder, before)
                except (IndexMissing, IndexDamaged) as error:
                    self._put_aside[folder] = error
                else:
                    self._damage = str(next(iter(self._put_aside.values()), self._generations.pointer_fault()))
                    return snapshot
        now = self._generations.pointer()
        if now != pointer:
            return self._follow(now, before)  # two syncs were faster, and what was listed is gone
        raise next(iter(self._put_aside.values()), IndexMissing(self._generations.none_yet))

    def _opened(self, folder: Path, before: Snapshot | None) -> Snapshot:
        manifest = read_manifest(folder)
        if manifest is None:
            raise damaged(folder / manifests.FILE, "it cannot be read")
        if not manifest.is_readable:
            raise IndexMissing(f"{folder}: another version of Backmatter wrote the index; run: backmatter index")
        with damage(folder):
            snapshot = Snapshot(folder, manifest, self._analyzer, before)
            # Its other files stay open; this one is read, and two syncs later its folder is gone.
            _ = snapshot.neighbourhoods
            return snapshot


def _ensure_untouched(snapshot: Snapshot) -> None:
    if not snapshot.is_untouched:
        raise damaged(snapshot.folder, "somebody has written to its files")


def _described(folder: Path, answering: Path | None, fault: str) -> Generation:
    manifest = read_manifest(folder)
    name, posts = (manifest.name, manifest.posts) if manifest else ("", 0)
    return Generation(name, posts, folder == answering, fault)
