"""Neighbours that are looked for."""

import pytest

from indexer.engines.opensearch import nearest as module
from indexer.engines.opensearch.nearest import nearest
from tests.documents import document, on
from tests.engines.opensearch.written import Build

BREAD = [
    document("white", "White bread", "wheat flour, water and yeast in the oven until the crust is golden"),
    document("dark", "Dark bread", "rye flour and water become a sour dough; the oven is hot"),
    document("flat", "Flat bread", "no oven, only a pan, a little oil, flour and some minutes"),
]
TRAIN = [
    document("north", "By train to Lapland", "two nights on rails, then reindeer beside every lake"),
    document("south", "By train to Sicily", "the rails end at the sea and a ferry takes all carriages"),
    document("west", "By train to Brest", "rails along the coast, lighthouses and rain"),
]


def test_the_nearest_share_telling_words(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who share none are not found; nor is anything for a post that says nothing, or is not there."""
    again = document("again", BREAD[0].title, BREAD[0].body, date=on("2020-01-01"))
    snapshot = Build(engine_url).next([*BREAD, *TRAIN, again, document("empty")])

    assert {one.id for one in nearest(snapshot, "north")} == {"south", "west"}
    assert {one.id for one in nearest(snapshot, "flat")} in ({"white", "dark"}, {"again", "dark"})
    assert nearest(snapshot, "empty") == nearest(snapshot, "nobody") == ()
    monkeypatch.setattr(module, "CANDIDATES", 2)
    assert len(nearest(snapshot, "north")) == 1
