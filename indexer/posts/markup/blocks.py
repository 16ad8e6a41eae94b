"""A block: what every reader of a markup language turns a post into, and what texts are put together from."""

import re
from typing import NamedTuple

SOFT_BREAK = "\r"
"""Stands in a text where a line of the source ends that means nothing; line feeds are the ends that do."""

_BETWEEN_IDEOGRAPHS = re.compile(
    r"(?<=[\u2e80-\u30ff\u31f0-\ua4cf\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff])\r"
    r"(?=[\u2e80-\u30ff\u31f0-\ua4cf\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff])"
)
"""Chinese and Japanese are written without spaces, so a browser shows none there (CSS Text 3, 4.1.3)."""


def flowing(text: str) -> str:
    """*text* with its lines joined where a `SOFT_BREAK` stands."""
    if SOFT_BREAK not in text:
        return text
    return (text if text.isascii() else _BETWEEN_IDEOGRAPHS.sub("", text)).replace(SOFT_BREAK, " ")


def verbatim(text: str) -> str:
    """*text* as one block: a blank line would end it, so each holds a space."""
    return text.strip("\n").replace("\n\n", "\n \n").replace("\n\n", "\n \n")


class Block(NamedTuple):
    """One paragraph, code block, table, list or heading.

    Attributes:
        text: Plain text; several lines where lines mean something, none of them empty.
        level: 1 to 6 for a heading, 0 for all else.
        anchor: The anchor that the author gave a heading, or None.
    """

    text: str
    level: int = 0
    anchor: str | None = None


class Paragraphs:
    """Collects blocks line by line, for markup that is read that way."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[str] = []

    def line(self, text: str, *, apart: bool = False) -> None:
        """Go on with the paragraph; an empty line ends it. An item or a row stands *apart*, on a line of its own."""
        if text.strip():
            self._lines += ("\n" if apart else SOFT_BREAK, " ".join(text.split()))
        else:
            self.end()

    def end(self) -> None:
        """End the paragraph, if one has begun."""
        if self._lines:
            self.blocks.append(Block(flowing("".join(self._lines[1:]))))
            self._lines = []

    def heading(self, text: str, level: int, anchor: str | None = None) -> None:
        """Add a heading; one without text is none."""
        self.end()
        if text.strip():
            self.blocks.append(Block(" ".join(text.split()), min(level, 6), anchor))

    def verbatim(self, lines: list[str]) -> None:
        """Add lines as they are."""
        self.end()
        if text := verbatim("\n".join(line.rstrip() for line in lines)):
            self.blocks.append(Block(text))
