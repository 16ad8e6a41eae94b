"""The ledger: what the last sync made of each file, so that the next one need not read it again.

    ledger.json     a column for every attribute of files; written when one of them changed
    last-sync.json  when the last sync was and what it did; written by every sync

What is truly in the index is asked of the engine; losing the ledger costs time and nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from indexer.durable import replace_file
from indexer.posts.folder import Stamp
from indexer.posts.problem import Problem

FILE = "ledger.json"
LAST_SYNC = "last-sync.json"
VERSION = 2
INDEXED = "indexed"
FAILED = "failed"


class Entry(NamedTuple):
    """One file, as it was when it was last read.

    Attributes:
        outcome: `INDEXED`, `FAILED`, or the reason for which it was left out.
        id: The post's id; "" if it has none.
        url: The post's address; "" if it has none.
        fingerprint: Of the file's bytes and all settings that matter; "" if it was not read.
        stamp: What the disk said of the file before it was read.
        due: When the outcome changes without a change to the file, or None.
        problems: What its author should look at.
    """

    outcome: str
    id: str = ""
    url: str = ""
    fingerprint: str = ""
    stamp: Stamp | None = None
    due: datetime | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All files of one sync.

    Attributes:
        synced_at: When the sync ran, as it was told.
        started: When it began by the clock that stamps files, in nanoseconds.
        generation: The state of the index that it left.
        added, changed, removed: What it did to the index.
        how: Changes with everything but the files that decides how they are indexed.
        entries: Path to what became of the file.
    """

    synced_at: datetime | None = None
    started: int = 0
    generation: str = ""
    added: int = 0
    changed: int = 0
    removed: int = 0
    how: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def save(self, folder: Path, before: "Ledger | None" = None) -> None:
        """Keep the ledger in *folder*, where that of the sync *before*, if any, is kept now."""
        if before is None or (self.how, self.entries) != (before.how, before.entries):
            # One list for each attribute takes two thirds of the time that one for each file would
            columns = dict(zip(Entry._fields, zip(*self.entries.values(), strict=True), strict=False))
            _write(folder / FILE, {"version": VERSION, "how": self.how, "path": list(self.entries), **columns})
        # The time comes last: with an older one more files are read than need be, with a newer one too few
        sync = (self.synced_at, self.started, self.generation, self.added, self.changed, self.removed)
        _write(folder / LAST_SYNC, {"version": VERSION, "sync": sync})

    @classmethod
    def load(cls, folder: Path) -> "Ledger":
        """The ledger in *folder*; an empty one where there is none that this version can read."""
        try:
            files, last = _read(folder / FILE), _read(folder / LAST_SYNC)
            synced_at, started, generation, added, changed, removed = last["sync"]
            rows = zip(*(files.get(name, ()) for name in Entry._fields), strict=True)
            entries = {path: _decode(path, *row) for path, row in zip(files["path"], rows, strict=True)}
            moment = datetime.fromisoformat(synced_at)
            return cls(moment, started, generation, added, changed, removed, files["how"], entries)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return cls()  # none yet, or damaged: everything is read again


def _write(file: Path, content: object) -> None:
    replace_file(file, json.dumps(content, separators=(",", ":"), default=_encode).encode())


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_bytes())
    if content["version"] != VERSION:
        raise ValueError(f"{file}: written by another version")
    return content


def _encode(value: object) -> object:
    """What JSON has no words for."""
    if isinstance(value, Problem):
        return value.line, value.code, value.message
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__}: this cannot be kept in the ledger")


def _decode(path: str, *row: Any) -> Entry:  # noqa: ANN401  (the columns of an entry, as JSON has them)
    outcome, post_id, url, fingerprint, stamp, due, problems = row
    return Entry(
        outcome,
        post_id,
        url,
        fingerprint,
        stamp and Stamp(*stamp),
        due and datetime.fromisoformat(due),
        tuple(Problem(path, *problem) for problem in problems) if problems else (),
    )
