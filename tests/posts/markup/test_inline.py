"""Titles and summaries on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.markup import inline_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Use `git` **now**, [here](https://x.example) &amp; <em>there</em>", "Use git now, here & there"),
        ("Roses &ndash; a *love* story", "Roses – a love story"),
        ("two\n  lines", "two lines"),
        ("", ""),
        ("<!-- nothing -->", ""),
    ],
)
def test_markup_is_resolved(markup: str, text: str) -> None:
    """Onto one line."""
    assert inline_text(markup) == text


@pytest.mark.parametrize(
    "title",
    [
        "C++ and C#",
        "snake_case and __init__.py",
        "a < b > c",
        "5 * 3 * 2",
        "#hashtag",
        "# of roses",
        "1. First of all",
        "- a dash",
        "> 5 roses",
        "AT&T",
        "Rose: a <3 story",
        "Vec<T> in Rust: [T; 3]",
        "---",
        "    four spaces".strip(),
        "~/.bashrc",
        "What? $5 | $6",
    ],
)
def test_what_only_looks_like_markup_stays(title: str) -> None:
    """Titles are full of signs."""
    assert inline_text(title) == title


@given(st.text())
def test_it_is_always_one_line(markup: str) -> None:
    """Whatever was typed."""
    text = inline_text(markup)
    assert text == " ".join(text.split())


@pytest.mark.parametrize("sign", ["`", "[", "<", "*", "_", "&", "\\"])
def test_repetition_does_no_harm(sign: str) -> None:
    """A pattern that looks too far would take minutes here."""
    assert inline_text(sign * 20_000) is not None
