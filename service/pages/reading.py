"""A post's text as it was indexed, cut at its headings for reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from indexer import Document, Section

_ALIGNED = re.compile(r"^[ \t]|\S  ", re.MULTILINE)


class Paragraph(NamedTuple):
    """A paragraph, list, table, verse or block of code; only the first has no more than one line."""

    text: str

    @property
    def has_lines(self) -> bool:
        """Whether it has lines that mean something."""
        return "\n" in self.text

    @property
    def is_aligned(self) -> bool:
        """Whether it has such lines and its spaces mean something, too, as those of most code do."""
        return self.has_lines and _ALIGNED.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """A *section* of a post, or None for what stands before the first, and its *paragraphs*."""

    section: Section | None
    paragraphs: list[Paragraph]


def parts(document: Document) -> Iterator[Part]:
    """The parts of *document* in order."""
    starts = [section.start for section in document.sections]
    yield Part(None, _paragraphs(document.body[: min(starts, default=None)]))
    for section, (start, end) in zip(document.sections, pairwise([*starts, len(document.body)]), strict=True):
        yield Part(section, _paragraphs(document.body[start:end].removeprefix(section.heading)))


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(paragraph) for paragraph in text.strip("\n").split("\n\n") if paragraph.strip()]
