"""Words that posts share, counted by the cluster."""

import pytest

from indexer.engines.opensearch import sharing
from indexer.engines.opensearch.sharing import shared_words
from tests.documents import Chance
from tests.engines.opensearch.written import Build
from tests.oracle import OracleEngine


@pytest.mark.parametrize("seed", range(2))
def test_shared_words_are_those_of_a_loop(engine_url: str, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Of posts that are there and posts that are not, however many stems are counted at once."""
    monkeypatch.setattr(sharing, "_AT_ONCE", 3)
    chance, oracle = Chance(seed), OracleEngine()
    posts = chance.many(25)
    oracle.apply(posts, [])
    snapshot = Build(engine_url).next(posts)
    others = ["post-3", "gone", *(post.id for post in posts[:9])]

    for one in ("post-3", "post-8", "gone"):
        found, expected = shared_words(snapshot, one, others, 6), oracle.shared_words(one, others, 6)
        assert [[word[:2] for word in words] for words in found] == [[word[:2] for word in words] for words in expected]
        weights = [word.weight for words in expected for word in words]
        assert [word.weight for words in found for word in words] == pytest.approx(weights)
    assert shared_words(snapshot, "post-3", [], 6) == []
