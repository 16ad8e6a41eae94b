"""The ledger: what the last sync made of each file, so that the next one need not read it again.

    ledger.jsonl    a column for every attribute of files; then a line of the same for each sync that changed a few
    last-sync.json  when the last sync was and what it did; written by every sync

Each line ends with the checksum of what stands before it (CRC-32). What is truly in the index is asked of the engine;
losing the ledger costs time and nothing else.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from indexer.durable import extend_file, replace_file
from indexer.garbage import uncollected
from indexer.posts.folder import Stamp
from indexer.posts.problem import Problem

FILE = "ledger.jsonl"
LAST_SYNC = "last-sync.json"
VERSION = 4
MAX_LINES = 50
"""A file of more lines is written anew."""
FEW = 10
"""Where more than one file in so many changed, all are written anew."""
_CHECKSUM = len(',"checksum":"01234567"}')
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
        lines: Of the file that it was read from; 0 if it was read from none.
    """

    synced_at: datetime | None = None
    started: int = 0
    generation: str = ""
    added: int = 0
    changed: int = 0
    removed: int = 0
    how: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    lines: int = field(default=0, compare=False)

    def save(self, folder: Path, before: "Ledger | None" = None) -> None:
        """Keep the ledger in *folder*, where that of the sync *before*, if any, is kept now."""
        before = before or Ledger()
        known = before.entries
        changed = {path: entry for path, entry in self.entries.items() if known.get(path) != entry}
        gone = sorted(known.keys() - self.entries.keys())
        are_few = (len(changed) + len(gone)) * FEW <= len(self.entries)
        if not (0 < before.lines < MAX_LINES and self.how == before.how and are_few):
            replace_file(folder / FILE, _encoded({"how": self.how} | _columns(self.entries, ())))
        elif changed or gone:
            extend_file(folder / FILE, _encoded(_columns(changed, gone)))
        # The time comes last: with an older one more files are read than need be, with a newer one too few
        sync = (self.synced_at, self.started, self.generation, self.added, self.changed, self.removed)
        replace_file(folder / LAST_SYNC, _encoded({"sync": sync}))

    @classmethod
    @uncollected()
    def load(cls, folder: Path) -> "Ledger":
        """The ledger in *folder*; an empty one where there is none that this version can read."""
        try:
            parts, (last,) = _decoded(folder / FILE), _decoded(folder / LAST_SYNC)
            synced_at, started, generation, added, changed, removed = last["sync"]
            entries: dict[str, Entry] = {}
            for part in parts:
                entries |= _entries(part)
                for path in part["gone"]:
                    del entries[path]
            moment, how = datetime.fromisoformat(synced_at), parts[0]["how"]
            return cls(moment, started, generation, added, changed, removed, how, entries, len(parts))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return cls()  # none yet, or damaged: everything is read again


def _columns(entries: Mapping[str, Entry], gone: Collection[str]) -> dict[str, Any]:
    """*entries* as one list for each attribute, which takes two thirds of the time that one for each file would."""
    columns = dict(zip(Entry._fields, zip(*entries.values(), strict=True), strict=False))
    return {"path": list(entries), **columns, "gone": gone}


def _entries(columns: Mapping[str, Any]) -> dict[str, Entry]:
    """The entries of *columns*, one attribute after the other, as a call for each file would take twice the time."""
    paths = columns["path"]
    *same, stamps, dues, problems = (columns[name] if paths else () for name in Entry._fields)
    rows = zip(
        *same,
        [stamp and Stamp._make(stamp) for stamp in stamps],
        [due and datetime.fromisoformat(due) for due in dues],
        [_problems(path, found) if found else () for path, found in zip(paths, problems, strict=True)],
        strict=True,
    )
    return dict(zip(paths, map(Entry._make, rows), strict=True))


def _problems(path: str, found: list[list[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(path, *problem) for problem in found)


def _encoded(content: Mapping[str, Any]) -> bytes:
    """One line."""
    line = json.dumps({"version": VERSION, **content}, separators=(",", ":"), default=_encode).encode()[:-1]
    return line + _checksum(line) + b"\n"


def _decoded(file: Path) -> list[dict[str, Any]]:
    *lines, unfinished = file.read_bytes().split(b"\n")
    if unfinished or any(line[-_CHECKSUM:] != _checksum(line[:-_CHECKSUM]) for line in lines):
        raise ValueError(f"{file}: not what was written, or not to its end")
    parts: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if any(part["version"] != VERSION for part in parts):
        raise ValueError(f"{file}: written by another version")
    return parts


def _checksum(line: bytes) -> bytes:
    return b',"checksum":"%08x"}' % crc32(line)


def _encode(value: object) -> object:
    """What JSON has no words for."""
    if isinstance(value, Problem):
        return value.line, value.code, value.message
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__}: this cannot be kept in the ledger")
