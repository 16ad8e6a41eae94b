"""Lines of a source become lines of text where they mean something, and else flow."""

import pytest

from indexer.posts.markup import to_text
from indexer.posts.markup.blocks import SOFT_BREAK, flowing, verbatim


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (
            ".rst",
            "Prose that\nis wrapped.\n\n- an item\n  that wraps\n- another\n\n::\n\n    code\n      stays\n",
        ),
        (
            ".org",
            "Prose that\nis wrapped.\n\n- an item\n  that wraps\n- another\n\n#+begin_src\ncode\n  stays\n#+end_src\n",
        ),
        (
            ".adoc",
            "Prose that\nis wrapped.\n\n* an item\nthat wraps\n* another\n\n----\ncode\n  stays\n----\n",
        ),
    ],
)
def test_prose_flows_while_items_and_code_keep_their_lines(suffix: str, source: str) -> None:
    """In every markup that is read line by line."""
    body = "Prose that is wrapped.\n\nan item that wraps\nanother\n\ncode\n  stays"
    assert to_text(source, suffix, "").body == body


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (".rst", "+---+---+\n| a | b |\n| c | d |\n+---+---+\n"),
        (".org", "| a | b |\n| c | d |\n"),
        (".adoc", "|===\n|a |b\n|c |d\n|===\n"),
    ],
)
def test_the_rows_of_a_table_are_lines(suffix: str, source: str) -> None:
    """Whose cells are words of one line."""
    assert to_text(source, suffix, "").body == "a b\nc d"


def test_a_soft_break_is_a_space_or_nothing_between_ideographs() -> None:
    """Next to anything else, and in Korean, words would run together."""
    broken = SOFT_BREAK.join(("one", "two", "日本", "語", "한국", "어"))

    assert flowing(broken) == "one two 日本語 한국 어"
    assert flowing("as it\nwas") == "as it\nwas"


@pytest.mark.parametrize("text", ["a", "a\nb", "\na\n\nb\n\n\n\nc\n", "\n\n"])
def test_what_is_kept_as_it_is_stays_one_block(text: str) -> None:
    """Its lines are as many as before, and none would end it."""
    kept = verbatim(text)

    assert "\n\n" not in kept
    assert [line.strip() for line in kept.split("\n")] == text.strip("\n").split("\n")


def test_code_in_html_is_one_block_too() -> None:
    """As in Markdown."""
    assert to_text("<p>See:</p><pre>one\n\ntwo</pre>", ".html", "").body == "See:\n\none\n \ntwo"
