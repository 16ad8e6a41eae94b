"""The highlighter: finds what to mark by analysing the text, for engines that keep no tokens."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold
from indexer.analysis.stream import TokenStream
from indexer.snippets.marks import NO_MARKS, Mark, Marks


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

    def marks(self, text: str, language: str | None) -> Marks:
        """What to mark in *text*, in order and without overlaps."""
        return self.marks_in(TokenStream.of(text), language) if self._seeks else NO_MARKS

    def marks_in(self, stream: TokenStream, language: str | None) -> Marks:
        """What to mark in the text of *stream*, in order and without overlaps."""
        if not self._seeks:
            return NO_MARKS
        known = self._known.setdefault(language, {})
        found = []
        for i, word in enumerate(stream.words):
            number = known.get(word)
            if number is None:
                number = known[word] = self._number(word, language)
            if number >= 0:
                end = stream.starts[i] + 1 if number in self.letters else stream.ends[i]
                found.append(Mark(stream.starts[i], end, number))
        return Marks.of(sorted([*found, *self._phrase_marks(stream)])).merged()

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
