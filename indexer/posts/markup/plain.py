"""Plain text, and what every text is freed of: characters that nobody can see."""

import re
from collections.abc import Iterator

from indexer.posts.invisible import without_invisible
from indexer.posts.markup.blocks import Block

_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u180e\u2061-\u2065\u206a-\u206f\ufff9-\ufffb\ud800-\udfff]")
_PRINTABLE_ASCII = bytes((0x0A, *range(0x20, 0x7F)))


def is_visible(text: str) -> bool:
    """Whether *text* holds nothing that `visible` takes out, as almost always."""
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII)  # little is left to look through
    return not foreign or foreign.decode("utf-8", "surrogatepass").isprintable()


def visible(text: str) -> str:
    """*text* without control characters (line feeds stay) and without marks that nobody sees.

    The bytes of a post are freed of them when they are decoded; entities such as ``&shy;`` bring them back.
    """
    if is_visible(text):
        return text
    spaced = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))
    return without_invisible(_CONTROLS.sub("", spaced)).strip("\n")


def read_plain(source: str) -> Iterator[Block]:
    """The paragraphs of *source*, as they are."""
    return (Block(paragraph.strip("\n")) for paragraph in re.split(r"\n[ \t]*\n", source) if paragraph.strip())
