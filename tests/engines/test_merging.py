"""Segments that split, wear out and are merged answer as an index that was built at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Document, Query, Results, open_engine
from indexer.engines.whoosh import building, changes
from indexer.engines.whoosh.manifest import Manifest, read_manifest
from indexer.engines.whoosh.w3 import segments_of
from tests.documents import Chance, document
from tests.oracle import OracleEngine


class Limits(NamedTuple):
    """When segments are split and merged."""

    tokens: int
    segments: int
    merged: int


class Sync(NamedTuple):
    """What comes and what goes at once."""

    upserts: list[Document]
    deletes: list[str]
    rebuild: bool = False


ONE_SEGMENT = Limits(1_000_000, 8, 5)
NARROW = st.builds(Limits, st.sampled_from([1, 12, 40, 1_000]), st.integers(0, 4), st.integers(1, 4))


@contextmanager
def limited(limits: Limits) -> Iterator[Path]:
    """A folder in which segments are so small."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "MAX_TOKENS", limits.tokens)
        patch.setattr(changes, "MAX_TOKENS", limits.tokens)
        patch.setattr(changes, "ANALYSED_AT_ONCE", 1)
        patch.setattr(changes, "MAX_SEGMENTS", limits.segments)
        patch.setattr(changes, "MERGED", limits.merged)
        yield Path(name)


def history(chance: Chance, syncs: int) -> list[Sync]:
    """Posts come, change and go; now and then all begins anew."""
    return [Sync(chance.documents(6), chance.names(3), rebuild=number % 5 == 4) for number in range(syncs)]


def held_after(syncs: Sequence[Sync]) -> dict[str, Document]:
    """The posts that *syncs* leave, by id."""
    held: dict[str, Document] = {}
    for sync in syncs:
        kept = {} if sync.rebuild else {name: post for name, post in held.items() if name not in sync.deletes}
        held = kept | {post.id: post for post in sync.upserts}
    return held


def manifest(folder: Path) -> tuple[Path, Manifest]:
    """The generation that serves, and what it says of itself."""
    serving = folder / "generations" / (folder / "current").read_text()
    found = read_manifest(serving)
    assert found
    return serving, found


def unnamed(results: Results) -> Results:
    """*results* without the name of what answered."""
    return replace(results, generation="")


@settings(max_examples=8)
@given(st.integers(0), st.integers(1, 8), NARROW)
def test_any_history_answers_as_an_index_built_at_once(seed: int, syncs: int, limits: Limits) -> None:
    """To the last digit of each score, and as the oracle; the posts come back whole, too."""
    compare(seed, syncs, limits)


@pytest.mark.slow
@settings(max_examples=30)
@given(st.integers(0), st.integers(1, 12), NARROW)
def test_many_histories_answer_as_an_index_built_at_once(seed: int, syncs: int, limits: Limits) -> None:
    """The same with many more examples; `make fuzz` tries others each time."""
    compare(seed, syncs, limits)


def compare(seed: int, syncs: int, limits: Limits) -> None:
    """Search an index that grew by *syncs* changes, one of what they left, and the oracle."""
    chance = Chance(seed)
    changed = history(chance, syncs)
    held = held_after(changed)
    with limited(limits) as folder, TemporaryDirectory() as other:
        grown, fresh, oracle = open_engine("whoosh", folder), open_engine("whoosh", Path(other)), OracleEngine()
        for sync in changed:
            grown.apply(*sync[:2], rebuild=sync.rebuild)
        with limited(ONE_SEGMENT):
            fresh.apply(held.values(), [])
        oracle.apply(held.values(), [])

        for query in [replace(chance.query(), explain=True) for _ in range(12)]:
            found = grown.search(query)
            assert unnamed(found) == unnamed(fresh.search(query))
            assert [hit.id for hit in found.hits] == [hit.id for hit in oracle.search(query).hits]
        assert grown.fingerprints() == fresh.fingerprints()
        assert {name: grown.get(name) for name in held} == held
        for beginning in ("s", "in", "é", "日", "x"):
            assert grown.complete(beginning, 5) == fresh.complete(beginning, 5)


@pytest.mark.slow
@settings(max_examples=5)
@given(st.integers(0), st.integers(1, 12), NARROW)
def test_whoosh_is_told_of_the_same_segments_and_deletions(seed: int, syncs: int, limits: Limits) -> None:
    """The manifest and Whoosh's own table of contents never disagree, and no file is left over."""
    with limited(limits) as folder:
        engine = open_engine("whoosh", folder)
        for sync in history(Chance(seed), syncs):
            engine.apply(*sync[:2], rebuild=sync.rebuild)
            serving, said = manifest(folder)
            segments = {segment.segment_id(): sorted(segment.deleted_docs()) for segment in segments_of(serving)}
            assert segments == said.segments
            assert {path.stem for path in serving.glob("*.seg")} == set(segments)
            assert {path.stem for path in serving.glob("*.columns")} == set(segments)


@pytest.mark.slow
def test_segments_stay_few_while_posts_come_one_by_one() -> None:
    """And no post is written again at every sync."""
    with limited(Limits(1_000, segments=4, merged=3)) as folder:
        engine = open_engine("whoosh", folder)
        written = 0
        known: set[str] = set()
        for number in range(24):
            engine.apply([document(str(number), f"Post {number}")], [])
            _, said = manifest(folder)
            assert len(said.segments) <= 5
            written += len(set(said.segments) - known)
            known |= set(said.segments)

        assert written < 48
        assert len(engine.fingerprints()) == 24


def test_a_segment_wears_out() -> None:
    """When more than half of its posts are gone, the others move and nothing of it stays."""
    with limited(Limits(1_000, segments=8, merged=5)) as folder:
        engine = open_engine("whoosh", folder)
        engine.apply([document(name, f"Post {name}") for name in "abcde"], [])
        ((worn, _),) = manifest(folder)[1].segments.items()

        engine.apply([], ["a", "b"])
        assert manifest(folder)[1].segments == {worn: [0, 1]}
        engine.apply([], ["c"])

        ((name, deleted),) = manifest(folder)[1].segments.items()
        assert name != worn
        assert list(deleted) == []
        assert set(engine.fingerprints()) == {"d", "e"}


def test_no_segment_grows_past_its_limit() -> None:
    """Also if several wear out at once, so that memory stays bounded."""
    with limited(Limits(20, segments=8, merged=5)) as folder:
        engine = open_engine("whoosh", folder)
        engine.apply([document(str(number), "One post of few words") for number in range(40)], [])
        engine.apply([], [str(number) for number in range(40) if number % 5 > 1])

        serving, _ = manifest(folder)
        assert all(segment.doc_count_all() <= 5 for segment in segments_of(serving))
        assert len(engine.fingerprints()) == 16


def test_nothing_is_left_of_an_index_whose_posts_all_went() -> None:
    """It answers, and takes in posts again."""
    with limited(Limits(5, segments=2, merged=2)) as folder:
        engine = open_engine("whoosh", folder)
        engine.apply([document(name, f"Post {name}") for name in "abc"], [])
        engine.apply([], ["a", "b", "c"])

        assert manifest(folder)[1].segments == {}
        assert engine.search(Query(facets=("tags",))).total == 0
        engine.apply([document("d", "Post d")], ["a"])
        assert set(engine.fingerprints()) == {"d"}


def test_segments_that_are_full_of_words_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """To join them would make as many again, at every sync."""
    with limited(Limits(1_000_000, 2, 5)) as folder:
        for module in (building, changes):
            monkeypatch.setattr(module, "MAX_LEXEMES", 20)
        engine = open_engine("whoosh", folder)
        before: set[str] = set()
        for number in range(6):
            engine.apply([document(f"p{number}", " ".join(f"w{number}x{word}" for word in range(12)))], [])
            segments = {*manifest(folder)[1].segments}
            assert len(segments - before) == 1
            assert before <= segments
            before = segments
        engine.close()
