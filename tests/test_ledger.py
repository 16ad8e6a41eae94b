"""The ledger."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.ledger import FAILED, FILE, INDEXED, Entry, Ledger
from indexer.posts.problem import Problem

NOW = datetime(2024, 5, 6, 7, 8, 9, 123, tzinfo=UTC)
LEDGER = Ledger(
    NOW,
    "7-abc",
    {
        "ä/b.md": Entry(INDEXED, "a_b", "/b/", "f1", NOW, (Problem("ä/b.md", 3, "code", "message ü"),)),
        "broken\udcff.md": Entry(FAILED, fingerprint="f2"),
        "draft.md": Entry("draft", "draft", "/draft/", "f3"),
    },
    added=1,
    changed=2,
    removed=3,
)


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Names that are no UTF-8 included."""
    LEDGER.save(tmp_path / "new")

    assert Ledger.load(tmp_path / "new") == LEDGER


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
        b'{"version":1}',
        b'{"version":1,"synced_at":null,"generation":"","changes":[0,0,0],"files":{}}',
        b'{"version":1,"synced_at":"2024-05-06T00:00:00+00:00","generation":"","changes":[0,0,0,0],"files":{}}',
        b'{"version":1,"synced_at":"2024-05-06T00:00:00+00:00","generation":"","changes":[0,0,0],"files":{"a":[]}}',
        b'{"version":1,"synced_at":"2024-05-06T00:00:00+00:00","generation":"","changes":[0,0,0],"files":[]}',
    ],
)
def test_a_damaged_ledger_is_empty(tmp_path: Path, content: bytes) -> None:
    """It costs time and nothing else."""
    (tmp_path / FILE).write_bytes(content)

    assert Ledger.load(tmp_path) == Ledger()


def test_a_ledger_cut_off_anywhere_is_empty(tmp_path: Path) -> None:
    """Never half of it."""
    LEDGER.save(tmp_path)
    whole = (tmp_path / FILE).read_bytes()

    for length in range(0, len(whole), 7):
        (tmp_path / FILE).write_bytes(whole[:length])
        assert Ledger.load(tmp_path) == Ledger()


def test_a_ledger_of_another_version_is_empty(tmp_path: Path) -> None:
    """It may mean something else."""
    LEDGER.save(tmp_path)
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes().replace(b'"version":1', b'"version":2'))

    assert Ledger.load(tmp_path) == Ledger()
