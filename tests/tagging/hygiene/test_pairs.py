"""Tags that nearly always stand together."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.hygiene.pairs import OFTEN, redundant_pairs
from tests.tagging.hygiene.blog import blog


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), max_size=20))
def test_pairs_are_found_as_by_hand(tagged: list[list[str]]) -> None:
    """On four of five posts with either, and on three at least."""
    names = blog(*tagged).names
    expected = {
        frozenset((one.key, other.key)): len(one.posts & other.posts)
        for one, other in combinations(names.values(), 2)
        if min(one.count, other.count) >= OFTEN and 5 * len(one.posts & other.posts) >= 4 * len(one.posts | other.posts)
    }

    found = redundant_pairs(names)

    assert {frozenset((pair.name.key, pair.other.key)): pair.together for pair in found} == expected
    assert all(pair.name.count >= pair.other.count for pair in found)
    assert [pair.together for pair in found] == sorted((pair.together for pair in found), reverse=True)
