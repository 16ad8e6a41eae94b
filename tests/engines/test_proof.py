"""Proof: a generation that does not hold what it should never serves."""

from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Engine, IndexDamaged
from indexer.analysis.analyzer import Analyzer
from indexer.engines.whoosh.manifest import read_manifest
from indexer.engines.whoosh.proof import prove
from indexer.engines.whoosh.snapshot import Snapshot
from tests.engines.conftest import C


@pytest.fixture
def snapshot(engine: Engine, tmp_path: Path) -> Snapshot:
    """The third generation: one of its posts is deleted."""
    engine.apply([C], ["a"])
    folder = tmp_path / "generations" / "000003"
    manifest = read_manifest(folder)
    assert manifest
    return Snapshot(folder, manifest, Analyzer())


def test_what_a_sync_leaves_is_proved(snapshot: Snapshot) -> None:
    """Or it would not be there."""
    prove(snapshot)


def test_another_number_of_posts_is_no_proof(snapshot: Snapshot) -> None:
    """Neither more nor fewer than the sync knows of."""
    snapshot.manifest = replace(snapshot.manifest, posts=3)
    with pytest.raises(IndexDamaged, match=r"holds 2, to Whoosh 2, by id 2 posts instead of 3"):
        prove(snapshot)


def test_a_post_that_is_not_found_by_its_words_is_no_proof(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text alone is not enough."""
    monkeypatch.setattr(Snapshot, "found", lambda self, _kind, _terms: Snapshot.phrase(self, [("nowhere", 0)]))
    with pytest.raises(IndexDamaged, match="is not found"):
        prove(snapshot)
