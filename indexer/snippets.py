"""Snippets: the passage of a post that answers best, with the words that were found marked.

All HTML that leaves the indexer is made here: plain text, escaped, with ``<mark>`` as the only markup.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from operator import attrgetter, itemgetter
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
REACH = PASSAGE - LEAD // 2
"""Characters between which matches are shown together; the others are for the beginning of their sentence."""
MAX_MARKS = 1_000
"""Matches that are looked at; where a word stands a thousand times, a good passage is among the first."""
MAX_SECTIONS = 3

_SENTENCE_END = re.compile(
    r"""[.!?…。！？\n](?: (?<=[.!?…])["'”’)\]]*(?=\s) | (?<=[。！？]) | (?<=\n)(?=\s*?\n|\s*[-*•]) )""", re.VERBOSE
)
_WORDS = re.compile(r".*\S(?=\s)", re.DOTALL)
_SPACE = re.compile(r"\s+")
_SEEN = re.compile(r"\S")
_OPEN, _CLOSE = "\x02", "\x03"
"""Where marks begin and end until all is escaped at once: characters that HTML may not hold. Where a text holds them
it shows what stands for those that cannot be shown."""


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


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """Overlapping marks joined, as those of neighbouring pairs of characters do."""
    merged: list[Mark] = []
    for mark in marks:
        if merged and mark.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(mark.end, merged[-1].end))
        else:
            merged.append(mark)
    return merged


class _Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class _Marks(NamedTuple):
    """Marks as columns."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> "_Marks":
        """The first ones of *marks*."""
        return cls(*zip(*marks[:MAX_MARKS], strict=True)) if marks else cls((), (), ())

    def by_section(self, sections: Sequence[Section]) -> list[tuple[int, int, int]]:
        """The number of each section that has marks (-1 before the first heading), its first mark, its last one + 1."""
        borders = [section.start for section in sections]
        found = []
        first = 0
        while first < len(self.starts):
            after = bisect_right(borders, self.starts[first])
            last = bisect_left(self.starts, borders[after], first) if after < len(borders) else len(self.starts)
            found.append((after - 1, first, last))
            first = last
        return found

    def different(self, first: int, last: int) -> int:
        """How many different words the marks from *first* to *last* answer."""
        return len(set(self.words[first:last]))

    def richest(self, stretches: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
        """Those within REACH of one stretch that answer most words; of these the most, then the first."""
        ends = self.ends
        runs = [
            (bisect_right(ends, start + REACH, i + 1, last) - i, i)
            for _, first, last in stretches
            for i, start in enumerate(self.starts[first:last], first)
        ]
        runs.sort(key=itemgetter(0), reverse=True)
        found, most, possible = (0, 0), 0, len(set(self.words))
        for size, first in runs:
            if min(size, possible) <= most:
                break
            words = self.different(first, first + size)
            if words > most:
                found, most = (first, first + size), words
        return found


def highlighted(text: str, marks: Sequence[Mark]) -> str:
    """*text* on one line, escaped, with *marks* in it."""
    whole = _Span(0, len(text))
    return _html(text, ((mark.start, mark.end) for mark in marks), whole, whole)


def passage(text: str, marks: Sequence[Mark], sections: Sequence[Section] = ()) -> str:
    """The passage of *text* that answers best, as HTML; its beginning if there is nothing to mark.

    Of all matches that stand within REACH those are shown that answer most words; of these the most matches; of
    these the first. The passage begins with their sentence and goes on to the end of one, as far as there is room.
    It never runs from one of *sections* into the next, and holds a heading only if that answers.
    """
    columns = _Marks.of(marks)
    shown = columns.richest(columns.by_section(sections))
    whole = _Span(0, len(text))
    part = _section(sections, marks[shown[0]].start, whole) if marks else whole
    return _passage(text, columns, shown, part, whole)


def section_hits(body: str, sections: Sequence[Section], marks: Sequence[Mark]) -> tuple[SectionHit, ...]:
    """The sections that answer most words, best first; none for a match before the first heading."""
    columns = _Marks.of(marks)
    found = []
    for number, first, last in columns.by_section(sections):
        if number >= 0 and sections[number].anchor:
            below = bisect_left(columns.starts, _text_start(sections[number]), first, last)
            worth = (columns.different(first, last), columns.different(first, below), last - first)
            found.append((worth, (number, below, last)))
    found.sort(key=itemgetter(0), reverse=True)
    return tuple(_section_hit(body, sections, columns, below) for _, below in found[:MAX_SECTIONS])


def _section_hit(body: str, sections: Sequence[Section], marks: _Marks, below: tuple[int, int, int]) -> SectionHit:
    """The hit of a section, its number and the marks *below* its heading given."""
    section = sections[below[0]]
    part = _Span(_text_start(section), sections[below[0] + 1].start if below[0] + 1 < len(sections) else len(body))
    return SectionHit(section.heading, section.anchor, _passage(body, marks, marks.richest([below]), part, part))


def _text_start(section: Section) -> int:
    """Where the text below the heading of *section* begins."""
    return section.start + len(section.heading)


def _section(sections: Sequence[Section], place: int, whole: _Span) -> _Span:
    """Where in *whole* the section that holds *place* begins (below its heading, if *place* is there) and ends."""
    after = bisect_right(sections, place, key=attrgetter("start"))
    end = sections[after].start if after < len(sections) else whole.end
    if not after:
        return _Span(whole.start, end)
    below = _text_start(sections[after - 1])
    return _Span(below if place >= below else sections[after - 1].start, end)


def _passage(text: str, marks: _Marks, shown: tuple[int, int], part: _Span, whole: _Span) -> str:
    """The passage of *part* of *text* around the marks that are *shown*; *whole* is what is no more than cut."""
    first, last = shown
    match = _Span(marks.starts[first], marks.ends[last - 1]) if first < last else _Span(part.start, part.start)
    window = _window(text, part, match)
    inside = slice(bisect_left(marks.starts, window.start), bisect_right(marks.ends, window.end))
    return _html(text, zip(marks.starts[inside], marks.ends[inside], strict=True), window, whole)


def _window(text: str, part: _Span, match: _Span) -> _Span:
    """The passage of *part* around *match*, from the start of its sentence, if that is near, to an end of one."""
    lead = max(0, min(LEAD, PASSAGE - (match.end - match.start)))
    start = _beginning(text, match.start - lead, match.start) if match.start - lead > part.start else part.start
    limit = start + PASSAGE
    return _Span(start, part.end if limit >= part.end else _ending(text, start, match.end, limit))


def _beginning(text: str, earliest: int, match: int) -> int:
    """Where the last sentence before *match* begins, or else the first word."""
    borders = [border.end() for border in _SENTENCE_END.finditer(text, earliest - 1, match)]
    if borders:
        return borders[-1]
    space = _SPACE.search(text, earliest - 1, match)
    return space.end() if space else earliest


def _ending(text: str, start: int, match: int, limit: int) -> int:
    """Where the last sentence ends that leaves the passage half full, or else the last word."""
    borders = _SENTENCE_END.finditer(text, max(match, start + PASSAGE // 2) - 1, limit + 1)
    ends = [border.end() for border in borders if border.end() <= limit]
    if ends:
        return ends[-1]
    words = _WORDS.match(text, max(match - 1, start), limit + 1)
    return words.end() if words else limit


def _html(text: str, marks: Iterable[tuple[int, int]], shown: _Span, whole: _Span) -> str:
    """What is *shown* of the *whole* text, on one line, with *marks* (start and end) in it."""
    place = shown.start
    if _OPEN in text[place : shown.end] or _CLOSE in text[place : shown.end]:
        text = text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    pieces: list[str] = []
    for start, end in marks:
        pieces += (text[place:start], _OPEN, text[start:end], _CLOSE)
        place = end
    pieces.append(text[place : shown.end])
    line = escape(" ".join("".join(pieces).split()))
    html = line.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    before = "… " if shown.start > whole.start else ""
    after = " …" if _SEEN.search(text, shown.end, whole.end) else ""
    return f"{before}{html}{after}" if html else ""
