"""How an engine says that it is."""

import pytest

from indexer import Engine, IndexMissing
from tests.documents import document


def test_an_engine_that_answers_fully_is_well(engine: Engine) -> None:
    """Nothing of it is damaged, and nothing is missing, but maybe a copy that is still being made."""
    engine.apply([document("a", "Ant")], [])

    assert engine.health().state in {"green", "yellow"}


def test_without_an_index_there_is_nothing_to_be_well(engine: Engine) -> None:
    """Which is told apart from an index that is damaged."""
    with pytest.raises(IndexMissing):
        engine.health()
