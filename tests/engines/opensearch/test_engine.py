"""What is of this engine alone: what it shares a cluster with, and what becomes of a sync that dies."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer import (
    Engine,
    EngineError,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    Query,
    RollbackRefused,
    Site,
    SyncReport,
    open_engine,
    parse,
    sync,
)
from indexer.engines.opensearch import mapping, snapshot
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.generations import Generations
from tests.documents import document

POSTS = Path(__file__).parents[3] / "data" / "posts"
A, B, C = (document(name, f"Post {name}", f"words of {name} and fox") for name in "abc")
Opened = Callable[[str], Engine]

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


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens engines, which are closed afterwards."""
    engines: list[Engine] = []

    def opening(url: str) -> Engine:
        engines.append(open_engine(url, tmp_path))
        return engines[-1]

    yield opening
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(engine_url: str, opened: Opened) -> Engine:
    """One that holds two posts."""
    engine = opened(engine_url)
    engine.apply([A, B], [])
    return engine


def found(engine: Engine, text: str) -> list[str]:
    """The ids of the posts that *text* finds."""
    return [hit.id for hit in engine.search(Query(text, parse(text))).hits]


def test_blogs_in_one_cluster_do_not_see_each_other(engine: Engine, engine_url: str, opened: Opened) -> None:
    """Though the name of one begins with that of the other."""
    other = opened(engine_url.replace("?", "-2?"))
    with pytest.raises(IndexMissing):
        found(other, "fox")

    with engine.writing():
        other.apply([C], [])
    other.apply([], ["a"], rebuild=True)

    assert (found(engine, "fox"), found(other, "fox")) == (["a", "b"], [])


def test_whoever_reads_follows_whoever_writes(engine: Engine, engine_url: str, opened: Opened) -> None:
    """Be it that the build is another one, and the one that was read is deleted; one writes at a time."""
    reader, writer = opened(engine_url), opened(engine_url)
    assert found(reader, "fox") == ["a", "b"]
    with writer.writing(), pytest.raises(IndexLocked, match="another sync"):
        engine.apply([C], [])
    for _ in range(3):
        writer.apply([C], [], rebuild=True)

    assert found(reader, "fox") == ["c"]


def test_a_rollback_goes_back_by_one(engine: Engine, engine_url: str, opened: Opened) -> None:
    """Others follow, and a sync goes on from there, without what was written in between."""
    with pytest.raises(RollbackRefused, match="no whole generation before"):
        engine.rollback()
    first = engine.generation
    engine.apply([C, document("a", "Changed")], ["b"])
    assert [one.posts for one in engine.generations()] == [2, 2]

    back = engine.rollback()

    reader = opened(engine_url)
    assert (back.name, back.posts, back.is_current) == (first, 2, True)
    assert engine.generation == reader.generation == first
    assert found(reader, "fox") == ["a", "b"]
    engine.apply([C], [])
    assert found(reader, "fox") == ["a", "b", "c"]
    assert found(reader, "changed") == []
    assert not engine.damage


def test_lost_posts_are_noticed_and_written_again(engine: Engine, engine_url: str) -> None:
    """By the next writer, who finds nothing to go on from; the generation before serves nobody for that."""
    assert not engine.damage
    address = Address.parse(engine_url)
    query = {"query": {"bool": {"filter": [{"term": {"kind": "post"}}, {"term": {"key": "a"}}]}}}
    Cluster(address).write("POST", f"/{address.blog}/_delete_by_query", query, params={"refresh": "true"})
    assert not engine.damage  # as far as is known

    with engine.writing():
        assert engine.damage == engine.generations()[0].damage == engine.verify()[0].damage
        assert "holds 1 posts instead of 2; sync again" in engine.damage
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
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=POSTS.parents[1]) as dying:
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


def test_a_blog_is_synced(engine_url: str, opened: Opened, tmp_path: Path) -> None:
    """From files, as with any engine: what is there, what changes, what stays, and all anew."""
    posts, engine = tmp_path / "posts", opened(engine_url)
    shutil.copytree(POSTS, posts)

    def synced(*, rebuild: bool = False) -> SyncReport:
        now = datetime(2030, 1, 1, tzinfo=UTC)
        return sync(posts, engine, site=Site(), state=tmp_path, now=now, rebuild=rebuild)

    first, again = synced(), synced()
    held = dict(engine.fingerprints())
    assert (first.indexed, first.added, again.generation) == (len(held), len(held), first.generation)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)

    (posts / "okapi.md").write_text("---\ntitle: Okapi\n---\nOne okapi.\n", encoding="utf-8")
    changed, gone = sorted(posts.rglob("*.md"))[1:3]
    changed.write_text(changed.read_text("utf-8") + "\nAnother okapi.\n", encoding="utf-8")
    gone.unlink()
    then = synced()
    assert (then.added, then.changed, then.removed) == (1, 1, 1)
    assert len(found(engine, "okapi")) == 2
    fingerprints = dict(engine.fingerprints())
    assert synced(rebuild=True).changed == len(held)
    assert engine.fingerprints() == fingerprints
