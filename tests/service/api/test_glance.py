"""A glance at the engine ends in time, whatever the engine does."""

from pathlib import Path

import pytest

from indexer import Access, Engine, open_engine
from service.api.glance import Glance, Glances
from tests.oracle import OracleEngine
from tests.service import stand_in


def test_an_engine_is_seen_as_it_is(engine: Engine) -> None:
    """Each time anew."""
    glances = Glances(engine)

    assert glances.take() == glances.take() == Glance("green", engine.generation)


def test_an_engine_without_an_index_is_not_damaged(tmp_path: Path) -> None:
    """There is nothing yet that could be."""
    assert Glances(open_engine("whoosh", tmp_path)).take() == Glance("red")


@pytest.mark.slow
@pytest.mark.parametrize(("status", "state"), [(401, "refused"), (503, "red")])
def test_what_the_cluster_says_decides_on_the_state(tmp_path: Path, status: int, state: str) -> None:
    """A cluster that is there is not taken for one that is away."""
    with stand_in.answering(status, b"{}") as port:
        engine = open_engine(f"opensearch://127.0.0.1:{port}/posts", tmp_path)
        assert Glances(engine).take() == Glance(state)
        engine.close()


def test_a_fault_of_ours_ends_no_process(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells of it."""

    class Broken(OracleEngine):
        """An engine with a fault in it."""

        @property
        def generation(self) -> str:
            """Never told."""
            raise ZeroDivisionError

    assert Glances(Broken()).take() == Glance("red")
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.slow
def test_nobody_waits_for_an_engine_that_does_not_answer(tmp_path: Path) -> None:
    """However many look, one question is asked at a time."""
    with stand_in.silence() as port:
        engine = open_engine(f"opensearch://127.0.0.1:{port}/posts", tmp_path, Access(timeout=0.3))
        glances = Glances(engine, patience=0.01)
        assert {glances.take() for _ in range(5)} == {Glance("unreachable")}
        assert Glances(engine, patience=60).take() == Glance("unreachable")
        engine.close()
