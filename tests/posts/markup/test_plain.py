"""Texts are freed of what nobody can see."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.markup.plain import is_visible, visible


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_is_visible_if_all_but_its_line_ends_can_be_printed(text: str) -> None:
    """The glance at a whole text agrees with a look at each character, surrogates included."""
    assert is_visible(text) == all(character == "\n" or character.isprintable() for character in text)


def test_hidden_characters_are_taken_out_and_line_ends_stay() -> None:
    """Soft hyphens and controls vanish, other spaces become plain ones."""
    assert visible("hy\u00adphen\x07\nnon\u00a0breaking") == "hyphen\nnon breaking"
