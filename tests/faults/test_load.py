"""Readers while posts change: each answer is of one state of the index, and others would be noticed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.faulting.crowd import Answer
from benchmarks.faulting.epochs import TOLD, Epochs, posts_of
from benchmarks.faulting.load import SAMPLES, Plan, measured
from benchmarks.faulting.outcome import rows
from benchmarks.faulting.syncs import Synced
from benchmarks.faulting.trial import Block

ONE_STATE = "each answer is of one state of the index"
ONE_EPOCH = "each generation tells one epoch"
SHOWS = "a sync shows within a second of its end"


@pytest.mark.slow
def test_no_answer_is_made_of_two_states(tmp_path: Path) -> None:
    """Sixteen readers at two workers for some seconds, while posts are written and synced again and again."""
    found = {row.what: row for row in measured(Plan(40, 1, 4.0, 0), SAMPLES, tmp_path, tmp_path)}

    assert (found[ONE_STATE].failed, found[ONE_EPOCH].failed) == (0, 0)
    assert found[ONE_STATE].tried > found[ONE_EPOCH].tried > 1


def judged(answers: Sequence[Answer], syncs: Sequence[Synced] = ()) -> dict[str, int]:
    """How many of *answers* are found to be wrong, by what is wrong with them."""
    blocks = [Block(syncing, False, 1.0, answers, {}, (), 10) for syncing in (False, True)]
    return {row.what: row.failed for row in rows(blocks, syncs)}


def answer(generation: str = "1", epoch: int = 1, began: float = 0.0, fault: str = "") -> Answer:
    """One answer."""
    return Answer("search", began, 0.01, generation, epoch, fault)


def test_workers_that_disagree_are_noticed() -> None:
    """A generation that tells two epochs is wrong, whoever told them."""
    assert judged([answer("1", 1), answer("2", 2), answer("1", 1)])[ONE_EPOCH] == 0
    assert judged([answer("1", 1), answer("2", 2), answer("1", 2)])[ONE_EPOCH] == 1


def test_answers_that_failed_are_counted() -> None:
    """Each of them."""
    assert judged([answer(), answer(fault="status 500")])[ONE_STATE] == 2  # it is in both blocks


def test_an_old_state_that_stays_is_noticed() -> None:
    """An answer may be of the state before a sync for one second after its end."""
    syncs = [Synced(1, 0.0, 1.0), Synced(2, 2.0, 3.0)]

    assert (
        judged([answer(epoch=1, began=2.9), answer(epoch=1, began=3.9), answer(epoch=2, began=9.0)], syncs)[SHOWS] == 0
    )
    assert judged([answer(epoch=1, began=4.1)], syncs)[SHOWS] == 2


def test_posts_of_an_epoch_tell_it_everywhere(tmp_path: Path) -> None:
    """And nothing of the epoch before is left."""
    epochs = Epochs(tmp_path, ["word", "other"])
    for epoch in range(5):
        epochs.begin(epoch)
        texts = [file.read_bytes() for file in (tmp_path / "epochs").iterdir()]

        assert len(texts) == posts_of(epoch)
        assert {int(told) for text in texts for told in TOLD.findall(text)} == {epoch}
