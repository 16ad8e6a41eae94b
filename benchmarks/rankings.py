"""What each system ranks first for each query, built and asked only where it is not known yet."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.collection import Collection
from benchmarks.systems import Opener
from benchmarks.systems.protocol import System

OURS = "backmatter"
AT_MOST = {"whoosh-and": 60, "whoosh-or": 60}
"""Plain Whoosh needs so long that it is asked only the first queries of each task."""


class Rankings:
    """Rankings kept under *home*: those of other systems for as long as the documents stay the same.

    Args:
        home: The folder for rankings and indexes.
        asked: The systems that may be asked; what others ranked is taken from *home*, if it is there.
        keep_index: Whether Backmatter's index is used as the last run left it.
    """

    def __init__(self, home: Path, asked: Mapping[str, Opener], *, keep_index: bool) -> None:
        self._home = home
        self._asked = asked
        self._keep_index = keep_index
        self._systems: dict[str, System] = {}
        self._collection = ""

    def of(self, collection: Collection, texts: Sequence[str], depth: int) -> dict[str, list[list[str]]]:
        """For each system the first *depth* ids for each of *texts*, where it knows or may be asked all of them."""
        if collection.name != self._collection:
            self._start(collection)
        names = dict.fromkeys([*self._asked, *(file.stem for file in self._folder.glob("*.json"))])
        ranked = {name: self._ranked(name, texts[: AT_MOST.get(name)], depth) for name in names}
        return {name: rankings for name, rankings in ranked.items() if rankings is not None}

    def _start(self, collection: Collection) -> None:
        for system in self._systems.values():
            system.close()
        self._systems = {}
        self._collection = collection.name
        self._documents = collection
        self._folder = self._home / "rankings" / f"{collection.name}-{collection.digest()}"
        self._folder.mkdir(parents=True, exist_ok=True)

    def _ranked(self, name: str, texts: Sequence[str], depth: int) -> list[list[str]] | None:
        file = self._folder / f"{name}.json"
        known: dict[str, list[str]] = {}
        if name != OURS and file.exists():
            known = json.loads(file.read_text(encoding="utf-8"))
        missing = [text for text in texts if text not in known]
        if missing and name not in self._asked:
            return None
        if missing:
            system = self._opened(name)
            known |= {text: system.rank(text, depth) for text in missing}
            if name != OURS:
                file.write_text(json.dumps(known), encoding="utf-8")
        return [known[text] for text in texts]

    def _opened(self, name: str) -> System:
        if name not in self._systems:
            folder = self._home / "indexes" / self._folder.name / name
            kept = name == OURS and self._keep_index and folder.exists()
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)
            system = self._systems[name] = self._asked[name](folder)
            if not kept:
                system.build(self._documents)
            system.open()
        return self._systems[name]
