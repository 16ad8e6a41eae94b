"""Holdings: sets of posts are queries, whose sizes the cluster counts, many at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.holdings import EVERYTHING, NOTHING, SnapshotHoldings, Terms
from indexer.engines.opensearch.snapshot import Snapshot
from tests.documents import document


@pytest.fixture
def snapshot(engine_url: str, tmp_path: Path) -> Iterator[Snapshot]:
    """Three posts: two of dogs, two of cats."""
    engine = OpenSearchEngine(engine_url, tmp_path)
    engine.apply([document("a", "dogs"), document("b", "cats"), document("c", "dogs and cats")], [])
    yield engine._reader.opened()
    engine.close()


def test_sizes_are_exact_once_they_are_settled(snapshot: Snapshot) -> None:
    """Of terms, of all of them, of any, of some without others."""
    dogs, cats = (Terms("stem", (stem,), None).query() for stem in ("dog", "cat"))

    def sizes(holdings: SnapshotHoldings) -> list[int]:
        sets = [dogs, cats, holdings.all_of([dogs, cats]), holdings.any_of([dogs, cats]), holdings.without(dogs, cats)]
        return [holdings.size(one) for one in sets]

    assert SnapshotHoldings(snapshot).settled(sizes) == [2, 2, 1, 3, 1]


def test_what_depends_on_a_size_is_asked_again(snapshot: Snapshot) -> None:
    """Until nothing new is asked for."""
    dogs, cats = (Terms("stem", (stem,), None).query() for stem in ("dog", "cat"))
    runs = []

    def evaluation(holdings: SnapshotHoldings) -> int:
        runs.append(1)
        return holdings.size(cats) + 10 if holdings.size(dogs) else 0

    assert SnapshotHoldings(snapshot).settled(evaluation) == 12
    assert len(runs) == 3


def test_occurrences_are_those_of_each_term(snapshot: Snapshot) -> None:
    """A post with both counts twice."""
    found = Terms("stem", ("dog", "cat"), None)

    assert SnapshotHoldings(snapshot).settled(lambda holdings: holdings.occurrences(found)) == 4


def test_everything_and_nothing_need_not_be_counted(snapshot: Snapshot) -> None:
    """And what is made of them is as simple as can be."""
    holdings = SnapshotHoldings(snapshot)
    dogs = Terms("stem", ("dog",), None).query()

    assert (holdings.size(EVERYTHING), holdings.size(NOTHING)) == (3, 0)
    assert holdings.all_of([EVERYTHING, dogs]) == holdings.any_of([NOTHING, dogs]) == dogs
    assert holdings.all_of([dogs, NOTHING]) == holdings.any_of([NOTHING]) == NOTHING
    assert holdings.any_of([dogs, EVERYTHING]) == holdings.all_of([EVERYTHING]) == EVERYTHING
    assert Terms("stem", (), None).query() == NOTHING
