"""The terminal: nothing that is printed can act upon it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.terminal import Milestones, counted, printable


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    """Whatever a file is called; the result can be written in UTF-8."""
    shown = printable(text)

    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in shown)
    assert shown.encode().decode() == shown


def test_what_is_harmless_is_left_alone() -> None:
    """Letters of all scripts, emoji made of several, hard spaces."""
    assert printable("Más\u00a0ou 日本 👩\u200d💻") == "Más\u00a0ou 日本 👩\u200d💻"
    assert printable("a\x1b[2J\u202eb\udcff") == "a\\x1b[2J\\u202eb\\udcff"


@pytest.mark.parametrize(("number", "words"), [(0, "0 posts"), (1, "1 post"), (1204, "1,204 posts")])
def test_numbers_have_their_noun(number: int, words: str) -> None:
    """One post, many posts."""
    assert counted(number, "post") == words


def test_long_work_says_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal to draw on; short work says nothing."""
    now = iter([0.0, 2.0, 10.0, 12.0, 20.0])
    milestones = Milestones(lambda: next(now))

    for done in (10, 1000, 1200, 2000):
        milestones.report(done, 3000)

    assert capsys.readouterr().err.splitlines() == [
        "1,000 of 3,000 files, 100/s, 20 s left",
        "2,000 of 3,000 files, 100/s, 10 s left",
    ]
