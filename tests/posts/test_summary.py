"""The summary of a post that has none of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.post import Section
from indexer.posts.summary import LENGTH, first_sentences

LONG = "The cat that lives next door sat on the warm roof of our car and looked at all the birds above it"


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("", ""),
        ("One sentence", "One sentence"),
        ("One.\n\nTwo\nlines.", "One. Two lines."),
        (f"{LONG} today. {LONG} today.", f"{LONG} today."),
        (f"{LONG}, e.g. this one, and Mr. Smith saw it, and so did J. Doe, too. {LONG}.", None),
        ("今天天气很好。我们去了海边！很开心。", "今天天气很好。我们去了海边！很开心。"),
        ('He said "Stop!" and left. (Really.) Version 1.2 is out.', None),
    ],
)
def test_first_sentences(body: str, summary: str | None) -> None:
    """Whole sentences, as many as fit."""
    found = first_sentences(body, ())

    assert found == (summary if summary is not None else body.removesuffix(f" {LONG}."))


def test_a_long_sentence_is_cut_at_a_word() -> None:
    """An ellipsis tells that it goes on."""
    summary = first_sentences(f"{LONG} {LONG} {LONG}.", ())

    assert len(summary) <= LENGTH
    assert summary.endswith("…")
    assert f"{LONG} {LONG} {LONG}.".startswith(summary.removesuffix("…") + " ")


def test_headings_are_no_sentences() -> None:
    """Those above the text are passed over, and the next one ends the summary."""
    body = "Intro\n\nText.\n\nMore\n\nOther text."
    sections = (Section("Intro", "intro", 2, 0), Section("More", "more", 2, body.index("More")))

    assert first_sentences(body, sections) == "Text."


@given(st.text(max_size=600))
def test_it_is_one_line_that_fits(body: str) -> None:
    """Whatever the body is."""
    summary = first_sentences(body, ())

    assert len(summary) <= LENGTH
    assert "\n" not in summary
