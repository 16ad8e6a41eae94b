"""Texts that run from right to left do not turn what stands beside them."""

import pytest

from service.bidi import is_right_to_left, isolated


@pytest.mark.parametrize("text", ["A title", "Über Straßen", "日本語", "100 %", ""])
def test_a_text_that_turns_nothing_stays_as_it_is(text: str) -> None:
    """So that titles of pages hold no marks without need."""
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["جستجو", "C++ בעברית", "a\u202egpj.exe", "\u2067x"])
def test_a_text_that_could_turn_its_neighbours_is_closed_off(text: str) -> None:
    """By the marks for that, which nobody sees."""
    assert isolated(text) == f"\u2068{text}\u2069"


def test_languages_have_a_direction() -> None:
    """An unknown one runs from left to right, as most do."""
    assert all(map(is_right_to_left, ("ar", "fa", "he", "ur")))
    assert not any(map(is_right_to_left, ("en", "ja", "xx", None)))
