"""The posts that all systems index: read once by Backmatter's own reader, kept as JSON lines.

Every system gets the same documents, so that what is compared is searching and not reading.
"""

import hashlib
import json
import tempfile
from collections.abc import Collection as Sized
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Never

from indexer import Document, Engine, Section, Site, sync
from indexer.posts.relations import Relations, Series

NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents to search.

    Attributes:
        name: What the tables call it.
        file: The documents, one JSON object a line.
        folder: The posts folder they were read from, or None if they never were files.
    """

    name: str
    file: Path
    folder: Path | None = None

    def documents(self) -> Iterator[Document]:
        """The documents, one after the other."""
        with self.file.open(encoding="utf-8") as lines:
            yield from map(from_json, lines)

    def digest(self) -> str:
        """Changes with the documents."""
        with self.file.open("rb") as content:
            return hashlib.file_digest(content, "blake2b").hexdigest()[:16]


def read(folder: Path, file: Path) -> Collection:
    """The posts that *folder* shows now, written to *file*."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state:
        sync(folder, _Scribe(file), site=Site(), state=Path(state), now=NOW)
    return Collection(folder.name, file, folder)


def write(name: str, documents: Iterable[Document], file: Path) -> Collection:
    """A collection of *documents* that never were files."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as lines:
        lines.writelines(map(to_json, documents))
    unfinished.rename(file)
    return Collection(name, file)


def to_json(document: Document) -> str:
    """One line that `from_json` reads; it changes with what is searched and shown alone."""
    sections = [section._asdict() for section in document.sections]
    values = asdict(document) | {"fingerprint": document.id, "sections": sections}
    return json.dumps(values, default=datetime.isoformat) + "\n"


def from_json(line: str) -> Document:
    """The document that `to_json` wrote."""
    values: dict[str, Any] = json.loads(line)
    values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    values |= {name: datetime.fromisoformat(values[name]) for name in ("date", "updated") if values[name]}
    values["sections"] = tuple(Section(**section) for section in values["sections"])
    values["relations"] = _relations(*values["relations"])
    return Document(**values)


def _relations(series: list[Any] | None, related: list[str], excluded: list[str], *others: bool | str) -> Relations:
    return Relations(Series(*series) if series else None, tuple(related), tuple(excluded), *others)


class _Scribe(Engine):
    """An engine that writes down what it is given and finds nothing."""

    generation = "written"

    def __init__(self, file: Path) -> None:
        self._file = file

    def writing(self) -> nullcontext[None]:
        return nullcontext()

    def apply(self, upserts: Iterable[Document], deletes: Sized[str], **_: object) -> None:  # noqa: ARG002
        write("", upserts, self._file)

    def fingerprints(self) -> Mapping[str, str]:
        return {}

    def search(self, query: object) -> Never:
        raise NotImplementedError

    def get(self, document_id: str) -> Never:
        raise NotImplementedError

    def complete(self, beginning: str, limit: int) -> Never:
        raise NotImplementedError

    def close(self) -> None:
        pass
