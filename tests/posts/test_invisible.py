"""Characters that nobody sees go, unless a script needs them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.invisible import is_visible, visible, without_invisible

FORBIDDEN = re.compile("[^\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
"""What XML 1.0 does not take as a character (2.2), and bidirectional embeddings, overrides and isolates."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("so\u00adft\ufeff", "soft"),
        ("zero\u200bwidth", "zerowidth"),
        ("ไทย\u200bไทย", "ไทย\u200bไทย"),
        ("a\u200db", "ab"),
        ("é\u200dé", "éé"),
        ("\u200cé", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_marks_stay_only_where_their_script_needs_them(typed: str, kept: str) -> None:
    """Joiners stay in Persian and in emoji, zero-width spaces in Thai, and nothing stays in Latin text."""
    assert without_invisible(typed) == kept


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_is_visible_if_all_but_its_line_ends_can_be_printed(text: str) -> None:
    """The glance at a whole text agrees with a look at each character, surrogates included."""
    assert is_visible(text) == all(character == "\n" or character.isprintable() for character in text)


def test_hidden_characters_are_taken_out_and_line_ends_stay() -> None:
    """Soft hyphens and controls vanish, other spaces become plain ones."""
    assert visible("hy\u00adphen\x07\nnon\u00a0breaking") == "hyphen\nnon breaking"


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_visible_may_stand_in_xml_and_turns_no_text_around(text: str) -> None:
    """No character is left that XML 1.0 forbids, none that UTF-8 cannot say, none that overrides directions."""
    shown = visible(text)

    assert not FORBIDDEN.search(shown)
    assert shown.encode().decode() == shown
