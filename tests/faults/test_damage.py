"""Harmed files: some of each kind, and what tells that an answer is wrong."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.faulting.damage import indexed, serving_files, verdicts_on
from benchmarks.faulting.harm import Harm, harms
from benchmarks.faulting.judgement import Case, Original, Way
from benchmarks.faulting.questions import Answer, is_right
from benchmarks.faulting.served_damage import served
from benchmarks.faulting.state_damage import state

_FEW = 40
"""Times less harm than the benchmark does."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """An index of two generations and several segments, and all its answers."""
    return indexed(tmp_path_factory.mktemp("damage"))


@pytest.mark.slow
@pytest.mark.parametrize("way", Way)
def test_a_harmed_generation_never_answers_wrongly(original: Original, way: Way, tmp_path: Path) -> None:
    """The last whole one answers, verifying names the file, and the next sync repairs it."""
    chance = random.Random(2)  # noqa: S311
    done = harms(original.index, serving_files(original.index), 12, 6, chance)

    verdicts = list(verdicts_on(original, [Case(harm, way) for harm in done], tmp_path / "harmed"))

    assert [failure for verdict in verdicts for failure in verdict.failures] == []
    answered = sum((verdict.answered for verdict in verdicts), Counter[str]())
    assert answered["newest"] > 0
    assert answered["before"] > 0
    assert answered["refused"] == 0


@pytest.mark.slow
def test_files_beside_the_generations_may_be_harmed() -> None:
    """The pointer, the ledger, the stems and the tasks."""
    rows = list(state(_FEW, 1))

    assert {row.what.split()[0] for row in rows} >= {"current", "ledger.jsonl", "last-sync.json", "stems"}
    assert [row for row in rows if row.failed] == []


@pytest.mark.slow
def test_a_running_service_outlives_harm_to_its_files() -> None:
    """No request fails, no answer is wrong, no worker is started anew."""
    (row,) = served(_FEW, 1)

    assert row.failed == 0


def test_harm_is_spread_over_all_files_their_ends_first(tmp_path: Path) -> None:
    """And does what it says to that byte alone."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(bytes(10))
    done = harms(tmp_path, ["a", "b"], 6, 2, random.Random(1))  # noqa: S311

    assert [(harm.path, harm.byte) for harm in done[:4]] == [("a", 0), ("b", 0), ("a", 9), ("b", 9)]
    assert Counter(harm.path for harm in done) == {"a": 4, "b": 4}
    assert done[-2:] == [Harm("a", 0, None), Harm("b", 0, None)]
    before = (tmp_path / "a").stat()
    Harm("a", 3, 1).do(tmp_path, in_secret=True)
    assert (tmp_path / "a").read_bytes() == b"\0\0\0\x02" + bytes(6)
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns
    Harm("b", 4, None).do(tmp_path)
    assert (tmp_path / "b").read_bytes() == bytes(4)


def test_an_answer_is_right_if_its_generation_gives_it() -> None:
    """That of another generation is wrong; one that may be of two is right if it is of either."""
    known = {("1", "q"): "old", ("2", "q"): "new"}

    assert is_right(Answer("q", "1", "old"), known)
    assert is_right(Answer("q", "1 2", "new"), known)
    assert not is_right(Answer("q", "2", "old"), known)
    assert not is_right(Answer("q", "3", "new"), known)
