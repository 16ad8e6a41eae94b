"""The highlighter: finds what to mark by analysing the text, for engines that keep no tokens."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold
from indexer.analysis.tokens import Token, tokenize
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

    def marks(self, text: str, language: str | None) -> Marks:
        """What to mark in *text*, in order and without overlaps."""
        if not (self.stems or self.words or self.phrases):
            return NO_MARKS
        tokens = tokenize(text)
        numbered = ((token, self._number(token.word, language)) for token in tokens)
        found = [
            Mark(token.start, token.start + 1 if number in self.letters else token.end, number)
            for token, number in numbered
            if number >= 0
        ]
        return Marks.of([*found, *self._phrase_marks(tokens)]).merged()

    def _number(self, word: str, language: str | None) -> int:
        """The number of the query's word that *word* answers, or -1."""
        for stem in self.analyzer.stems_in(word, language):
            if stem in self.stems:
                return self.stems[stem]
        return self.words.get(fold(word), -1)

    def _phrase_marks(self, tokens: Sequence[Token]) -> Iterator[Mark]:
        places = {(token.exact, token.position): token for token in tokens}
        for number, terms in self.phrases:
            for token in (token for token in tokens if token.exact == terms[0][0]):
                row = [places.get((term, token.position + offset)) for term, offset in terms]
                if row[-1] and all(row):
                    yield Mark(token.start, row[-1].end, number)
