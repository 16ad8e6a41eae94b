"""One generation, asked in the cluster."""

import pytest

from tests.documents import document
from tests.engines.opensearch.blog import Blog

POSTS = [
    document("a", "Red fox", "one two three four", lang="de", tags=("x",)),
    document("b", "Hen", "one two", lang="de"),
    document("c", "", "one", lang="fr"),
    document("d", "The cow"),
]


@pytest.fixture
def blog(engine_url: str) -> Blog:
    """Without posts."""
    return Blog(engine_url)


def test_what_is_counted(blog: Blog) -> None:
    """Posts, the mean lengths of the fields that posts have, and languages, the most used first."""
    empty, full = blog.next([]), blog.next(POSTS)
    changed = blog.next([document("a", "A red fox and a hen", "", lang="fr")], ["b", "d"])

    assert (empty.posts, full.posts, changed.posts) == (0, 4, 2)
    assert set(empty.averages.values()) == {1.0}
    assert full.averages == {"title": 5 / 3, "headings": 1.0, "tags": 1.0, "summary": 1.0, "body": 7 / 3}
    assert changed.averages == {"title": 6.0, "headings": 1.0, "tags": 1.0, "summary": 1.0, "body": 1.0}
    assert (empty.languages, full.languages, changed.languages) == (["en"], ["de", "en", "fr"], ["fr"])


def test_each_generation_has_its_own_posts(blog: Blog) -> None:
    """Whatever has been written to the build since then."""
    old = blog.next(POSTS)
    new = blog.next([changed := document("a", "Blue fox", fingerprint="2")], ["b"])

    assert old.documents(["a", "b", "nobody"]) == [POSTS[0], POSTS[1], None]
    assert new.documents(["b", "a", "c"]) == [None, changed, POSTS[2]]
    assert old.fingerprints() == {post.id: post.fingerprint for post in POSTS}
    assert new.fingerprints() == {"a": "2", "c": POSTS[2].fingerprint, "d": POSTS[3].fingerprint}


def test_all_are_fetched_page_by_page(blog: Blog) -> None:
    """In the order of their keys, each once, however many there are on a page."""
    snapshot = blog.next(reversed(POSTS))

    def keys(page: int) -> list[str]:
        return [hit["sort"][0] for hit in snapshot.each({}, page=page)]

    assert [keys(page) for page in range(1, 6)] == [["a", "b", "c", "d"]] * 5
    assert [hit["_source"] for hit in snapshot.each({"query": {"term": {"key": "b"}}, "_source": ["title_words"]})] == [
        {"title_words": 1}
    ]


def test_fingerprints_are_fetched_page_by_page(blog: Blog) -> None:
    """All of them, however many are on a page and however the shards have counted what was written to them."""
    old = blog.next(document(str(number), fingerprint="old") for number in range(30))
    new = blog.next([document(str(number), fingerprint="new") for number in range(0, 40, 3)], ["4", "5"])
    here = {str(number) for number in range(30)}
    changed = {str(number) for number in range(0, 40, 3)}

    for page in (3, 4, 7, 27, 30, 31, 100):
        assert old.fingerprints(page) == dict.fromkeys(here, "old")
        assert new.fingerprints(page) == dict.fromkeys(here - {"4", "5"}, "old") | dict.fromkeys(changed, "new")


def test_scores_stay_as_they_are(blog: Blog) -> None:
    """What narrows a search to a generation adds nothing to them."""
    snapshot = blog.next(POSTS)
    query = {"constant_score": {"filter": {"term": {"words": "one"}}, "boost": 2.5}}

    def scores(answer: dict[str, dict[str, list[dict[str, float]]]]) -> list[float]:
        return [hit["_score"] for hit in answer["hits"]["hits"]]

    one, (again, other) = snapshot.ask({"query": query}), snapshot.ask_all([{"query": query}, {}])
    assert scores(one) == scores(again) == [2.5, 2.5, 2.5]
    assert scores(other) == [0, 0, 0, 0]
