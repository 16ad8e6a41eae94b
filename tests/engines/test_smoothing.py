"""Long questions: posts are judged by those that are most like them, too."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from indexer import Document, Engine, Filter, Query, open_engine, parse
from indexer.ranking.smoothing import _likeness, _nearest
from tests.documents import WORDS, Chance, document
from tests.engines.test_differential import assert_same
from tests.oracle import OracleEngine

QUESTION = "how do sailing ships find safe harbours while storms rage"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty index."""
    return open_engine("whoosh", tmp_path)


@pytest.fixture
def ask(engine: Engine) -> Callable[[Query], list[str]]:
    """The ids that answer, best first."""
    return lambda query: [hit.id for hit in engine.search(query).hits]


def posts() -> list[Document]:
    """Two posts that answer equally well, and others that are like the first of them and answer, too."""
    lights = "lamps beacons keepers rocks fog signals"
    return [
        document("z-among-its-kind", "Title", f"ships storms {lights}"),
        document("a-alone", "Title", "ships storms bread flour yeast ovens salt dough"),
        *(document(f"like-{i}", "Title", f"ships storms harbours {lights}") for i in range(3)),
        *(document(f"other-{i}", "Title", f"sailing {i}") for i in range(5)),
    ]


def test_a_post_gains_by_others_like_it_that_answer(engine: Engine, ask: Callable[[Query], list[str]]) -> None:
    """Alone they would be equal, and the smaller id first."""
    engine.apply(posts(), [])

    found = ask(Query("", parse(QUESTION)))

    assert found.index("z-among-its-kind") < found.index("a-alone")


def test_a_short_query_is_not_smoothed(engine: Engine, ask: Callable[[Query], list[str]]) -> None:
    """Who names what he wants is taken at his word."""
    engine.apply(posts(), [])

    found = ask(Query("", parse("ships storms")))

    assert found.index("a-alone") < found.index("z-among-its-kind")


def test_filters_change_no_score(engine: Engine) -> None:
    """Neighbours count even when they are filtered away."""
    tagged = [replace(post, tags=("chosen",) if post.id[0] in "za" else ()) for post in posts()]
    engine.apply(tagged, [])

    everything = engine.search(Query("", parse(QUESTION))).hits
    narrowed = engine.search(Query("", parse(QUESTION), filters=(Filter("tags", ("chosen",)),))).hits

    assert len(narrowed) == 2
    assert [(hit.id, hit.score) for hit in narrowed] == [(hit.id, hit.score) for hit in everything if hit.tags]


def test_an_explanation_still_adds_up(engine: Engine) -> None:
    """What is smoothed is part of the factor."""
    engine.apply(posts(), [])

    for hit in engine.search(Query("", parse(QUESTION), explain=True)).hits:
        why = hit.explanation
        assert why
        parts = sum(word.score for word in why.words) + why.exact + why.title
        assert why.score == pytest.approx(parts * why.coordination)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_long_questions_are_answered_as_by_the_oracle(engine: Engine, seed: int) -> None:
    """More posts than are smoothed, in several segments, some of them deleted."""
    chance, random = Chance(seed), Random(seed)  # noqa: S311  (nothing is kept secret here)
    oracle = OracleEngine()
    for part in np.array_split(np.array(chance.many(90), dtype=object), 3):
        for one in (engine, oracle):
            one.apply(list(part), ["post-1", "post-35"])
    for _ in range(8):
        text = " ".join([*random.sample(WORDS, random.randint(5, 9)), "absent"])
        query = Query(text, parse(text), explain=True)
        assert_same(engine.search(query), oracle.search(query))


def test_likeness_lies_between_0_and_1_and_is_1_for_equal_texts() -> None:
    """In whatever order their words stand."""
    likeness = _likeness([np.array([1, 2, 2, 7]), np.array([2, 7, 1, 2]), np.array([7, 9]), np.array([], dtype=int)])

    assert likeness[0, 1] == likeness[0, 0] == 1
    assert 0 < likeness[0, 2] < 1
    assert not likeness[3].any()


def test_each_row_keeps_its_nearest_and_all_that_are_as_near() -> None:
    """But never itself."""
    likeness = np.full((15, 15), 0.5)
    likeness[0, 1:8] = 0.9
    np.fill_diagonal(likeness, 1.0)

    near = _nearest(likeness)

    assert not near.diagonal().any()
    assert near[0].tolist() == [0.0] + [0.9] * 7 + [0.5] * 7
