"""Who answers: the generation that serves, if it can be read, and what is known of it."""

import pytest

from indexer import Engine, IndexLocked, IndexMissing
from indexer.engines.opensearch import mapping, snapshot
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from tests.engines.opensearch.conftest import A, B, C, Opened, found


def test_whoever_reads_follows_whoever_writes(engine: Engine, engine_url: str, opened: Opened) -> None:
    """Be it that the build is another one, and the one that was read is deleted; one writes at a time."""
    reader, writer = opened(engine_url), opened(engine_url)
    assert found(reader, "fox") == ["a", "b"]
    with writer.writing(), pytest.raises(IndexLocked, match="another sync"):
        engine.apply([C], [])
    for _ in range(3):
        writer.apply([C], [], rebuild=True)

    assert found(reader, "fox") == ["c"]


@pytest.mark.parametrize(
    ("kind", "key", "told"),
    [
        ("post", "a", "holds 1 posts instead of 2; sync again"),
        ("word", "fox", "holds 6 words instead of 7; sync again"),
    ],
)
def test_what_is_lost_is_noticed_and_written_again(
    engine: Engine, engine_url: str, kind: str, key: str, told: str
) -> None:
    """By the next writer, who finds nothing to go on from; the generation before serves nobody for that."""
    assert not engine.damage
    address = Address.parse(engine_url)
    query = {"query": {"bool": {"filter": [{"term": {"kind": kind}}, {"term": {"key": key}}]}}}
    Cluster(address).write("POST", f"/{address.blog}.*/_delete_by_query", query, params={"refresh": "true"})
    assert not engine.damage  # as far as is known

    with engine.writing():
        assert engine.damage == engine.generations()[0].damage == engine.verify()[0].damage
        assert told in engine.damage
        assert (engine.health().state, engine.fingerprints()) == ("red", {})
        engine.apply([A, B], [])

    assert found(engine, "fox") == ["a", "b"]
    assert (engine.damage, engine.health().state) == ("", "green")


@pytest.mark.usefixtures("engine")
def test_an_index_of_another_version_is_built_anew(
    engine_url: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who can read it goes on with it, then and until a second sync of the new version."""
    monkeypatch.setattr(mapping, "VERSIONS", {**mapping.VERSIONS, "schema": 0})
    monkeypatch.setattr(snapshot, "VERSIONS", mapping.VERSIONS)
    newer = opened(engine_url)
    assert newer.fingerprints() == {}
    for ask in (lambda: newer.generation, lambda: found(newer, "fox"), lambda: newer.damage):
        with pytest.raises(IndexMissing, match="another version of Backmatter wrote the index"):
            ask()
    newer.apply([C], [])
    assert found(newer, "fox") == ["c"]
    monkeypatch.undo()

    older = opened(engine_url)
    assert found(older, "fox") == ["a", "b"]
    assert "another version" in older.damage
    assert older.fingerprints() == {}
