"""Plain text to blocks."""

from indexer.posts.markup.blocks import Block
from indexer.posts.markup.plain import read_plain


def test_paragraphs_stay_as_they_are() -> None:
    """They end at blank lines, and their own lines and indentation stay."""
    blocks = list(read_plain("\n  one\ntwo\n \t\n\n<b>three</b>\n"))

    assert blocks == [Block("  one\ntwo"), Block("<b>three</b>")]
