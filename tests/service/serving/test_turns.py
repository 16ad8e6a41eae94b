"""Threads take turns at one engine."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from flask import Flask

from indexer import Engine, Neighbour, Query, open_engine
from service.app import create_app
from service.config import load
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


def test_of_several_engines_each_thread_keeps_to_one() -> None:
    """So that threads that wait for a cluster do not wait for each other; all are let go of in the end."""

    class Named(OracleEngine):
        """An engine that says which one it is."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name, self.is_closed = name, False

        def complete(self, beginning: str, limit: int) -> list[str]:
            """Its name."""
            together.wait()
            return [self.name, beginning][:limit]

        def close(self) -> None:
            """Note it."""
            self.is_closed = True

    together = Barrier(2, timeout=30)
    engines = Named("one"), Named("two")
    turns = TakingTurns(*engines)
    with ThreadPoolExecutor(2) as pool:
        rounds = [[told for (told,) in pool.map(lambda _: turns.complete("", 1), range(2))] for _ in range(3)]
    turns.close()

    assert [sorted(told) for told in rounds] == [["one", "two"]] * 3
    assert all(engine.is_closed for engine in engines)


def test_a_request_whose_state_is_harmed_is_answered_by_another(tmp_path: Path) -> None:
    """All of it, and once: its first answers are thrown away."""
    blog = open_engine("whoosh", tmp_path / "index")
    for body in ("fox and hen", "fox and cat"):
        blog.apply([document(name, f"{name} {body}", body) for name in "abc"], [])
    asked: list[str] = []

    class Harmed:
        """The engine, whose newest generation is cut off after related posts were asked for."""

        def __init__(self, engine: Engine) -> None:
            self._engine = engine

        def __getattr__(self, name: str) -> Any:
            return getattr(self._engine, name)

        def snapshot(self) -> "Harmed":
            return Harmed(self._engine.snapshot())

        def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
            found = self._engine.neighbours(document_id)
            asked.append(self._engine.generation)
            if len(asked) == 1:
                for file in (tmp_path / "index/generations/000002").glob("*.seg"):
                    os.truncate(file, 0)
            return found

    config = load({"posts": str(tmp_path)}, environment={}, folder=tmp_path)
    answer = create_app(config, Harmed(blog)).test_client().get("/api/posts/a/related")

    assert answer.status_code == 200
    assert {hit["title"] for hit in answer.get_json()["hits"]} == {"b fox and hen", "c fox and hen"}
    assert len(asked) == len(set(asked)) == 2
