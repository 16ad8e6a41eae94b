"""Hits on the terminal."""

from service.listing import highlighted


def test_marked_words_stand_out_and_brackets_mean_nothing() -> None:
    """A title such as "[bold]" is no instruction."""
    text = highlighted("[red] A &lt;<mark>big</mark>&gt; one")

    assert text.plain == "[red] A <big> one"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style] == ["big"]
