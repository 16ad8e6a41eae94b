"""Scores as bars."""

import pytest

from indexer import Explanation, WordScore
from service.pages.score_bar import COLOURS, ScoreBar, Stretch, weight

WHY = Explanation(
    words=(WordScore("red", ("red",), 4.0, ("title", "body")), WordScore("fox", (), 0.0)),
    exact=1.0,
    title=3.0,
    coordination=0.5,
    score=4.0,
)


def test_a_bar_is_as_long_as_the_score_and_shows_what_was_lost() -> None:
    """What adds nothing has no stretch."""
    assert list(ScoreBar(WHY, longest=16.0).stretches()) == [
        Stretch("word-0", 0.0, 12.5),
        Stretch("exact", 12.5, 3.12),
        Stretch("title", 15.62, 9.38),
        Stretch("lost", 25.0, 25.0),
    ]


def test_parts_name_the_words_and_the_bonuses() -> None:
    """Missing words too."""
    parts = ScoreBar(WHY, longest=16.0).parts()

    assert [(part.name, part.score) for part in parts[:2]] == [("red", 4.0), ("fox", 0.0)]
    assert (parts[0].matched, parts[0].fields) == (("red",), ("title", "body"))
    assert [part.score for part in parts[2:]] == [1.0, 3.0]


def test_colours_begin_again() -> None:
    """There are not as many as a query may have words."""
    why = Explanation(tuple(WordScore(str(i), (), 1.0) for i in range(COLOURS + 1)), 0, 0, 1, COLOURS + 1)

    assert ScoreBar(why, 10).parts()[COLOURS].kind == "word-0"


@pytest.mark.parametrize(("coordination", "score", "expected"), [(0.5, 4.0, 8.0), (2.0, 16.0, 16.0)])
def test_the_weight_of_a_hit_is_what_its_bar_needs(coordination: float, score: float, expected: float) -> None:
    """With what is lost, and with what other posts add."""
    assert weight(Explanation(WHY.words, 1.0, 3.0, coordination, score)) == expected


def test_a_score_of_nothing_is_an_empty_bar() -> None:
    """No division by it."""
    assert list(ScoreBar(Explanation((), 0, 0, 1, 0), 0).stretches()) == []
