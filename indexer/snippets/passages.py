"""Passages: what of a text is shown, chosen by the words that it answers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from indexer.posts.post import Section
from indexer.results import SectionHit
from indexer.snippets.html import marked
from indexer.snippets.marks import Marks
from indexer.snippets.runs import NO_RUN, Run, best_within, by_section
from indexer.snippets.windows import LEAD, PASSAGE, window

REACH = PASSAGE - LEAD // 2
"""Characters between which matches are shown together; the others are for the beginning of their sentence."""
MAX_MARKS = 1_000
"""Matches that are looked at; where a word stands a thousand times, a good passage is among the first."""
MAX_SECTIONS = 3

_SEEN = re.compile(r"\S")


class Passages:
    """The passages of one text that are shown.

    Args:
        text: What they are cut from.
        marks: What to mark in it, in order and without overlaps.
        sections: Its sections in order. No passage runs from one into the next.
    """

    def __init__(self, text: str, marks: Marks, sections: Sequence[Section] = ()) -> None:
        self._text = text
        self._marks = marks.head(MAX_MARKS)
        self._sections = sections
        self._borders = [section.start for section in sections]
        self._runs = by_section(self._marks, self._borders)
        self._place, self._run = self._best_run()
        self._passage = self._best_passage()

    def best(self) -> str:
        """The passage that answers best, as HTML; the beginning of the text if there is nothing to mark.

        Of all matches that stand within REACH those are shown that answer most words; of these the most matches; of
        these the first. The passage begins with their sentence and goes on to the end of one, as far as there is
        room. It holds the heading of its section only if that answers.
        """
        return self._html(self._passage, 0, len(self._text))

    def in_sections(self) -> tuple[SectionHit, ...]:
        """The sections that answer most words, best first; none for a match before the first heading."""
        found = []
        for place, run in self._runs:
            if place >= 0 and self._sections[place].anchor:
                below, in_heading = self._below(place, run)
                found.append((run.words, in_heading, run.size, -place, below))
        found.sort(reverse=True)
        return tuple(self._section_hit(-back, below) for _, _, _, back, below in found[:MAX_SECTIONS])

    def _best_run(self) -> tuple[int, Run]:
        """The number of its section and the best run of all."""
        found, best = -1, NO_RUN
        for place, run in self._runs:
            if run > best:
                part = best_within(self._marks, run, REACH)
                if part > best:
                    found, best = place, part
        return found, best

    def _best_passage(self) -> tuple[int, int, str]:
        if self._run is NO_RUN:
            return self._cut(NO_RUN, 0, len(self._text))
        start, end = self._span(self._place)
        if self._marks.starts[-self._run.back] < start:
            start = self._borders[self._place]
        return self._cut(self._run, start, end)

    def _below(self, place: int, run: Run) -> tuple[Run, int]:
        """What of *run* stands below the heading of the section number *place*, and how many words stand in it."""
        starts, first = self._marks.starts, -run.back
        below = self._borders[place] + len(self._sections[place].heading)
        if starts[first] >= below:
            return run, 0
        last = first + run.size
        border = bisect_left(starts, below, first, last)
        return Run.of(self._marks, border, last), Run.of(self._marks, first, border).words

    def _span(self, place: int) -> tuple[int, int]:
        """Where the text of the section number *place* begins, below its heading, and ends."""
        borders = self._borders
        end = borders[place + 1] if place + 1 < len(borders) else len(self._text)
        return borders[place] + len(self._sections[place].heading) if place >= 0 else 0, end

    def _section_hit(self, place: int, below: Run) -> SectionHit:
        """The hit of the section number *place*, with the run of marks *below* its heading."""
        section, (start, end) = self._sections[place], self._span(place)
        if place == self._place and below.back >= self._run.back:
            passage = self._passage
        else:
            passage = self._cut(best_within(self._marks, below, REACH), start, end)
        return SectionHit(section.heading, section.anchor, self._html(passage, start, end))

    def _cut(self, run: Run, start: int, end: int) -> tuple[int, int, str]:
        """The passage between *start* and *end* that shows *run*, or else the beginning: where it is, and its HTML."""
        starts, ends, _ = self._marks
        match = (starts[-run.back], ends[run.size - run.back - 1]) if run.size else (start, start)
        start, end = window(self._text, start, end, *match)
        inside = slice(bisect_left(starts, start), bisect_right(ends, end))
        return start, end, marked(self._text, start, end, zip(starts[inside], ends[inside], strict=True))

    def _html(self, passage: tuple[int, int, str], start: int, end: int) -> str:
        """The HTML of *passage*, with signs that more of the text between *start* and *end* stands around it."""
        first, last, html = passage
        before = "… " if first > start else ""
        after = " …" if last < end and _SEEN.search(self._text, last, end) else ""
        return f"{before}{html}{after}" if html else ""
