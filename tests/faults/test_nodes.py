"""Nodes of a cluster are killed while clients search and posts are synced."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.faulting.known import Known, Read
from benchmarks.faulting.nodes import measured
from benchmarks.faulting.watch import Seen, Verdict, faults
from tests.cluster.nodes import Nodes

PATH = "/api/search?q=feed"


@pytest.mark.slow
def test_no_answer_is_wrong_and_no_post_is_lost_when_nodes_die(nodes: Nodes, tmp_path: Path) -> None:
    """First one that others can stand in for, then both that have the posts, which nobody can stand in for."""
    kills = ("the cluster manager", "both who hold copies")

    found = list(measured(nodes, tmp_path, kills, quick=True, seed=1))

    assert [row.failed for row in found] == [0] * 5, found
    assert min(row.tried for row in found) > 0
    assert "refused with 503" in found[2].seen


def seen(*answers: tuple[str, Iterable[int]]) -> list[Seen]:
    """Right answers, each by a generation in some states."""
    return [Seen(PATH, 0.0, 0.1, Verdict.RIGHT, name, frozenset(states)) for name, states in answers]


def test_generations_that_answer_from_two_states_are_noticed() -> None:
    """What is right in several states speaks for none of them."""
    assert not list(faults(seen(("1", {0}), ("1", {0, 1}), ("2", {1}))))
    assert len(list(faults(seen(("1", {0}), ("1", {0, 1}), ("1", {1}))))) == 1


def test_wrong_answers_and_failures_are_noticed() -> None:
    """A clear 503 is none of them."""
    verdicts = (Verdict.WRONG, Verdict.BROKEN, Verdict.REFUSED)

    assert len(list(faults(Seen(PATH, 0.0, 0.1, verdict) for verdict in verdicts))) == 2


def test_an_empty_answer_is_no_right_one() -> None:
    """Only what was learnt is right, whichever generation tells it and however long it took."""
    known = Known([PATH])
    known.learn(1, lambda _: answer(total=3, generation="7", took=5))

    assert known.states(PATH, answer(total=3, generation="8", took=1).body) == {1}
    assert not known.states(PATH, answer(total=0, generation="7", took=5).body)


def answer(*, total: int, generation: str, took: int) -> Read:
    """An answer."""
    body = {"totalHits": total, "generation": generation, "processingTimeMs": took, "hits": []}
    return Read(200, "application/json", json.dumps(body).encode())
