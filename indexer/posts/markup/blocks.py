"""A block: what every reader of a markup language turns a post into, and what texts are put together from."""

from typing import NamedTuple


class Block(NamedTuple):
    """One paragraph, code block, table, list or heading.

    Attributes:
        text: Plain text; several lines where lines mean something.
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

    def line(self, text: str) -> None:
        """Add a line to the paragraph; an empty one ends it."""
        if text.strip():
            self._lines.append(" ".join(text.split()))
        else:
            self.end()

    def end(self) -> None:
        """End the paragraph, if one has begun."""
        if self._lines:
            self.blocks.append(Block("\n".join(self._lines)))
            self._lines = []

    def heading(self, text: str, level: int, anchor: str | None = None) -> None:
        """Add a heading; one without text is none."""
        self.end()
        if text.strip():
            self.blocks.append(Block(" ".join(text.split()), min(level, 6), anchor))

    def verbatim(self, lines: list[str]) -> None:
        """Add lines as they are."""
        self.end()
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if text:
            self.blocks.append(Block(text))
