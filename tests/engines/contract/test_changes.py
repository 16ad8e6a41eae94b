"""Keeping documents: what is put in, taken out, replaced, and asked back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexer import Document, Engine, EngineError, IndexLocked, IndexMissing, Query, Section, parse
from tests.documents import document, on
from tests.engines.contract.conftest import Find

A, B, C = document("a", "Ant"), document("b", "Bee"), document("c", "Cow")


def held(engine: Engine) -> set[str]:
    """The ids of all documents, by every way to ask."""
    found = engine.search(Query(limit=100))
    assert {hit.id for hit in found.hits} == set(engine.fingerprints())
    assert found.total == len(engine.fingerprints())
    return set(engine.fingerprints())


def test_before_the_first_sync_there_is_no_index(engine: Engine) -> None:
    """That is an error, not an empty answer; a sync may ask for fingerprints all the same."""
    assert engine.fingerprints() == {}
    for ask in (lambda: engine.search(Query()), lambda: engine.get("a"), lambda: engine.complete("a", 1)):
        with pytest.raises(IndexMissing, match="no index yet"):
            ask()
    with pytest.raises(IndexMissing):
        _ = engine.generation


def test_an_index_may_be_empty(engine: Engine) -> None:
    """A blog without posts answers that it has none."""
    engine.apply([], [])

    results = engine.search(Query("fox -hen", parse('fox -hen "red fox" tag:x a OR b'), facets=("tags",)))

    assert (results.total, results.hits, results.facets) == (0, (), {"tags": {}})
    assert held(engine) == set()


def test_documents_come_and_go(engine: Engine, find: Find) -> None:
    """One `apply` may do both."""
    engine.apply([A, B], [])
    assert held(engine) == {"a", "b"}

    engine.apply([C], ["a"])
    assert held(engine) == {"b", "c"}
    assert find("ant") == []

    engine.apply([], ["b", "c"])
    assert held(engine) == set()

    engine.apply([A], [])
    assert find("ant") == ["a"]


def test_a_document_is_replaced_as_a_whole(engine: Engine, find: Find) -> None:
    """What it said before is forgotten: words, tags, completions."""
    engine.apply([document("a", "Old", "obsolete", tags=("gone",)), B], [])
    engine.apply([document("a", "New", "modern", tags=("come",), fingerprint="2")], [])

    assert find("obsolete") == find("tag:gone") == find("obsol") == []
    assert find("modern tag:come") == ["a"]
    assert engine.complete("ob", 9) == []
    assert engine.fingerprints() == {"a": "2", "b": B.fingerprint}


def test_replacing_often_leaves_one(engine: Engine) -> None:
    """However many segments that makes."""
    for times in range(1, 8):
        engine.apply([document("a", "Ant " * times, fingerprint=str(times))], [])

    assert engine.fingerprints() == {"a": "7"}
    assert engine.search(Query("", parse("ant"))).total == 1


def test_ids_that_are_not_there_are_deleted_without_complaint(engine: Engine) -> None:
    """They are not there afterwards, as asked."""
    engine.apply([A], ["zzz"])

    assert held(engine) == {"a"}


def test_a_post_that_is_both_put_in_and_taken_out_is_held(engine: Engine) -> None:
    """Be it new or known."""
    engine.apply([A], ["a"])
    assert held(engine) == {"a"}

    engine.apply([document("a", "Ant", fingerprint="2")], ["a"])
    assert engine.fingerprints() == {"a": "2"}


@pytest.mark.parametrize("before", [[], [A]], ids=["new", "known"])
def test_a_post_given_twice_is_an_error(engine: Engine, before: list[Document]) -> None:
    """Which of them should be found?"""
    engine.apply([B, *before], [])
    generation = engine.generation

    with pytest.raises(EngineError, match="twice"):
        engine.apply([A, C, A], [])

    assert held(engine) == {"b", *(post.id for post in before)}
    assert engine.generation == generation


def test_rebuilding_starts_from_nothing(engine: Engine, find: Find) -> None:
    """Only what is given is held."""
    engine.apply([A, B], [])
    engine.apply([B, C], ["zzz"], rebuild=True)

    assert held(engine) == {"b", "c"}
    assert find("ant") == []


def test_an_exception_while_documents_are_read_changes_nothing(engine: Engine, find: Find) -> None:
    """All or nothing."""
    engine.apply([A], [])
    generation = engine.generation

    def failing() -> Iterator[Document]:
        yield B
        yield document("a", "Changed")
        raise RuntimeError("the disk was pulled out")

    with pytest.raises(RuntimeError, match="pulled out"):
        engine.apply(failing(), ["a"])

    assert (held(engine), engine.generation) == ({"a"}, generation)
    assert (find("ant"), find("bee"), find("changed")) == (["a"], [], [])
    engine.apply([B], [])
    assert held(engine) == {"a", "b"}


def test_an_exception_at_the_first_sync_leaves_no_index(engine: Engine) -> None:
    """There was none before."""

    def failing() -> Iterator[Document]:
        yield A
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.apply(failing(), [])

    with pytest.raises(IndexMissing):
        engine.search(Query())


def test_deletes_are_read_after_the_last_document(engine: Engine) -> None:
    """A sync knows only then what is gone."""
    engine.apply([A, B], [])
    deletes: list[str] = []

    def upserts() -> Iterator[Document]:
        yield C
        deletes.append("a")

    engine.apply(upserts(), deletes)

    assert held(engine) == {"b", "c"}


def test_the_generation_changes_with_every_change(engine: Engine) -> None:
    """And with nothing else; results carry it."""
    seen = []
    for upserts, deletes in (([A], []), ([B], []), ([], ["a"]), ([A], [])):
        engine.apply(upserts, deletes)
        assert engine.generation == engine.generation == engine.search(Query()).generation
        seen.append(engine.generation)

    assert len(set(seen)) == 4


def test_a_document_comes_back_as_it_was(engine: Engine) -> None:
    """With all that it holds."""
    post = document(
        "a",
        'Títle \u202e 𝄞 "quoted"',
        "Body\n\nwith\ttabs, 日本語, \x00 and 𝄞",
        sections=(Section("Head", "anchor", 2, 0), Section("", "", 6, 4)),
        path="ä/b c.md",
        url="https://x.example/?a=b&c=d#e",
        summary="Sum",
        tags=("a,b", "c d"),
        categories=("x",),
        authors=("Y Z",),
        date=on("2020-01-02"),
        updated=on("2021-01-02"),
        lang="ja",
    )
    engine.apply([post, document("empty")], [])

    assert engine.get("a") == post
    assert engine.get("empty") == document("empty")
    assert engine.get("nobody") is None


def test_lone_surrogates_in_a_post_do_no_harm(engine: Engine, find: Find) -> None:
    """They come of broken escapes in a header, and cannot be stored."""
    engine.apply([document("a", "Fox \ud800 hunt", "body \udfff text", summary="\ud83d", tags=("x\ud800",))], [])

    assert find("fox hunt text") == ["a"]
    engine.apply([], ["a"])
    assert held(engine) == set()


def test_words_are_completed_most_used_first(engine: Engine) -> None:
    """Unstemmed, folded, itself included."""
    engine.apply([document("a", "Searching", "search searches"), document("b", "Séarch", "searches"), C], [])

    assert engine.complete("sear", 10) == ["search", "searches", "searching"]
    assert engine.complete("SÉAR", 2) == ["search", "searches"]
    assert engine.complete("searches", 9) == ["searches"]
    assert engine.complete("xyz", 9) == engine.complete("!!", 9) == engine.complete("", 9) == []


def test_there_is_one_writer(engine: Engine) -> None:
    """Another one is told at once; afterwards it may write."""
    with engine.writing():
        with pytest.raises(IndexLocked, match="another sync"), engine.writing():
            pass
        engine.apply([A], [])
    with engine.writing():
        engine.apply([B], [])

    assert held(engine) == {"a", "b"}


def test_the_lock_is_freed_by_an_exception(engine: Engine) -> None:
    """A failed sync does not stop the next."""
    with pytest.raises(RuntimeError), engine.writing():
        raise RuntimeError

    with engine.writing():
        pass


def test_what_was_taken_out_leaves_no_trace(engine: Engine) -> None:
    """Scores, facets, corrections are those of an index that never held it."""
    kept = [document("a", "Red fox", "the red fox runs", tags=("x",)), document("b", "Hen", "a red hen", lang="de")]
    gone = [document(f"gone{i}", "Red fox", "red fox and zebra", tags=("X", "y"), lang="fr") for i in range(5)]
    stays = document("c", "Cow", "one red fox")
    engine.apply([stays, *gone, document("a", "Old zebra", "red fox", tags=("X",))], [])
    engine.apply(kept, [post.id for post in gone])
    typed = ("red", '"red fox"', "fox OR hen", "title:red", "zebr", "zebro", "zebra", "the hen", "tag:y", "ren", "redd")
    queries = [Query(text, parse(text), facets=("tags", "lang"), explain=True) for text in typed]

    after = [replace(engine.search(query), generation="") for query in queries]
    engine.apply([stays, *kept], [], rebuild=True)

    assert after == [replace(engine.search(query), generation="") for query in queries]
