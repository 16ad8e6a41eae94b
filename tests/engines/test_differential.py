"""Every engine answers as the naive one does, whatever is indexed and asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Engine, Results, open_engine
from tests.cluster.fixtures import NewBlog
from tests.documents import ALIASES, Chance
from tests.oracle import OracleEngine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine whose folder vanishes afterwards."""
    with TemporaryDirectory() as folder:
        engine = open_engine(url, Path(folder))
        yield engine
        engine.close()


def assert_same(found: Results, expected: Results) -> None:
    """*found* says what *expected* says; scores may differ by rounding."""
    assert [hit.id for hit in found.hits] == [hit.id for hit in expected.hits]
    for one, other in zip(found.hits, expected.hits, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-6)
        if one.explanation and other.explanation:
            assert one.explanation.score == pytest.approx(other.explanation.score, abs=1e-6)
            assert one.explanation.coordination == pytest.approx(other.explanation.coordination, abs=1e-6)
            assert [(word.matched, word.fields) for word in one.explanation.words] == [
                (word.matched, word.fields) for word in other.explanation.words
            ]
        assert replace(one, score=0, explanation=None) == replace(other, score=0, explanation=None)
    assert [list(counts.items()) for counts in found.facets.values()] == [
        list(counts.items()) for counts in expected.facets.values()
    ]
    assert replace(found, hits=(), generation="") == replace(expected, hits=(), generation="")


def compare(url: str, seed: int, syncs: int, queries: int) -> None:
    """Index and search by *seed* in both engines."""
    chance = Chance(seed)
    oracle = OracleEngine()
    with opened(url) as engine:
        for _ in range(syncs):
            upserts, deletes = chance.documents(8 if syncs == 1 else 4), chance.names(2)
            engine.apply(upserts, deletes, aliases=ALIASES)
            oracle.apply(upserts, deletes, aliases=ALIASES)
        assert engine.fingerprints() == oracle.fingerprints()
        for _ in range(queries):
            query = chance.query()
            assert_same(engine.search(query), oracle.search(query))


@settings(max_examples=25)
@given(st.integers(0))
def test_a_blog_is_searched_as_the_oracle_searches_it(seed: int) -> None:
    """Hits, order, scores, totals, facets, corrections, snippets."""
    compare("whoosh", seed, syncs=1, queries=15)


@pytest.mark.slow
@settings(max_examples=12)
@given(st.integers(0), st.integers(2, 9))
def test_any_history_of_changes_ends_like_the_oracle(seed: int, syncs: int) -> None:
    """Segments with deletions answer as an index that was built at once."""
    compare("whoosh", seed, syncs=syncs, queries=10)


def compare_many(url: str) -> None:
    """Index so many posts that lists of a word's posts take several blocks, and change most of them."""
    chance = Chance(5)
    posts = chance.many(400)
    queries = [replace(chance.query(), filters=(), since=None, until=None) for _ in range(25)]
    oracle = OracleEngine()
    with opened(url) as engine:
        for held in (engine, oracle):
            held.apply(posts, [])
            held.apply(posts[350:], [post.id for post in posts[:150] + posts[200:330]])
        for query in queries:
            assert_same(engine.search(query), oracle.search(query))


@pytest.mark.slow
def test_lists_of_several_blocks_are_searched_as_the_oracle_searches_them() -> None:
    """Whoosh keeps 128 postings in a block; here whole blocks are of deleted posts."""
    compare_many("whoosh")


def test_many_posts_in_a_cluster_are_searched_as_the_oracle_searches_them(engine_url: str) -> None:
    """In two parts, of which each knows only its own posts."""
    compare_many(engine_url)


@pytest.mark.parametrize("copies", [0, 1])
@settings(max_examples=6)
@given(st.integers(0), st.integers(1, 6))
def test_any_history_in_a_cluster_ends_like_the_oracle(new_blog: NewBlog, copies: int, seed: int, syncs: int) -> None:
    """Versions that are replaced and deleted answer as an index that was built at once, whichever copy is asked."""
    with new_blog() as url:
        compare(url.replace("replicas=0", f"replicas={copies}"), seed, syncs, queries=15)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.integers(0), st.integers(1, 12))
def test_many_histories_end_like_the_oracle(seed: int, syncs: int) -> None:
    """The same with many more examples; `make fuzz` tries others each time."""
    compare("whoosh", seed, syncs=syncs, queries=20)
