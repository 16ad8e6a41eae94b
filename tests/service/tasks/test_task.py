"""What a sync may be told."""

from itertools import product

import pytest

from service.tasks.task import Options

ALL = [Options(*chosen) for chosen in product([False, True], repeat=2)]


@pytest.mark.parametrize("one", ALL)
@pytest.mark.parametrize("other", ALL)
def test_options_are_joined_and_compared_one_by_one(one: Options, other: Options) -> None:
    """Together they demand what either does; they cover others if nothing is missing."""
    joined = one | other

    assert (joined.rebuild, joined.force) == (one.rebuild or other.rebuild, one.force or other.force)
    assert (one >= other) == (one.rebuild >= other.rebuild and one.force >= other.force)
    assert joined >= one
    assert joined >= other
