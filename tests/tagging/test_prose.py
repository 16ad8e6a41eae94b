"""Prose: what was written to be read stays, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.prose import prose


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See https://example.org/a?b=c for more", "See for more"),
        ("Ask ana@example.org or @ana_dev today", "Ask or today"),
        ("On Mon, 3 May 2021 at 10:00, Ana Lima wrote:\nGood idea.", "Good idea."),
        ("Ana Lima wrote: Good idea.", "Good idea."),
        ("Posted by Ana Lima\nGood idea.", "Good idea."),
        ("From: Ana\nDate: yesterday\nGood idea.", "Good idea."),
        ("It ended 2021-05-03 or 3.5.2021.", "It ended or ."),
        ("It ended 3rd May 2021 at last", "It ended at last"),
        ("It ended 3 de mayo de 2021 at last", "It ended at last"),
        ("Run it:\nfor (i = 0; i < 9; i++) { x[i] = y; }\nDone.", "Run it: Done."),
        ("Prose (with a remark) stays; so it does.", "Prose (with a remark) stays; so it does."),
        ("She wrote a book on indexes", "She wrote a book on indexes"),
    ],
)
def test_only_what_is_read_stays(text: str, left: str) -> None:
    """Addresses, bylines, dates and code go; sentences stay as they are."""
    assert " ".join(prose(text).split()) == left


def test_nothing_is_joined_over_what_went() -> None:
    """An empty line stands for it, so that no phrase reaches over it."""
    assert "\n\n" in prose("Open https://example.org source")


@given(st.text())
def test_any_text_will_do(text: str) -> None:
    """No word is added, whatever the text."""
    assert set(prose(text).split()) <= {part for word in text.split() for part in _pieces(word)}


def _pieces(word: str) -> set[str]:
    return {word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1)}
