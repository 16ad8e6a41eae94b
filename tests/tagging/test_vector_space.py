"""The vector space, compared with plain matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.features import are_in_title, features_of, times_in_body
from indexer.tagging import vector_space
from indexer.tagging.vector_space import TITLE, VectorSpace

_ROWS = st.lists(st.dictionaries(st.integers(0, 30), st.integers(1, 255), max_size=12), max_size=14)


def entries(row: dict[int, int]) -> np.ndarray:
    """The entries of a text: features with the byte of their counts."""
    return np.array([feature << 8 | said for feature, said in sorted(row.items())], dtype=np.uint32)


def naive(rows: list[dict[int, int]]) -> np.ndarray:
    """The cosine of each of *rows* with each, by the formula; all are known."""
    weights = np.zeros((len(rows), 31))
    for number, row in enumerate(rows):
        said = entries(row)
        times = times_in_body(said) + TITLE * are_in_title(said)
        weights[number, features_of(said)] = 1 + np.log(times)
    df = (weights > 0).sum(axis=0)
    weights *= np.where(df > 1, np.log((1 + len(rows)) / (1 + df)) + 1, 0)
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths, lengths, 1)
    return weights @ weights.T


def space(rows: list[dict[int, int]]) -> VectorSpace:
    """The space of *rows*."""
    said = [entries(row) for row in rows]
    return VectorSpace(np.cumsum([0, *map(len, said)]), np.concatenate([np.empty(0, dtype=np.uint32), *said]))


@pytest.mark.slow
@settings(max_examples=60)
@given(_ROWS)
def test_likeness_is_the_cosine(rows: list[dict[int, int]]) -> None:
    """Of each post with each."""
    found = [space(rows).likeness(entries(row)) for row in rows]
    assert np.array(found).reshape(len(rows), len(rows)) == pytest.approx(naive(rows), abs=1e-5)


@settings(max_examples=60)
@given(_ROWS, st.sampled_from([1, 3, 8]))
def test_the_gram_matrix_holds_all_likenesses(rows: list[dict[int, int]], rare: int) -> None:
    """However common a feature is; its diagonal is 1."""
    expected = naive(rows)
    np.fill_diagonal(expected, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vector_space, "_RARE", rare)
        patch.setattr(vector_space, "_AT_ONCE", 4)
        assert space(rows).gram() == pytest.approx(expected, abs=1e-5)


def test_what_no_two_posts_say_is_not_compared() -> None:
    """It is like nothing."""
    assert space([{1: 1, 2: 1}, {2: 1}]).likeness(entries({1: 1, 9: 1})).tolist() == [0, 0]
