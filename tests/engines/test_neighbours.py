"""Neighbours on disk: what a sync leaves of the last one's, and what damage does."""

from pathlib import Path

import pytest

from indexer import Document, Engine, Query, open_engine
from indexer.engines.whoosh.neighbours import FILE, read_neighbourhoods
from indexer.related import neighbourhoods
from tests.documents import Chance
from tests.engines.conftest import A, B, C
from tests.oracle.related import neighbours, said


def test_each_generation_has_its_own(engine: Engine, tmp_path: Path) -> None:
    """That of the one before stays as it is, though a generation begins as links to the files of another."""
    before = read_neighbourhoods(tmp_path / "generations" / "000002", None)
    engine.apply([C], [])
    assert [*before.ids] == [*read_neighbourhoods(tmp_path / "generations" / "000002", None).ids] == ["a", "b"]
    assert [*read_neighbourhoods(tmp_path / "generations" / "000003", None).ids] == ["a", "b", "c"]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("content", [None, b"", b"BMCOLS1\n", bytes(400)])
def test_where_the_file_is_damaged_the_generation_before_answers(tmp_path: Path, content: bytes | None) -> None:
    """As with any other file of the index."""
    file = tmp_path / "generations" / "000002" / FILE
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    late = open_engine("whoosh", tmp_path)
    assert late.search(Query()).total == 1
    assert late.neighbours("a") == ()
    assert FILE in late.damage
    late.apply([A, B], [])
    assert [one.id for one in late.neighbours("a")] == ["b"]
    late.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_large_blogs_are_followed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int) -> None:
    """With segments merged meanwhile; whoever is told is there, and after enough changes all is exact again."""
    monkeypatch.setattr(neighbourhoods, "SMALL", 0)
    monkeypatch.setattr(neighbourhoods, "MOST_CHANGED", 4)
    chance = Chance(seed)
    engine = open_engine("whoosh", tmp_path)
    held: dict[str, Document] = {}
    for turn in range(12):
        upserts, deletes = chance.documents(turn % 4), chance.names(2 if turn % 3 else 0)
        engine.apply(upserts, deletes)
        held = {name: one for name, one in held.items() if name not in deletes} | {one.id: one for one in upserts}
        for name in held:
            assert {one.id for one in engine.neighbours(name)} <= held.keys() - {name}
    monkeypatch.setattr(neighbourhoods, "MOST_CHANGED", 0)
    engine.apply(list(held.values())[:1], [])
    assert {name: engine.neighbours(name) for name in held} == neighbours(said(engine.vectors()))
    engine.close()
