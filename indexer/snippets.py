"""Snippets: the passage of a post that answers best, with the words that were found marked.

All HTML that leaves the indexer is made here: plain text, escaped, with ``<mark>`` as the only markup.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold
from indexer.analysis.stream import TokenStream
from indexer.posts.post import Section
from indexer.results import SectionHit

PASSAGE = 240
"""Characters of a passage, at most."""
LEAD = 80
"""Characters before the first match, at most, when its sentence begins far before."""
SEARCHED = 20_000
"""Characters of a body that are looked at; a post that has its only match further on shows its summary."""
ANCHORS = 100
"""Matches around which a passage is considered; a word that stands a thousand times needs no more."""
MAX_SECTIONS = 3

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])|\n\s*\n|\n(?=\s*[-*•])")
_SPACE = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of text to mark, and the number of the query's word that it answers."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Finds what to mark.

    Attributes:
        analyzer: The one analyzer.
        stems: Stem to the number of the query's word that it stands for.
        words: The same for unstemmed terms.
        phrases: Numbers of the query's words with the unstemmed terms that must stand in a row, and their offsets.
        letters: Numbers of the query's words that are one letter of a script that is indexed in pairs of them.
    """

    analyzer: Analyzer
    stems: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    phrases: Sequence[tuple[int, Sequence[tuple[str, int]]]] = ()
    letters: Collection[int] = ()
    _known: dict[str | None, dict[str, int]] = field(default_factory=dict, repr=False)

    def marks(self, text: str, language: str | None) -> list[Mark]:
        """What to mark in *text*, in order and without overlaps."""
        return self.marks_in(TokenStream.of(text), language) if self._seeks else []

    def marks_in(self, stream: TokenStream, language: str | None) -> list[Mark]:
        """What to mark in the text of *stream*, in order and without overlaps."""
        if not self._seeks:
            return []
        known = self._known.setdefault(language, {})
        found = []
        for i, word in enumerate(stream.words):
            number = known.get(word)
            if number is None:
                number = known[word] = self._number(word, language)
            if number >= 0:
                end = stream.starts[i] + 1 if number in self.letters else stream.ends[i]
                found.append(Mark(stream.starts[i], end, number))
        return _merged(sorted([*found, *self._phrase_marks(stream)]))

    @property
    def _seeks(self) -> bool:
        return bool(self.stems or self.words or self.phrases)

    def _number(self, word: str, language: str | None) -> int:
        """The number of the query's word that *word* answers, or -1."""
        for stem in self.analyzer.stems_in(word, language):
            if stem in self.stems:
                return self.stems[stem]
        return self.words.get(fold(word), -1)

    def _phrase_marks(self, stream: TokenStream) -> Iterator[Mark]:
        if not self.phrases:
            return
        exact = [fold(word) for word in stream.words]
        places = {place: i for i, place in enumerate(zip(exact, stream.positions, strict=True))}
        for number, terms in self.phrases:
            for i in (i for i, word in enumerate(exact) if word == terms[0][0]):
                row = [places.get((term, stream.positions[i] + offset), -1) for term, offset in terms]
                if min(row) >= 0:
                    yield Mark(stream.starts[i], stream.ends[row[-1]], number)


def highlighted(text: str, marks: Sequence[Mark]) -> str:
    """*text* on one line, escaped, with *marks* in it."""
    return _html(text, marks, 0, len(text))


def passage(text: str, marks: Sequence[Mark], sections: Sequence[Section] = ()) -> str:
    """The passage of *text* that answers most words, as HTML; its beginning if there is nothing to mark.

    It never runs from one of *sections* into the next, and holds a heading only if that answers.
    """
    if not marks:
        return _html(text, (), *_window(text, 0, 0, len(text)))
    windows = (_window(text, mark.start, *_section(text, sections, mark.start)) for mark in marks[:ANCHORS])
    start, end = max(windows, key=lambda window: _worth(_inside(marks, *window)))
    return _html(text, _inside(marks, start, end), start, end)


def _section(text: str, sections: Sequence[Section], place: int) -> tuple[int, int]:
    """Where the section of *text* that holds *place* begins (below its heading, if *place* is there) and ends."""
    after = bisect_right(sections, place, key=attrgetter("start"))
    end = sections[after].start if after < len(sections) else len(text)
    if not after:
        return 0, end
    section = sections[after - 1]
    below = section.start + len(section.heading)
    return below if place >= below else section.start, end


def section_hits(body: str, sections: Sequence[Section], marks: Sequence[Mark]) -> tuple[SectionHit, ...]:
    """The sections that answer most words, best first; none for a match before the first heading."""
    ends = [*(section.start for section in sections[1:]), len(body)]
    found = []
    for section, end in zip(sections, ends, strict=False):
        inside = [mark for mark in marks if section.start <= mark.start < end]
        if inside and section.anchor:
            in_heading = {mark.word for mark in inside if mark.start < section.start + len(section.heading)}
            worth = (len({mark.word for mark in inside}), len(in_heading), len(inside))
            found.append((worth, section, end, inside))
    found.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(_section_hit(body, section, end, inside) for _, section, end, inside in found[:MAX_SECTIONS])


def _section_hit(body: str, section: Section, end: int, marks: Sequence[Mark]) -> SectionHit:
    start = section.start + len(section.heading)
    while start < end and body[start].isspace():
        start += 1
    shifted = [Mark(mark.start - start, mark.end - start, mark.word) for mark in marks if mark.start >= start]
    return SectionHit(section.heading, section.anchor, passage(body[start:end].rstrip(), shifted))


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """Overlapping marks joined, as those of neighbouring pairs of characters do."""
    merged: list[Mark] = []
    for mark in marks:
        if merged and mark.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(mark.end, merged[-1].end))
        else:
            merged.append(mark)
    return merged


def _inside(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    first = bisect_left(marks, start, key=attrgetter("start"))
    return marks[first : bisect_right(marks, end, key=attrgetter("end"))]


def _worth(marks: Sequence[Mark]) -> tuple[int, int]:
    return len({mark.word for mark in marks}), len(marks)


def _window(text: str, match: int, low: int, high: int) -> tuple[int, int]:
    """The passage between *low* and *high* around offset *match*.

    It goes from the start of its sentence, if that is near, to the end of a sentence or word.
    """
    earliest = max(low, match - LEAD)
    borders = [border.end() for border in _SENTENCE.finditer(text, max(low, earliest - 1), match)]
    start = low if earliest == low else borders[-1] if borders else _word_start(text, earliest, match)
    limit = start + PASSAGE
    if limit >= high:
        return start, high
    ends = [
        border.start() for border in _SENTENCE.finditer(text, match, limit) if border.start() > start + PASSAGE // 2
    ]
    return start, ends[-1] if ends else _word_end(text, match, limit)


def _word_start(text: str, earliest: int, match: int) -> int:
    space = _SPACE.search(text, earliest, match)
    return space.end() if space else earliest


def _word_end(text: str, match: int, limit: int) -> int:
    spaces = [space.start() for space in _SPACE.finditer(text, match, limit + 1)]
    return spaces[-1] if spaces and spaces[-1] > match else limit


def _html(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    edges = [(start, start), *((mark.start, mark.end) for mark in marks), (end, end)]
    pieces = []
    for (_, before), (mark_start, mark_end) in pairwise(edges):
        pieces.append(escape(text[before:mark_start]))
        if mark_end > mark_start:
            pieces.append(f"<mark>{escape(text[mark_start:mark_end])}</mark>")
    line = _SPACE.sub(" ", "".join(pieces)).strip()
    return f"{'… ' if start else ''}{line}{' …' if end < len(text.rstrip()) else ''}" if line else ""
