"""Related posts, as every engine tells them."""

import pytest

from indexer import Document, Engine, IndexMissing
from tests.documents import Chance, document, on
from tests.oracle.related import neighbours, said

FLOUR = document("flour", "Flour", "Rye flour and spelt flour, how the miller grinds them.")
BREAD = document("bread", "Bread of rye", "A dough of rye flour, water and salt; it rests for a day.")
ROLLS = document("rolls", "Rolls", "A dough of spelt flour; rolls rest for an hour.")
TRAIN = document("train", "By train to Lapland", "Two nights on rails, past lakes and reindeer.")
LAKES = document("lakes", "Lakes", "Reindeer drink from lakes beside the rails.")
ALL = (FLOUR, BREAD, ROLLS, TRAIN, LAKES)


def ids(engine: Engine, post: str) -> list[str]:
    """The neighbours of *post*."""
    return [other.id for other in engine.neighbours(post)]


def test_posts_are_related_by_their_words(engine: Engine) -> None:
    """Those without a word in common, and without dates, are not."""
    engine.apply(ALL, [])
    assert ids(engine, "train") == ["lakes"]
    assert ids(engine, "flour")[0] in {"bread", "rolls"}
    assert set(ids(engine, "flour")) == {"bread", "rolls"}


def test_a_post_that_is_not_there_has_no_neighbours(engine: Engine) -> None:
    """Nor has one without others, or without words; before the first sync that is an error."""
    with pytest.raises(IndexMissing):
        engine.neighbours("bread")
    engine.apply([], [])
    assert engine.neighbours("bread") == ()
    engine.apply([BREAD], [])
    assert engine.neighbours("bread") == engine.neighbours("a") == ()
    engine.apply([document("empty")], [])
    assert engine.neighbours("bread") == engine.neighbours("empty") == ()


def test_whoever_wrote_it_at_the_same_time_is_nearer(engine: Engine) -> None:
    """Of two posts with the same words, but in their dates."""
    posts = [
        document("old", "Sourdough", "starter and crumb", date=on("2001-01-01")),
        document("new", "Sourdough", "starter and crust", date=on("2021-01-01")),
        document("asked", "Starter", "sourdough", date=on("2020-12-01")),
    ]
    engine.apply([*posts, *ALL], [])
    assert ids(engine, "asked")[:2] == ["new", "old"]


def test_a_copy_is_not_offered_and_of_several_only_one(engine: Engine) -> None:
    """The same text, published twice."""
    again = document("again", BREAD.title, BREAD.body)
    engine.apply([*ALL, again], [])
    assert "again" not in ids(engine, "bread")
    assert "bread" not in ids(engine, "again")
    assert len({"again", "bread"} & {*ids(engine, "flour")}) == 1


def test_posts_that_go_or_change_leave_the_neighbours(engine: Engine) -> None:
    """At once; and they come back with their words."""
    engine.apply(ALL, [])
    engine.apply([], ["lakes"])
    assert ids(engine, "train") == []
    engine.apply([LAKES], ["flour"])
    assert ids(engine, "train") == ["lakes"]
    engine.apply([document("lakes", "Lakes", "Water, salt and a dough", fingerprint="2")], [])
    assert "lakes" in ids(engine, "bread")
    engine.apply([], [document.id for document in ALL])
    assert engine.neighbours("bread") == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_blog_that_grew_is_like_one_that_was_written_at_once(engine: Engine, seed: int) -> None:
    """In several syncs, with changes and deletions, and a rebuild at the end."""
    chance = Chance(seed)
    held: dict[str, Document] = {}
    for _ in range(4):
        upserts, deletes = chance.documents(7), chance.names(2)
        engine.apply(upserts, deletes)
        held = {name: one for name, one in held.items() if name not in deletes} | {one.id: one for one in upserts}
        slowly = neighbours(said(engine.vectors()))
        assert {name: engine.neighbours(name) for name in held} == slowly
    engine.apply(held.values(), [], rebuild=True)
    assert {name: engine.neighbours(name) for name in held} == slowly
