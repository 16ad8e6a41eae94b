"""Feature lists: which features count, and how much."""

import numpy as np
import pytest

from indexer.related.feature_lists import MOST_HOLDERS, ONE_WEIGHT, feature_lists
from tests.oracle.related import Said
from tests.related.posts import blog, vectors


def test_a_feature_of_one_post_is_left_out_and_so_is_one_of_nearly_all() -> None:
    """The first relates it to nothing, the second to everything."""
    count = MOST_HOLDERS + 2
    posts = [Said(str(number), 0, {1: (False, 1), 10 + number // 2: (False, 1)}) for number in range(count)]
    posts.append(Said("alone", 0, {2: (False, 1)}))
    found = feature_lists(vectors(posts), np.arange(count + 1))
    assert found.firsts.tolist() == list(range(0, count + 1, 2))
    assert found.rows.tolist() == list(range(count))


def test_each_vector_has_the_same_length() -> None:
    """But for what rounding takes or gives."""
    posts = blog(1, 40)
    found = feature_lists(vectors(posts), np.arange(40))
    for weights in (found.whole, found.body, found.title):
        lengths = np.sqrt(np.bincount(found.rows, weights.astype(float) ** 2, 40))
        assert lengths[lengths > 0] == pytest.approx(ONE_WEIGHT, rel=0.01)


def test_a_rare_feature_weighs_more_and_so_does_one_that_is_in_the_title_or_said_often() -> None:
    """In the whole of a post; the title alone knows no times."""
    said = {1: (False, 1), 2: (False, 9), 3: (True, 1), 4: (False, 1)}
    posts = [Said("a", 0, said), Said("b", 0, said), Said("c", 0, {1: (False, 1)})]
    found = feature_lists(vectors(posts), np.arange(3))
    common, often, titled, rare = found.whole[found.rows == 0].tolist()
    assert common < rare < titled < often
    assert found.title[found.rows == 0].tolist() == [0, 0, ONE_WEIGHT, 0]


@pytest.mark.parametrize("only", [[0], [3, 17], [5, 6, 39]])
def test_lists_for_some_posts_are_a_part_of_those_for_all(only: list[int]) -> None:
    """With the same weights, if the lengths of the others are told."""
    posts = blog(2, 40)
    places = np.arange(40)[::-1].copy()
    whole = feature_lists(vectors(posts), places)
    known = whole.lengths.copy()
    known[:, only] = 0.0
    part = feature_lists(vectors(posts), places, np.array(only), known)
    held = np.isin(whole.rows, only)
    features = np.repeat(np.arange(len(whole.firsts) - 1), np.diff(whole.firsts))
    chosen = np.isin(features, features[held])
    np.testing.assert_array_equal(part.rows, whole.rows[chosen])
    np.testing.assert_array_equal(part.whole, whole.whole[chosen])
    np.testing.assert_array_equal(part.title, whole.title[chosen])
    np.testing.assert_allclose(part.lengths, whole.lengths)


def test_no_feature_weighs_more_than_a_whole_vector() -> None:
    """Though the length that is told be from before it was one of two posts."""
    posts = [Said("a", 0, {1: (True, 5)}), Said("b", 0, {1: (False, 1)})]
    found = feature_lists(vectors(posts), np.arange(2), np.array([1]), np.array([[0.1, 0.0], [0.0, 0.0], [0.2, 0.0]]))
    assert found.whole.tolist() == found.body.tolist() == [ONE_WEIGHT] * 2
