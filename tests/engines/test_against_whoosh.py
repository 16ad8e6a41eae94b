"""What the engine finds in a folder is what Whoosh's own searcher finds there: ids, totals, scores, order, facets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.query import Every
from whoosh.sorting import FieldFacet

from indexer import FACETS, Document, Query, Site, Sort
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold_value
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.fields import FACET_FIELDS
from indexer.posts.reader import read_post
from tests.documents import Chance
from tests.engines.asked_twice import Question, Questions
from tests.engines.whoosh_bm25f import WhooshBM25F
from tests.oracle.corpus import Corpus

BLOG = Path(__file__).parents[3] / "shared" / "corpora" / "blogs" / "18f"
ALL = 10_000
GROUPS = {facet: FieldFacet(field, allow_overlap=True) for facet, field in FACET_FIELDS.items()}


class Both:
    """The engine and Whoosh's searcher, on the same folder."""

    def __init__(self, engine: WhooshEngine, scorer: WhooshBM25F, searcher: Any) -> None:
        self._engine = engine
        self._scorer = scorer
        self._searcher = searcher

    def assert_same(self, question: Question) -> None:
        """Both find the same posts, score them alike and count the same values."""
        self._scorer.phrases = question.phrases
        asked = Query(clauses=question.clauses, limit=ALL, facets=FACETS, explain=True)
        results, hits = self._engine.search(asked), self._found(question.query, mask=question.mask, groupedby=GROUPS)
        expected = {hit["id"]: hit.score for hit in hits}
        scores = {hit.id: hit.explanation.score for hit in results.hits if hit.explanation}
        assert scores == pytest.approx(expected, abs=1e-9)
        assert results.total == len(expected)
        order = [round(expected[hit.id], 9) for hit in results.hits]
        assert order == sorted(order, reverse=True)
        for facet, counts in results.facets.items():
            groups = {value: set(found) for value, found in hits.groups(facet).items() if value is not None}
            ours = {fold_value(facet, value): count for value, count in counts.items()}
            assert ours == {key: len(set().union(*_at_or_below(key, groups))) for key in ours.keys() | groups.keys()}
        if question.least:
            assert {hit["id"] for hit in self._found(question.least)} <= set(scores)

    def assert_same_by_date(self) -> None:
        """Both sort by date alike; among posts of the same moment, and of none, Whoosh has no order of its own."""
        for sort, is_reversed in ((Sort.OLDEST, False), (Sort.NEWEST, True)):
            ours = self._engine.search(Query(sort=sort, limit=ALL)).hits
            dates = {hit.id: hit.date for hit in ours}
            theirs = [hit["id"] for hit in self._found(Every(), sortedby=FieldFacet("date", reverse=is_reversed))]
            assert sorted(theirs) == sorted(dates)
            assert [date for date in dates.values() if date] == [dates[name] for name in theirs if dates[name]]

    def _found(self, query: Any, **options: Any) -> Any:
        return self._searcher.search(query, limit=None, **options)


def _at_or_below(key: str, groups: Mapping[str, set[int]]) -> Iterator[set[int]]:
    """Whoosh knows no levels: it counts what posts carry themselves."""
    return (found for value, found in groups.items() if value == key or value.startswith(f"{key}/"))


@contextmanager
def both(syncs: Iterable[tuple[Sequence[Document], Sequence[str]]]) -> Iterator[Both]:
    """After *syncs*, what came and what went."""
    scorer = WhooshBM25F()
    with TemporaryDirectory() as name:
        engine = WhooshEngine(Path(name), scorer)
        for upserts, deletes in syncs:
            engine.apply(upserts, deletes)
        serving = Path(name, "generations", Path(name, "current").read_text())
        with whoosh_index.open_dir(str(serving)).searcher() as searcher:
            yield Both(engine, scorer, searcher)
        engine.close()


def compare(syncs: Sequence[tuple[Sequence[Document], Sequence[str]]], random: Random, questions: int) -> None:
    """Ask both *questions* questions about what is left after *syncs*."""
    held: dict[str, Document] = {}
    for upserts, deletes in syncs:
        held = {name: post for name, post in held.items() if name not in deletes} | {post.id: post for post in upserts}
    asked = Questions(Corpus(held.values(), Analyzer()), random)
    with both(syncs) as one:
        one.assert_same_by_date()
        for _ in range(questions):
            one.assert_same(asked.any())


@settings(max_examples=8)
@given(st.integers(0))
def test_whoosh_finds_the_same_in_one_segment(seed: int) -> None:
    """Terms, fields, all of several, any of several, without, phrases, beginnings; facets and dates."""
    compare([(Chance(seed).documents(8), ())], Random(seed), 15)  # noqa: S311  (nothing is kept secret by it)


@pytest.mark.slow
@settings(max_examples=6)
@given(st.integers(0), st.integers(2, 7))
def test_whoosh_finds_the_same_after_any_history(seed: int, syncs: int) -> None:
    """In several segments with deletions, which go on counting in Whoosh's statistics."""
    chance = Chance(seed)
    history = [(chance.documents(4), chance.names(2)) for _ in range(syncs)]
    compare(history, Random(seed), 12)  # noqa: S311


@pytest.mark.slow
@settings(max_examples=30)
@given(st.integers(0), st.integers(1, 9))
def test_whoosh_finds_the_same_after_many_histories(seed: int, syncs: int) -> None:
    """The same with many more examples; `make fuzz` tries others each time."""
    chance = Chance(seed)
    history = [(chance.documents(5), chance.names(2)) for _ in range(syncs)]
    compare(history, Random(seed), 20)  # noqa: S311


@pytest.mark.slow
@pytest.mark.parametrize("changes", [False, True])
def test_whoosh_finds_the_same_in_lists_of_several_blocks(changes: bool) -> None:  # noqa: FBT001  (the case)
    """Whoosh keeps 128 postings in a block; with changes whole blocks are of deleted posts."""
    posts = Chance(3).many(300)
    gone = [post.id for post in posts[:140] + posts[160:280]]
    compare([(posts, ()), *([(posts[270:], gone)] if changes else [])], Random(4), 30)  # noqa: S311


@pytest.mark.slow
def test_whoosh_finds_the_same_in_real_posts() -> None:
    """A hundred questions of the words of a blog as its authors wrote it."""
    files = sorted(BLOG.rglob("*.md"))[::4]
    if not files:
        pytest.skip("the corpora are not here")
    posts = (read_post(file.relative_to(BLOG).as_posix(), file.read_bytes(), Site()) for file in files)
    documents = [Document.from_post(post, "as it was") for post in posts]
    changed = documents[::9]
    compare([(documents, ()), (changed, [post.id for post in documents[5:40]])], Random(5), 100)  # noqa: S311
