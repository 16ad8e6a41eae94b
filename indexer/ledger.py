"""The ledger: what the last sync made of each file, so that the next one need not read it again.

What is truly in the index is asked of the engine; losing the ledger costs time and nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from indexer.durable import replace_file
from indexer.posts.problem import Problem

FILE = "ledger.json"
VERSION = 1
INDEXED = "indexed"
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, as it was when it was last read.

    Attributes:
        outcome: `INDEXED`, `FAILED`, or the reason for which it was left out.
        id: The post's id; "" if it has none.
        url: The post's address; "" if it has none.
        fingerprint: Of the file's bytes and all settings that matter; "" if it was not read.
        due: When the outcome changes without a change to the file, or None.
        problems: What its author should look at.
    """

    outcome: str
    id: str = ""
    url: str = ""
    fingerprint: str = ""
    due: datetime | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All files of one sync.

    Attributes:
        synced_at: When the sync ran.
        generation: The state of the index that it left.
        entries: Path to what became of the file.
        added, changed, removed: What the sync did to the index.
    """

    synced_at: datetime | None = None
    generation: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    removed: int = 0

    def save(self, folder: Path) -> None:
        """Keep the ledger in *folder*."""
        content = {
            "version": VERSION,
            "synced_at": self.synced_at.isoformat() if self.synced_at else None,
            "generation": self.generation,
            "changes": [self.added, self.changed, self.removed],
            "files": {path: _encode(entry) for path, entry in self.entries.items()},
        }
        replace_file(folder / FILE, json.dumps(content, separators=(",", ":")).encode())

    @classmethod
    def load(cls, folder: Path) -> "Ledger":
        """The ledger in *folder*; an empty one where there is none that this version can read."""
        try:
            content = json.loads((folder / FILE).read_bytes())
            if content["version"] != VERSION:
                return cls()
            entries = {path: _decode(path, entry) for path, entry in content["files"].items()}
            return cls(
                datetime.fromisoformat(content["synced_at"]), content["generation"], entries, *content["changes"]
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()  # none yet, or damaged: everything is read again


def _encode(entry: Entry) -> list[Any]:
    due = entry.due.isoformat() if entry.due else None
    problems = [[problem.line, problem.code, problem.message] for problem in entry.problems]
    return [entry.outcome, entry.id, entry.url, entry.fingerprint, due, problems]


def _decode(path: str, encoded: list[Any]) -> Entry:
    outcome, post_id, url, fingerprint, due, problems = encoded
    return Entry(
        outcome,
        post_id,
        url,
        fingerprint,
        datetime.fromisoformat(due) if due else None,
        tuple(Problem(path, *problem) for problem in problems),
    )
