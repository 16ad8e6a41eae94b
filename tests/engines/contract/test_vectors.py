"""What every engine tells of its posts to whatever compares them."""

from collections.abc import Iterable

import pytest

from indexer import Document, Engine
from indexer.analysis.analyzer import Analyzer
from indexer.vectors import Vectors, entries_of
from tests.documents import Chance


def as_rows(vectors: Vectors) -> dict[str, tuple[list[int], int, set[str]]]:
    """The entries, day and tags of each post, by id."""
    tags: dict[int, set[str]] = {}
    for row, tag in zip(vectors.tagging.posts.tolist(), vectors.tagging.tags.tolist(), strict=True):
        tags.setdefault(row, set()).add(vectors.tagging.names[tag])
    return {
        name: (vectors.row(number).tolist(), int(vectors.days[number]), tags.get(number, set()))
        for number, name in enumerate(vectors.ids)
    }


def alone(documents: Iterable[Document]) -> dict[str, list[int]]:
    """The entries of each of *documents*, analysed by itself."""
    return {one.id: entries_of(one.title, one.body, one.lang, Analyzer()).tolist() for one in documents}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_posts_are_the_same_vectors_whenever_they_were_indexed(engine: Engine, seed: int) -> None:
    """In one sync or several, with changes and deletions, and as a text that was never indexed."""
    chance = Chance(seed)
    held: dict[str, Document] = {}
    for _ in range(3):
        upserts, deletes = chance.documents(6), chance.names(2)
        engine.apply(upserts, deletes)
        held = {name: one for name, one in held.items() if name not in deletes} | {one.id: one for one in upserts}
    rows = as_rows(engine.vectors())
    assert {name: entries for name, (entries, _, _) in rows.items()} == alone(held.values())
    assert {name: day for name, (_, day, _) in rows.items()} == {
        name: one.date.toordinal() if one.date else 0 for name, one in held.items()
    }


def test_no_posts_are_no_vectors(engine: Engine) -> None:
    """An empty blog is a blog, too."""
    engine.apply([], [])
    assert len(engine.vectors()) == 0
    assert engine.vectors().firsts.tolist() == [0]


def test_tags_are_told_once_under_the_spelling_that_is_used_most(engine: Engine) -> None:
    """However each post writes them."""
    posts = [("a", ("Python", "web")), ("b", ("python",)), ("c", ("python", "Python")), ("d", ())]
    engine.apply([Document(one, f"{one}.md", f"/{one}/", one, "", one, tags=tags) for one, tags in posts], [])
    tags = {name: found for name, (_, _, found) in as_rows(engine.vectors()).items()}
    assert tags == {"a": {"Python", "web"}, "b": {"Python"}, "c": {"Python"}, "d": set()}
