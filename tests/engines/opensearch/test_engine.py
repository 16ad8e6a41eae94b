"""What is of this engine alone: several blogs in one cluster, going back, and syncs of files."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer import Engine, IndexMissing, RollbackRefused, Site, SyncReport, sync
from tests.documents import document
from tests.engines.opensearch.conftest import C, Opened, found

POSTS = Path(__file__).parents[3] / "data" / "posts"


def test_blogs_in_one_cluster_do_not_see_each_other(engine: Engine, engine_url: str, opened: Opened) -> None:
    """Though the name of one begins with that of the other."""
    other = opened(engine_url.replace("?", "-2?"))
    with pytest.raises(IndexMissing):
        found(other, "fox")

    with engine.writing():
        other.apply([C], [])
    other.apply([], ["a"], rebuild=True)

    assert (found(engine, "fox"), found(other, "fox")) == (["a", "b"], [])


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
