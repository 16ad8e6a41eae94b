"""Threads take turns at one engine."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

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
