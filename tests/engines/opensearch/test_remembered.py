"""Answers that are remembered."""

from indexer.engines.opensearch.remembered import Remembered


def test_what_is_not_known_is_open_until_it_is_learnt() -> None:
    """Each question once, in order."""
    answers = Remembered[str, int]()

    assert [answers.get(question) for question in "bab"] == [None, None, None]
    assert list(answers.open) == ["b", "a"]
    answers.learn({"b": 0, "c": 3})
    assert list(answers.open) == ["a"]
    assert [answers.get(question) for question in "bc"] == [0, 3]


def test_what_was_used_last_is_kept() -> None:
    """Whether it was asked for or learnt; what is open is forgotten, too."""
    answers = Remembered[str, int]()
    answers.learn({"a": 1, "b": 2, "c": 3})
    answers.get("a")
    answers.get("d")

    answers.shorten(2)

    assert (len(answers), answers.open) == (2, {})
    assert [answers.get(question) for question in "abc"] == [1, None, 3]
