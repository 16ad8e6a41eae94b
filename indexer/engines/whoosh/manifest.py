"""The manifest: what a generation says of itself, and a checksum of every file that belongs to it.

One line of JSON, and a line with the checksum of the first. It is written last, so a folder without one was never
completed.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from indexer.analysis import analyzer
from indexer.durable import replace_file
from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.damage import unreadable
from indexer.errors import IndexDamaged
from indexer.schema import VERSION

FILE = "manifest.json"
_CHECKED_SINCE = 7
"""The first version of the schema whose manifests have a checksum."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    Attributes:
        name: Unique to its contents.
        segments: Its segments with the numbers of their deleted documents, ascending.
        aliases: Other words for tags.
        posts: How many posts it holds.
        files: The checksum of each of its files, by name.
        schema, analyzer: The versions that wrote it.
    """

    name: str
    segments: Mapping[str, Sequence[int]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    posts: int = 0
    files: Mapping[str, Checksum] = field(default_factory=dict)
    schema: int = VERSION
    analyzer: int = analyzer.VERSION

    @property
    def is_readable(self) -> bool:
        """Whether this version of Backmatter can search it."""
        return (self.schema, self.analyzer) == (VERSION, analyzer.VERSION)


def read_manifest(generation: Path) -> Manifest | None:
    """The manifest of *generation*, or None if it was never completed or is damaged.

    Raises EngineError if the system does not let it be read, which tells nothing of the file.
    """
    try:
        content = (generation / FILE).read_bytes()
    except OSError as error:
        reason = unreadable(generation / FILE, error)
        if isinstance(reason, IndexDamaged):
            return None
        raise reason from error
    with suppress(ValueError, TypeError, LookupError):
        written, _, checksum = content.partition(b"\n")
        said = json.loads(written)
        if checksum or said["schema"] >= _CHECKED_SINCE:
            return _manifest(said) if checksum == _checksum(written) else None
        return _manifest(said)
    return None


def _manifest(said: dict[str, Any]) -> Manifest:
    """What was *said*; of other versions no more than which they are."""
    known = Manifest(said["name"], schema=said["schema"], analyzer=said["analyzer"])
    if not known.is_readable:
        return known
    return Manifest(**{**said, "files": {name: Checksum(*pair) for name, pair in said["files"].items()}})


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Complete *generation* with its *manifest*."""
    written = json.dumps(asdict(manifest)).encode()
    replace_file(generation / FILE, written + b"\n" + _checksum(written))


def _checksum(written: bytes) -> bytes:
    return b"%08x\n" % crc32(written)
