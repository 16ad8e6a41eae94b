"""Hits on the terminal."""

import pytest
from rich.text import Text

from indexer import Reason, RelatedPost, SharedWord
from service.listing import highlighted, numbered, related_lines
from tests.documents import document, on


def test_marked_words_stand_out_and_brackets_mean_nothing() -> None:
    """A title such as "[bold]" is no instruction."""
    text = highlighted("[red] A &lt;<mark>big</mark>&gt; one")

    assert text.plain == "[red] A <big> one"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style] == ["big"]


def test_a_related_post_shows_its_reasons_on_one_line() -> None:
    """Below what is known of it; what could harm a terminal is written out."""
    words = (SharedWord("rye", 2, 1.0), SharedWord("oven", 3, 0.5))
    post = document("a", "A\x1bB", date=on("2024-05-12"), tags=("x",))
    related = RelatedPost(post, 0.5, Reason(pinned=True, series=None, tags=("x",), words=words))

    assert [line.plain for line in related_lines(related)] == [
        "A\\x1bB",
        "2024-05-12 · x",
        "/a/",
        "chosen by the author; same tags: x; shared words: rye, oven",
    ]


def test_entries_are_numbered_and_their_lines_stay_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal that wraps them."""
    numbered([[Text("one " * 60), Text("two")], [Text("three")]])

    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines if line] == ["1. " + ("one " * 60).strip(), "two", "2. three"]
