"""A generation follows another one, or nothing changes at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer import Engine, EngineError, IndexDamaged, IndexLocked
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations
from tests.documents import document
from tests.engines.opensearch.conftest import C, found

HERE = Path(__file__).parents[3]

DYING = """
import sys
from pathlib import Path
from indexer import open_engine
from indexer.engines.opensearch import analysed, changes, writing
from tests.documents import document

def posts():
    for name in "acdefgh":
        yield document(name, "Never seen " + name, "by anybody")
    print("written", flush=True)
    sys.stdin.read()

analysed.PORTION = changes.AT_ONCE = writing.REQUEST_BYTES = 1
open_engine(sys.argv[1], Path(sys.argv[2])).apply(posts(), [], rebuild=sys.argv[3] == "rebuild")
"""
"""A sync that writes a few posts, and then waits for its death."""


def test_what_cannot_be_proven_does_not_serve(engine: Engine, engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post that is lost on its way is one too many."""
    generation = engine.generation
    monkeypatch.setattr("indexer.engines.opensearch.changes.Changes.posts", 4)

    with pytest.raises(IndexDamaged, match="holds 3 posts instead of 4"):
        engine.apply([C], [])

    assert (engine.generation, found(engine, "fox")) == (generation, ["a", "b"])
    monkeypatch.undo()
    with engine.writing():
        with pytest.raises(EngineError, match="twice"):
            engine.apply([document("z", "Never", "seen"), C, C], ["a"])
        engine.apply([C], [])
    assert found(engine, "fox") == ["a", "b", "c"]
    assert found(engine, "never") == []
    assert Generations(Cluster(Address.parse(engine_url))).standing().unnamed == []


@pytest.mark.parametrize("how", ["changes", "rebuild"])
def test_a_sync_that_is_killed_changes_nothing(engine: Engine, engine_url: str, tmp_path: Path, how: str) -> None:
    """What it held is free within half a minute; the next sync clears away what it wrote, and completes."""
    generation, address = engine.generation, Address.parse(engine_url)
    cluster = Cluster(address)
    command = [sys.executable, "-c", DYING, engine_url, str(tmp_path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HERE) as dying:
        assert dying.stdout
        assert dying.stdout.readline() == b"written\n"
        dying.kill()

    cluster.write("POST", f"/{address.blog}.*/_refresh")
    assert (engine.generation, found(engine, "fox"), found(engine, "never")) == (generation, ["a", "b"], [])
    with pytest.raises(IndexLocked):
        engine.apply([C], [])
    script = "if (ctx._source.until > ctx._now + 30000) { throw new Exception() } ctx._source.until = ctx._now"
    cluster.write("POST", f"/{address.blog}.state/_update/writer", {"script": script})  # as half a minute later
    engine.apply([C], [])

    assert (found(engine, "fox"), found(engine, "never"), engine.damage) == (["a", "b", "c"], [], "")
    standing = Generations(cluster).standing()
    assert len(standing.builds) == 1
    litter = cluster.search(standing.builds[0], {"query": {"match": {"words": "never"}}})
    assert litter["hits"]["hits"] == []
