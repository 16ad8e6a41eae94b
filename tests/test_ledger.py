"""The ledger."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from indexer import ledger
from indexer.ledger import FAILED, FILE, INDEXED, LAST_SYNC, Entry, Ledger
from indexer.posts.folder import Stamp
from indexer.posts.problem import Problem

NOW = datetime(2024, 5, 6, 7, 8, 9, 123, tzinfo=UTC)
LEDGER = Ledger(
    NOW,
    1_700_000_000_123_456_789,
    "7-abc",
    added=1,
    changed=2,
    removed=3,
    how="abc",
    entries={
        "ä/b.md": Entry(
            INDEXED, "a_b", "/b/", "f1", Stamp(1, 2, 3, 4), NOW, (Problem("ä/b.md", 3, "code", "message ü"),)
        ),
        "broken\udcff.md": Entry(FAILED, fingerprint="f2"),
        "draft.md": Entry("draft", "draft", "/draft/", "f3", Stamp(5, 1_700_000_000_123_456_789, -1, 2**63)),
    },
)


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Names that are no UTF-8 included."""
    LEDGER.save(tmp_path / "new")

    assert Ledger.load(tmp_path / "new") == LEDGER


def following(folder: Path, entries: dict[str, Entry], **values: Any) -> Ledger:
    """A ledger of a later sync, saved to *folder* behind the one that is there, which is as it should be."""
    before = Ledger.load(folder)
    later = replace(before, synced_at=NOW + timedelta(days=1), entries=entries, **values)
    later.save(folder, before)
    assert Ledger.load(folder) == later
    return later


def many(*, without: int = 0, **changed: str) -> dict[str, Entry]:
    """The entries of a hundred files, but for the first ones, some with another fingerprint."""
    paths = [f"f{number}" for number in range(without, 100)]
    return {path: Entry(INDEXED, path, f"/{path}/", changed.get(path, "f")) for path in paths}


def test_only_files_that_changed_are_written_down(tmp_path: Path) -> None:
    """A sync that found nothing to do writes a few bytes, and one that found little adds a line."""
    replace(LEDGER, entries=many()).save(tmp_path)
    first = (tmp_path / FILE).read_bytes()
    following(tmp_path, many(), started=1)
    assert (tmp_path / FILE).read_bytes() == first

    following(tmp_path, many(f7="g") | {"new": Entry(INDEXED)})
    following(tmp_path, many(f7="h", without=2))

    *before, added, removed, _ = (tmp_path / FILE).read_bytes().split(b"\n")
    assert before == [first[:-1]]
    assert json.loads(added)["path"] == ["f7", "new"]
    assert (json.loads(removed)["path"], json.loads(removed)["gone"]) == (["f7"], ["f0", "f1", "new"])


def test_all_files_are_written_down_where_that_is_better(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When many changed, or how all are indexed, or lines have become many."""
    monkeypatch.setattr(ledger, "MAX_LINES", 2)
    replace(LEDGER, entries=many()).save(tmp_path)
    lines = []

    for entries, how in (
        (many(f7="g"), "abc"),
        (many(f7="h"), "abc"),
        (many(f7="i"), "abc"),
        (many(f7="i"), "other settings"),
        (many(f7="j"), "other settings"),
        (many(without=50), "other settings"),
    ):
        following(tmp_path, entries, how=how)
        lines.append((tmp_path / FILE).read_bytes().count(b"\n"))

    assert lines == [2, 1, 2, 1, 2, 1]


def test_without_a_file_the_ledger_is_empty(tmp_path: Path) -> None:
    """Everything is then read again."""
    assert Ledger.load(tmp_path / "missing") == Ledger()


def rewrite(file: Path, **values: object) -> None:
    """Let the one line of *file* say other *values*, with the checksum that belongs to them."""
    said = json.loads(file.read_bytes()) | values
    del said["checksum"]
    line = json.dumps(said, separators=(",", ":")).encode()[:-1]
    file.write_bytes(b'%b,"checksum":"%08x"}\n' % (line, crc32(line)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff",
        b'{"version":3}',
        b'{"version":3,"how":"","path":["a"]}',
        b'{"version":3,"how":"","path":["a"],"outcome":["draft"]}',
        b'{"version":3,"how":"","path":1}',
        b'{"version":3,"sync":[]}',
        b'{"version":3,"sync":[null,0,"",0,0,0]}',
        b'{"version":3,"sync":["2024-05-06T00:00:00+00:00",0,"",0,0,0,0]}',
    ],
)
@pytest.mark.parametrize("file", [FILE, LAST_SYNC])
def test_a_damaged_ledger_is_empty(tmp_path: Path, file: str, content: bytes) -> None:
    """It costs time and nothing else."""
    LEDGER.save(tmp_path)
    (tmp_path / file).write_bytes(content)

    assert Ledger.load(tmp_path) == Ledger()


@pytest.mark.parametrize("file", [FILE, LAST_SYNC])
def test_a_ledger_cut_off_anywhere_is_empty(tmp_path: Path, file: str) -> None:
    """Never half of it."""
    LEDGER.save(tmp_path)
    whole = (tmp_path / file).read_bytes()

    for length in range(0, len(whole), 7):
        (tmp_path / file).write_bytes(whole[:length])
        assert Ledger.load(tmp_path) == Ledger()


@pytest.mark.parametrize("name", [FILE, LAST_SYNC])
def test_a_ledger_of_another_version_is_empty(tmp_path: Path, name: str) -> None:
    """It may mean something else."""
    LEDGER.save(tmp_path)
    file = tmp_path / name
    rewrite(file, version=2)

    assert Ledger.load(tmp_path) == Ledger()


def test_a_ledger_without_files_is_kept(tmp_path: Path) -> None:
    """The folder may be empty."""
    empty = replace(LEDGER, entries={})
    empty.save(tmp_path)

    assert Ledger.load(tmp_path) == empty


@pytest.mark.parametrize(("column", "value"), [("stamp", [1]), ("due", "soon"), ("problems", [[1]])])
def test_a_ledger_with_one_wrong_value_is_empty(tmp_path: Path, column: str, value: object) -> None:
    """What is damaged in one place may be in others."""
    LEDGER.save(tmp_path)
    kept = json.loads((tmp_path / FILE).read_bytes())[column]
    rewrite(tmp_path / FILE, **{column: kept})
    assert Ledger.load(tmp_path) == LEDGER

    rewrite(tmp_path / FILE, **{column: [value, *kept[1:]]})

    assert Ledger.load(tmp_path) == Ledger()


@pytest.mark.parametrize("name", [FILE, LAST_SYNC])
def test_a_ledger_with_one_flipped_bit_is_empty(tmp_path: Path, name: str) -> None:
    """A post would be left out for a reason that nobody gave."""
    LEDGER.save(tmp_path)
    whole = (tmp_path / name).read_bytes()

    for place in range(0, len(whole), 3):
        for bit in (0, 5):
            (tmp_path / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            assert Ledger.load(tmp_path) == Ledger()


def test_what_a_ledger_has_no_words_for_is_refused(tmp_path: Path) -> None:
    """Rather than kept as something else."""
    with pytest.raises(TypeError, match="bytes"):
        replace(LEDGER, generation=b"raw").save(tmp_path)  # type: ignore[arg-type]
