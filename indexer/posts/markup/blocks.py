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
