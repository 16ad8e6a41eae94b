"""Why a post is suggested, in words for people."""

from collections.abc import Iterator

from indexer import Reason

_MOST = 3
"""Shared tags and words that are named, each."""


def reasons(reason: Reason) -> Iterator[tuple[str, str]]:
    """Each reason as a label and what it is about ("" where there is no more to say), the strongest first."""
    if reason.pinned:
        yield "chosen by the author", ""
    if reason.series:
        yield "same series", reason.series
    if reason.tags:
        yield "same tags", ", ".join(reason.tags[:_MOST])
    if reason.words:
        yield "shared words", ", ".join(shared.word for shared in reason.words[:_MOST])
