"""What Whoosh reads in segments that are written in bulk is what it reads in those that it has written itself."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.sorting import FieldFacet

from indexer.engines.whoosh.w3 import segment
from tests.engines.given_terms import by_whoosh, corpus, in_bulk, seen


def found(index: Any) -> list[Any]:
    """What Whoosh's searcher finds in *index*: ids, scores, order."""
    with index.reader() as reader:
        words = [term.decode() for term in reader.lexicon("body")][:4]
    body = [query.Term("body", word) for word in words]
    queries = [
        *body,
        query.And([*body[:2], query.Term("body", "w")]),
        query.Or([*body, query.Term("title", "w"), *(query.Term("tags", word) for word in words)]),
        *(query.Phrase("body", [word, "w"], slop=slop) for word in words for slop in (1, 3000)),
        query.Prefix("body", "w"),
        query.Every(),
    ]
    orders = {}, {"sortedby": FieldFacet("date")}, {"sortedby": FieldFacet("date", reverse=True)}, {"limit": 3}
    with index.searcher() as searcher:
        every = [searcher.search(wanted, **{"limit": None, **order}) for wanted in queries for order in orders]
        return [[(hit["id"], hit.score) for hit in hits] for hits in every]


@pytest.mark.slow
@settings(max_examples=8, phases=[Phase.generate])  # shrinking would build hundreds of indexes
@given(st.integers(0), st.sampled_from([1, 2, 5, 40]), st.sampled_from([3, 50, 1 << 14]))
def test_whoosh_reads_what_it_would_have_written(seed: int, count: int, at_once: int) -> None:
    """Terms, what is known of them, postings, stored fields, lengths, columns, hits and their scores."""
    posts = corpus(seed, count)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment, "AT_ONCE", at_once)
        ours, theirs = in_bulk(Path(name, "ours"), posts), by_whoosh(Path(name, "theirs"), posts)

        assert seen(ours) == seen(theirs)
        assert found(ours) == found(theirs)


@pytest.fixture
def both(tmp_path: Path) -> tuple[Any, Any]:
    """Two indexes of the same posts, more than two blocks of them: ours, and Whoosh's."""
    posts = corpus(7, 300)
    return in_bulk(tmp_path / "ours", posts), by_whoosh(tmp_path / "theirs", posts)


@pytest.mark.slow
def test_lists_of_many_blocks(both: tuple[Any, Any]) -> None:
    """A block has 128 postings."""
    ours, theirs = both

    assert seen(ours) == seen(theirs)
    assert found(ours) == found(theirs)


@pytest.mark.slow
def test_whoosh_changes_our_segments(both: tuple[Any, Any]) -> None:
    """It deletes, updates, and merges them with its own."""
    steps: Sequence[dict[str, bool]] = ({"merge": False}, {"optimize": True})
    new = corpus(8, 20)
    for step in steps:
        for index in both:
            writer = index.writer()
            writer.delete_by_term("id", "150")
            writer.delete_by_term("tags", "b1")
            for post in new:
                writer.update_document(**post.fields())
            writer.commit(**step)
        ours, theirs = both
        assert found(ours) == found(theirs)
    assert seen(ours) == seen(theirs)
