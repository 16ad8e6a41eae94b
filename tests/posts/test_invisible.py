"""Characters that nobody sees go, unless a script needs them."""

import pytest

from indexer.posts.invisible import without_invisible


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
