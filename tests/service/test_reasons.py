"""Why a post is suggested, in words."""

import pytest

from indexer import Reason, SharedWord
from service.reasons import reasons

WORDS = tuple(SharedWord(word, 2, 1.0) for word in ("rye", "dough", "oven", "salt"))


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (Reason(pinned=False, series=None, tags=(), words=()), []),
        (Reason(pinned=True, series=None, tags=(), words=()), [("chosen by the author", "")]),
        (
            Reason(pinned=True, series="Baking", tags=("a", "b", "c", "d"), words=WORDS),
            [
                ("chosen by the author", ""),
                ("same series", "Baking"),
                ("same tags", "a, b, c"),
                ("shared words", "rye, dough, oven"),
            ],
        ),
    ],
)
def test_the_strongest_reason_comes_first(reason: Reason, told: list[tuple[str, str]]) -> None:
    """And no more than a few tags and words."""
    assert list(reasons(reason)) == told
