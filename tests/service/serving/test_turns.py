"""Threads take turns at one engine."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from indexer import Query
from service.serving.turns import TakingTurns
from tests.documents import document
from tests.oracle import OracleEngine

QUERIES = ("blog", "search", '"a post"', "tag", "wri", "feeds OR tags", "-blog", "")


def test_many_threads_get_the_answers_that_one_gets(app: Flask) -> None:
    """Sixteen at once, each query many times over, and no answer differs."""

    def hits(text: str) -> list[str]:
        answer = app.test_client().get("/api/search", query_string={"q": text, "facets": "*"})
        assert answer.status_code == 200
        return [hit["id"] for hit in answer.get_json()["hits"]]

    alone = [hits(text) for text in QUERIES]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(hits, QUERIES * 20))

    assert together == alone * 20


def test_what_a_thread_asks_while_it_holds_agrees() -> None:
    """A change shows when it lets go, and to other threads at once."""
    engine = TakingTurns(OracleEngine())
    engine.apply([document("a", "One", "fox")], [])
    with engine.holding(), ThreadPoolExecutor(1) as other:
        before = engine.generation
        engine.apply([document("b", "Two", "fox")], [])
        held = engine.generation, engine.search(Query()).total, engine.get("b")
        seen = other.submit(engine.search, Query()).result().total

    assert held == (before, 1, None)
    assert seen == engine.search(Query()).total == 2


def test_what_is_held_is_what_serves_at_the_first_question() -> None:
    """Who waits before it asks is told the newest; without an index there is nothing to hold, and nothing fails."""
    engine = TakingTurns(OracleEngine())
    with engine.holding():
        assert engine.fingerprints() == {}
    with engine.holding():
        engine.apply([document("a", "One", "fox")], [])
        assert engine.search(Query()).total == 1
