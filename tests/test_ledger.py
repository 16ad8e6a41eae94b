"""The ledger."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

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


def test_files_are_written_down_again_only_when_one_changed(tmp_path: Path) -> None:
    """A sync that found nothing to do writes a few bytes."""
    LEDGER.save(tmp_path)
    (tmp_path / FILE).write_bytes(b"untouched")
    later = replace(LEDGER, synced_at=NOW + timedelta(days=1), started=1, added=0)

    later.save(tmp_path, LEDGER)
    assert (tmp_path / FILE).read_bytes() == b"untouched"

    more = replace(later, entries={**later.entries, "new.md": Entry(INDEXED)})
    more.save(tmp_path, later)
    assert Ledger.load(tmp_path) == more

    other = replace(more, how="other settings")
    other.save(tmp_path, more)
    assert Ledger.load(tmp_path) == other


def test_without_a_file_the_ledger_is_empty(tmp_path: Path) -> None:
    """Everything is then read again."""
    assert Ledger.load(tmp_path / "missing") == Ledger()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff",
        b'{"version":2}',
        b'{"version":2,"how":"","path":["a"]}',
        b'{"version":2,"how":"","path":["a"],"outcome":["draft"]}',
        b'{"version":2,"how":"","path":1}',
        b'{"version":2,"sync":[]}',
        b'{"version":2,"sync":[null,0,"",0,0,0]}',
        b'{"version":2,"sync":["2024-05-06T00:00:00+00:00",0,"",0,0,0,0]}',
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
    file.write_bytes(file.read_bytes().replace(b'"version":2', b'"version":3'))

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
    content = json.loads((tmp_path / FILE).read_bytes())
    content[column][0] = value
    (tmp_path / FILE).write_text(json.dumps(content))

    assert Ledger.load(tmp_path) == Ledger()


def test_what_a_ledger_has_no_words_for_is_refused(tmp_path: Path) -> None:
    """Rather than kept as something else."""
    with pytest.raises(TypeError, match="bytes"):
        replace(LEDGER, generation=b"raw").save(tmp_path)  # type: ignore[arg-type]
