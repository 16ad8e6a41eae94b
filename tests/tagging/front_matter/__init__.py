"""Tags put into headers: where, and how they are spelled there."""

from collections.abc import Sequence

from indexer.tagging.front_matter.edit import Edit


def applied(source: str, edits: Sequence[Edit]) -> str:
    """*source* after *edits*."""
    for start, end, text in reversed(edits):
        source = source[:start] + text + source[end:]
    return source
