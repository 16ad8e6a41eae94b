"""A hit's score as a bar: what each word of the query adds, one stretch behind the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from indexer import Explanation

COLOURS = 6
"""How many words have a colour of their own; further ones begin again."""


class Part(NamedTuple):
    """Something that adds to a score.

    Attributes:
        kind: Its class in the stylesheet.
        name: What it is: a word as it was typed, or a bonus.
        matched: The stems that stood for the word.
        fields: Where in the post they stand.
        score: What it adds, before coordination.
    """

    kind: str
    name: str
    matched: tuple[str, ...]
    fields: tuple[str, ...]
    score: float


class Stretch(NamedTuple):
    """A part of a bar: its class in the stylesheet, where it starts and how wide it is, in percent."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """The bar of the score that *why* explains, on a scale on which *longest* fills it."""

    why: Explanation
    longest: float

    def parts(self) -> list[Part]:
        """All that adds to the score, whatever it adds."""
        words = [
            Part(f"word-{number % COLOURS}", word.word, word.matched, word.fields, word.score)
            for number, word in enumerate(self.why.words)
        ]
        exact = Part("exact", "Bonus for forms as typed", (), (), self.why.exact)
        title = Part("title", "Bonus for the title", (), ("title",) if self.why.title else (), self.why.title)
        return [*words, exact, title]

    def stretches(self) -> Iterator[Stretch]:
        """The parts as they count in the end, and behind them what is lost because words are missing."""
        widths = [part.score * self.why.coordination * self._scale for part in self.parts()]
        kinds = [part.kind for part in self.parts()]
        lost = max(0.0, weight(self.why) - self.why.score) * self._scale
        starts = accumulate(widths, initial=0.0)
        for kind, start, width in zip((*kinds, "lost"), starts, (*widths, lost), strict=True):
            if width:
                yield Stretch(kind, round(start, 2), round(width, 2))

    @property
    def _scale(self) -> float:
        return 100 / self.longest if self.longest else 0.0


def weight(why: Explanation) -> float:
    """The longer of a score and what it would be if no word were missing."""
    return max(why.score, sum(word.score for word in why.words) + why.exact + why.title)
