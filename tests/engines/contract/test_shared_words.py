"""Words that posts share."""

from math import log
from pathlib import Path

import pytest

from indexer import Document, Engine, open_engine
from indexer.related.shared import weight
from tests.documents import Chance, document
from tests.oracle import OracleEngine


def words(engine: Engine, one: str, other: str, limit: int = 9) -> list[str]:
    """The words that *one* shares with *other*."""
    return [shared.word for shared in engine.shared_words(one, [other], limit)[0]]


def test_words_are_shown_as_the_posts_write_them(engine: Engine) -> None:
    """In the form that both use most, or else the first uses first; each stem once."""
    engine.apply(
        [
            document("a", "Migrating", "The BLOG migrates. Migrations of blogs: node.js and 2024. A blog, a blog"),
            document("b", "2024", "migration, blogging and the node.js"),
        ],
        [],
    )

    assert sorted(words(engine, "a", "b")) == ["Migrating", "blog", "node.js"]
    assert sorted(words(engine, "b", "a")) == ["blog", "migration", "node.js"]


def test_rare_words_and_words_of_titles_come_first(engine: Engine) -> None:
    """And no more of them than asked for."""
    posts = [
        document("a", "Rye", "bread oven salt"),
        document("b", "Rye", "bread salt oven"),
        document("c", "", "salt"),
    ]
    engine.apply(posts, [])

    assert words(engine, "a", "b") == ["Rye", "bread", "oven", "salt"]
    assert words(engine, "a", "b", 2) == ["Rye", "bread"]
    assert words(engine, "a", "c") == ["salt"]
    assert engine.shared_words("a", [], 3) == []
    assert engine.shared_words("c", ["a", "b"], 0) == [(), ()]
    assert engine.shared_words("a", ["x", "a"], 1)[0] == ()
    assert engine.shared_words("x", ["a", "b"], 1) == [(), ()]


def test_what_a_word_tells_is_explained(engine: Engine) -> None:
    """By how many posts use it, and by its weight in both."""
    engine.apply([document("a", "Rye"), document("b", "", "rye, rye"), document("c", "Wheat", tags=("rye",))], [])

    (found,) = engine.shared_words("a", ["b"], 3)[0]

    assert (found.word, found.posts) == ("rye", 3)
    assert found.weight == pytest.approx((1 + log(3)) * (1 + log(2)) * log(4 / 3) ** 2)
    assert found.weight == weight(3, 2, 3, 3) < weight(3, 2, 1, 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_all_engines_see_the_same_words(tmp_path: Path, seed: int) -> None:
    """In posts that were written by chance, changed and deleted."""
    chance, whoosh, oracle = Chance(seed), open_engine("whoosh", tmp_path), OracleEngine()
    held: dict[str, Document] = {}
    for _ in range(3):
        upserts, deletes = chance.documents(6), chance.names(2)
        for engine in (whoosh, oracle):
            engine.apply(upserts, deletes)
        held = {name: one for name, one in held.items() if name not in deletes} | {one.id: one for one in upserts}

    for one in held:
        expected = oracle.shared_words(one, list(held), 5)
        found = whoosh.shared_words(one, list(held), 5)
        assert [[(word.word, word.posts) for word in row] for row in found] == [
            [(word.word, word.posts) for word in row] for row in expected
        ]
        assert [word.weight for row in found for word in row] == pytest.approx(
            [word.weight for row in expected for word in row]
        )
    whoosh.close()
