"""What speaks for a tag; tests/tagging/test_known.py compares all of it with the naive fusion."""

import numpy as np
import pytest

from indexer.tagging.evidence import WEIGHTS, Counts, Habits, Naming, evidence, probabilities

_HABITS = Habits(named_if_tagged=0.7, named_if_not=0.1, tagged_if_named=0.4)


def probability(
    *, score: float = 0.2, in_title: bool = False, times: float = 0, tagged: float = 20, recent: float = 0.1
) -> float:
    """That of a tag of a blog of a hundred posts, of which some name it."""
    counts = Counts(100, *(np.array([value]) for value in (tagged, 25.0, min(15.0, tagged), recent)))
    naming = Naming(np.array([in_title]), np.array([times]))
    return float(probabilities(evidence(np.array([score]), naming, counts, _HABITS))[0])


def test_each_sort_of_evidence_makes_a_tag_more_probable() -> None:
    """What similar posts carry, a name in the text, in its title, said often, and a tag used lately."""
    assert probability(score=0.5) > probability(score=0.2) > probability(score=-0.1)
    assert probability(in_title=True, times=3) > probability(times=3) > probability(times=1) > probability()
    assert probability(recent=0.5) > probability(recent=0.1)


@pytest.mark.parametrize("score", [-5.0, 0.0, 5.0])
@pytest.mark.parametrize("tagged", [0.0, 100.0])
@pytest.mark.parametrize("recent", [0.0, 1.0])
def test_extremes_are_finite(score: float, tagged: float, recent: float) -> None:
    """Nothing is impossible, and nothing certain."""
    assert 0 < probability(score=score, tagged=tagged, recent=recent, times=1) < 1


def test_there_is_a_weight_for_each_number() -> None:
    """Also where a blog has no tags."""
    nothing = np.zeros(0)
    found = evidence(nothing, Naming(nothing.astype(bool), nothing), Counts(0, *[nothing] * 4), _HABITS)
    assert found.shape == (0, len(WEIGHTS))
