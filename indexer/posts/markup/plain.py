"""Plain text."""

import re
from collections.abc import Iterator

from indexer.posts.markup.blocks import Block


def read_plain(source: str) -> Iterator[Block]:
    """The paragraphs of *source*, as they are."""
    return (Block(paragraph.strip("\n")) for paragraph in re.split(r"\n[ \t]*\n", source) if paragraph.strip())
