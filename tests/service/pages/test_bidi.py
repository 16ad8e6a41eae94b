"""Texts that run from right to left do not turn what stands beside them."""

import pytest

from service.pages.bidi import balanced, is_right_to_left, isolated


@pytest.mark.parametrize("text", ["A title", "Über Straßen", "日本語", "100 %", ""])
def test_a_text_that_turns_nothing_stays_as_it_is(text: str) -> None:
    """So that titles of pages hold no marks without need."""
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["جستجو", "C++ בעברית", "\u2067x\u2069"])
def test_a_text_that_could_turn_its_neighbours_is_closed_off(text: str) -> None:
    """By the marks for that, which nobody sees."""
    assert isolated(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a title", "a title"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\u202bx\u202c", "x"),
        ("a \u2067\u2066b\u2069 c", "a \u2066b\u2069 c"),
        ("\u2069a\u2068b\u2069\u2069", "a\u2068b\u2069"),
        ("C++\u200f בעברית", "C++\u200f בעברית"),
    ],
)
def test_nothing_acts_beyond_the_end_of_a_text(text: str, left: str) -> None:
    """Overrides go and so do isolates without their other half, by which a text could get out of its own isolation."""
    assert balanced(text) == left
    assert isolated(text).strip("\u2068\u2069") == left.strip("\u2068\u2069")


def test_languages_have_a_direction() -> None:
    """An unknown one runs from left to right, as most do."""
    assert all(map(is_right_to_left, ("ar", "fa", "he", "ur")))
    assert not any(map(is_right_to_left, ("en", "ja", "xx", None)))
