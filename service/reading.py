"""A post's text as it was indexed, cut at its headings for reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer import Document, Section


@dataclass(frozen=True, slots=True)
class Part:
    """A *section* of a post, or None for what stands before the first, and its *paragraphs*."""

    section: Section | None
    paragraphs: list[str]


def parts(document: Document) -> Iterator[Part]:
    """The parts of *document* in order."""
    starts = [section.start for section in document.sections]
    yield Part(None, _paragraphs(document.body[: min(starts, default=None)]))
    for section, (start, end) in zip(document.sections, pairwise([*starts, len(document.body)]), strict=True):
        yield Part(section, _paragraphs(document.body[start:end].removeprefix(section.heading)))


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.strip().split("\n\n") if paragraph.strip()]
