"""Going back by one generation."""

from pathlib import Path

import pytest

from indexer import Engine, IndexLocked, RollbackRefused, open_engine
from tests.engines.conftest import C


def test_a_rollback_goes_back_by_one(engine: Engine, tmp_path: Path) -> None:
    """Other processes follow; a sync goes on from there, and the generation that was gone back to is kept."""
    reader = open_engine("whoosh", tmp_path)
    assert set(reader.fingerprints()) == {"a", "b"}

    back = engine.rollback()

    assert (back.posts, back.is_current) == (1, True)
    assert back.name == engine.generation == reader.generation
    assert [one.is_current for one in engine.generations()] == [False, True]
    with pytest.raises(RollbackRefused, match="no whole generation before"):
        engine.rollback()
    engine.apply([C], [])
    assert set(reader.fingerprints()) == {"a", "c"}
    assert [one.posts for one in engine.generations()] == [2, 1]
    reader.close()


def test_a_rollback_passes_over_what_is_damaged(engine: Engine, tmp_path: Path) -> None:
    """And waits for no writer."""
    with open_engine("whoosh", tmp_path).writing(), pytest.raises(IndexLocked):
        engine.rollback()
    for file in (tmp_path / "generations" / "000001").glob("*.seg"):
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(RollbackRefused):
        engine.rollback()
    assert set(engine.fingerprints()) == {"a", "b"}
