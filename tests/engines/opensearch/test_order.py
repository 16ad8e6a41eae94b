"""The order that the cluster finds: our ranking, but for rounding."""

from pathlib import Path
from random import Random

import pytest

from indexer import Query, parse
from indexer.engines.opensearch import paging
from indexer.engines.opensearch.answer import _Search
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.holdings import SnapshotHoldings
from indexer.matching.evaluation import evaluate
from tests.documents import WORDS, Chance, document

TOLERANCE = 2e-4
"""Of a score: the title's share is counted in parts of 2**-16, and its fourth power taken."""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Queries of one word to nine: held by all, by some, misspelt, joined by OR, quoted."""
    random = Random(7)  # noqa: S311  (nothing is kept secret here)
    several = [" ".join(random.sample(WORDS, random.randint(1, 9))) for _ in range(30)]
    return [*several, "serching houses", '"search index" house', "house OR index search", "title:search index"]


def test_scores_in_the_cluster_are_those_of_the_ranking(engine_url: str, tmp_path: Path, texts: list[str]) -> None:
    """Of every post that matches, within a stated tolerance."""
    engine = OpenSearchEngine(engine_url, tmp_path)
    engine.apply(Chance(11).many(60), [])
    snapshot = engine._reader.opened()
    compared = 0
    for text in texts:
        query = Query(text, parse(text), limit=100)
        matches = SnapshotHoldings(snapshot).settled(lambda holdings: evaluate(holdings, query.clauses))  # noqa: B023
        search = _Search(snapshot, query, matches)
        if search.ranking is None or len(matches.sought) >= 5:  # smoothed afterwards
            continue
        found = [hit["sort"][0] for hit in search.response["hits"]["hits"]]
        assert found == pytest.approx(search.ranking.total.tolist(), rel=TOLERANCE)
        compared += len(found)
    assert compared > 200
    engine.close()


def test_what_overflows_its_bits_still_comes_in_order(engine_url: str, tmp_path: Path) -> None:
    """Frequencies beyond what is packed are cut for the order, and exact in the score."""
    engine = OpenSearchEngine(engine_url, tmp_path)
    engine.apply(
        [document("few", "", "dog " * 3 + "cat " * 3000), document("many", "", "dog " * 2000 + "cat " * 1003)], []
    )

    hits = engine.search(Query("", parse("dog"), explain=True)).hits

    assert [hit.id for hit in hits] == ["many", "few"]
    engine.close()


def test_a_deep_page_is_that_of_the_whole_list(
    engine_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many hits lie before it, whatever they are ordered by, and beyond the end there are none."""
    engine = OpenSearchEngine(engine_url, tmp_path)
    engine.apply(Chance(5).many(60), [])
    texts = ["", "search", "search index house"]
    wholes = [[hit.id for hit in engine.search(Query("", parse(text), limit=100)).hits] for text in texts]
    monkeypatch.setattr(paging, "PAGE", 41)  # instead of 10,000 hits
    for text, whole in zip(texts, wholes, strict=True):
        for offset in (0, 20, 45, 200):
            page = engine.search(Query("", parse(text), offset=offset, limit=5, facets=("tags",)))
            assert [hit.id for hit in page.hits] == whole[offset : offset + 5]
            assert page.total == len(whole)
    engine.close()
