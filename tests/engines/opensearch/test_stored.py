"""What is stored of a document."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from indexer.engines.opensearch.encoding import encoded
from indexer.engines.opensearch.stored import stored, stored_document
from indexer.posts.relations import Relations, Series
from tests.documents import Chance, document

EVERYTHING = Relations(Series("Días", 2.5), ("a",), ("b", "c"), suggests=False, translation_key="k", original="o.md")


@pytest.mark.parametrize("seed", range(5))
def test_a_document_comes_back(seed: int) -> None:
    """Whatever it has and has not, by way of JSON."""
    for one in Chance(seed).many(20):
        assert stored_document(json.loads(encoded(stored(one)))) == one


def test_relations_and_time_zones_come_back() -> None:
    """To the microsecond."""
    moment = datetime(1871, 2, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    one = document("a", date=moment, updated=moment, relations=EVERYTHING)

    assert stored_document(json.loads(encoded(stored(one)))) == one
    assert stored_document(json.loads(encoded(stored(one)))).date.isoformat() == moment.isoformat()  # type: ignore[union-attr]
