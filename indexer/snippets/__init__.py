"""Snippets: the passage of a post that answers best, with the words that were found marked.

All HTML that leaves the indexer is made here: plain text, escaped, with ``<mark>`` as the only markup.
"""

from collections.abc import Sequence

from indexer.posts.post import Section
from indexer.results import SectionHit
from indexer.snippets.highlighter import Highlighter
from indexer.snippets.html import marked
from indexer.snippets.marks import NO_MARKS, Mark, Marks
from indexer.snippets.passages import REACH, Passages
from indexer.snippets.windows import PASSAGE

__all__ = [
    "PASSAGE",
    "REACH",
    "Highlighter",
    "Mark",
    "Marks",
    "Passages",
    "highlighted",
    "passage",
    "section_hits",
]


def highlighted(text: str, marks: Marks) -> str:
    """*text* on one line, escaped, with *marks* in it."""
    return marked(text, 0, len(text), zip(marks.starts, marks.ends, strict=True))


def passage(text: str, marks: Marks = NO_MARKS, sections: Sequence[Section] = ()) -> str:
    """`Passages.best` of *text*."""
    return Passages(text, marks, sections).best()


def section_hits(body: str, sections: Sequence[Section], marks: Marks) -> tuple[SectionHit, ...]:
    """`Passages.in_sections` of *body*."""
    return Passages(body, marks, sections).in_sections()
