"""What is asked of a snapshot agrees, whatever is applied between two questions."""

from indexer import Engine, Query, parse, related_posts
from tests.documents import document

OLD = [document(name, f"Old {name}", "a fox and its tail", tags=("old",)) for name in "abc"]
NEW = [document(name, f"New {name}", "a fox and its tail", tags=("new",)) for name in "bcd"]


def told(engine: Engine) -> object:
    """Some of what can be asked."""
    found = engine.search(Query("fox", parse("fox"), facets=("tags",)))
    related = related_posts(engine, "b")
    assert related
    others = [(other.document.title, other.reason.tags) for other in related.related]
    return engine.generation, found, engine.get("a"), engine.get("d"), others, engine.complete("o", 5)


def test_a_snapshot_answers_as_it_did(engine: Engine) -> None:
    """After two changes, too, by which the files of the first state are gone, and the engine itself goes on."""
    engine.apply(OLD, [])
    snapshot = engine.snapshot()
    before = told(snapshot)
    engine.apply(NEW, ["a"])
    engine.apply([], ["c"])

    assert told(snapshot) == before
    assert told(engine) != before
    assert told(engine.snapshot()) == told(engine)


def test_a_snapshot_of_a_snapshot_is_of_the_same_state(engine: Engine) -> None:
    """So that it is no matter who took one first."""
    engine.apply(OLD, [])
    snapshot = engine.snapshot()
    engine.apply(NEW, ["a"])

    assert told(snapshot.snapshot()) == told(snapshot)
