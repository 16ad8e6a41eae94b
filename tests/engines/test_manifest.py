"""The manifest: what was written comes back, and nothing else does."""

import json
from pathlib import Path

from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.manifest import FILE, Manifest, read_manifest, write_manifest
from indexer.schema import VERSION

SAID = Manifest(
    "7-abc", {"one": [0, 3], "two": []}, {"js": "javascript"}, posts=12, files={"one.seg": Checksum(100, 0xFFFFFFFF)}
)


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    """With checksums as such."""
    write_manifest(tmp_path, SAID)

    assert read_manifest(tmp_path) == SAID
    assert SAID.is_readable


def test_no_damaged_bit_goes_unnoticed(tmp_path: Path) -> None:
    """Either nothing is read, or what was written: the checksum's own digits may be written in two ways."""
    write_manifest(tmp_path, SAID)
    content = (tmp_path / FILE).read_bytes()
    for place in range(len(content)):
        for bit in range(8):
            flipped = content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]
            (tmp_path / FILE).write_bytes(flipped)
            assert read_manifest(tmp_path) in (None, SAID)


def test_no_cut_goes_unnoticed(tmp_path: Path) -> None:
    """Wherever it is cut off, but for the last line's end."""
    write_manifest(tmp_path, SAID)
    content = (tmp_path / FILE).read_bytes()
    for size in range(len(content) - 1):
        (tmp_path / FILE).write_bytes(content[:size])
        assert read_manifest(tmp_path) is None


def test_those_of_other_versions_say_which_they_are(tmp_path: Path) -> None:
    """Older ones have no checksum, newer ones may say things that nobody knows yet."""
    (tmp_path / FILE).write_text(json.dumps({"name": "7-abc", "segments": {}, "schema": 6, "analyzer": 1}))
    old = read_manifest(tmp_path)
    assert old
    assert (old.name, old.is_readable) == ("7-abc", False)

    write_manifest(tmp_path, Manifest("7-abc", schema=VERSION + 1))
    new = read_manifest(tmp_path)
    assert new
    assert not new.is_readable


def test_without_one_a_generation_was_never_completed(tmp_path: Path) -> None:
    """Nor in a folder that is not there."""
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "absent") is None
