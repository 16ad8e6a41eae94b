"""Expansion: which terms may stand for a word of the query, and how well.

The rules and their constants were fitted to finding a known post on nine real blogs while typing, with and
without mistakes.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from indexer.analysis.analyzer import Analyzer, QueryWord
from indexer.analysis.tokens import is_unspaced
from indexer.query import Words
from indexer.spelling import KnownWords

MAX_WORDS = 8
"""Longer queries are searched as typed: their words are rarely unfinished or misspelt, and they cost most."""
MAX_TOKENS = 64
"""Of what was typed without a space no more is looked at; a page of Chinese would take seconds."""
PREFIX_LETTERS = 2
"""Fewer letters complete to too much."""
COMPLETIONS = 50
CORRECTIONS = 20
CORRECTED_LETTERS = 4
"""Shorter words are not corrected: too many words are near to them."""
TWICE_CORRECTED_LETTERS = 8
SIMILARITY = 0.7
"""What a correction is worth at each edit."""
OTHER_FIRST_LETTER = 0.5
"""Few mistakes are made in a word's first letter."""
SPLIT_LETTERS = 3
"""Shorter words stand in too many others."""
OFFERED_LETTERS = 6
"""Shorter words have too many others within two edits."""
OFFERED_RATIO = 10
"""A word that is used this many times more often than its misspelling is offered instead."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of the query with the terms that may stand for it.

    Attributes:
        text: The word as typed.
        exact: Its unstemmed term.
        variants: Stem to how well it stands for the word, from 0 to 1; 1 for what was typed.
        field: The only field to look in, or None.
        correction: The word that was searched instead, if it was misspelt.
        offer: A far more frequent word that may have been meant.
        is_stop_word: Whether it says too little to be demanded of a post.
        alternatives: The slots that were joined to this one by ``OR``.
        phrase: The words that it was split into; then they are searched, next to each other.
        words: The blog's own words that complete it or, where it was misspelt, correct it; the best first.
    """

    text: str
    exact: str
    variants: dict[str, float]
    field: str | None = None
    correction: str | None = None
    offer: str | None = None
    is_stop_word: bool = False
    alternatives: tuple["Slot", ...] = ()
    phrase: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def typed(self) -> tuple["Slot", ...]:
        """The slots of single words that it is made of; mostly itself alone."""
        return self.alternatives or (self,)

    @property
    def is_letter(self) -> bool:
        """Whether it is one letter of a script that is indexed in pairs of them."""
        return len(self.exact) == 1 and is_unspaced(self.exact)


@dataclass(frozen=True, slots=True)
class Expander:
    """Expands words by what the blog holds.

    Attributes:
        analyzer: The one analyzer.
        vocabulary: The blog's own words.
        languages: The languages of its posts, the most used first.
        stop_words: The words that say too little.
        has_stem: Whether any post holds a stem.
        stems_of: The stems under which posts that hold any of some words are indexed.
        phrase_count: How many posts hold some words next to each other.
    """

    analyzer: Analyzer
    vocabulary: KnownWords
    languages: Sequence[str]
    stop_words: Collection[str]
    has_stem: Callable[[str], bool] = field(repr=False)
    stems_of: Callable[[Sequence[str]], Iterable[str]] = field(repr=False)
    phrase_count: Callable[[Sequence[str]], int] = field(repr=False)

    def slots(self, words: Words, *, is_literal: bool) -> list[Slot]:
        """The slots of *words*, one per token; if *is_literal* nothing is completed or corrected."""
        tokens = self.analyzer.query_words(words.text)[:MAX_TOKENS]
        last = len(tokens) - 1
        return [
            self._slot(token, words.field, is_prefix=words.prefix and i == last, is_literal=is_literal)
            for i, token in enumerate(tokens)
        ]

    def _slot(self, token: QueryWord, field: str | None, *, is_prefix: bool, is_literal: bool) -> Slot:
        completions = self._completions(token, is_prefix=is_prefix and not is_literal)
        variants = dict.fromkeys(sorted(self.stems_of(completions)), 1.0)
        words, correction, offer = tuple(completions[:COMPLETIONS]), None, None
        if not completions and not is_literal and _is_correctable(token):
            count = self.vocabulary.count(token.exact)
            is_unknown = not count and not any(map(self.has_stem, self._stems(token)))
            if is_unknown and (apart := self._apart(token.exact)):
                return self._phrase(token.text, apart, field)
            corrections = self._corrections(token.exact) if is_unknown else {}
            words, correction = tuple(corrections), next(iter(corrections), None)
            variants = self._stems_of_corrections(corrections)
            offer = None if correction else self._offer(token.exact, count, is_unknown=is_unknown)
        variants |= dict.fromkeys(self._stems(token), 1.0)
        is_stop_word = token.exact in self.stop_words
        return Slot(token.text, token.exact, variants, field, correction, offer, is_stop_word, words=words)

    def _phrase(self, text: str, words: tuple[str, ...], field: str | None) -> Slot:
        exact, quoted = " ".join(words), f'"{" ".join(words)}"'
        is_stop_word = all(word in self.stop_words for word in words)
        return Slot(text, exact, {}, field, quoted, is_stop_word=is_stop_word, phrase=words, words=(quoted,))

    def _stems(self, token: QueryWord) -> Iterable[str]:
        """The stems of *token*: those that posts with the word have or, if there is none, in the posts' languages."""
        return sorted(self.stems_of([token.exact])) or self.analyzer.stems(token.word, self.languages)

    def _completions(self, token: QueryWord, *, is_prefix: bool) -> list[str]:
        if token.is_unspaced:  # one character is found through the pairs that it begins
            return self.vocabulary.starting_with(token.exact) if len(token.exact) == 1 else []
        if not is_prefix or len(token.exact) < PREFIX_LETTERS:
            return []
        found = self.vocabulary.starting_with(token.exact, COMPLETIONS + 1)
        return [word for word in found if word != token.exact][:COMPLETIONS]

    def _apart(self, word: str) -> tuple[str, ...]:
        """The two words that the unknown *word* is made of: those next to each other in most posts, if in any."""
        halves = ((word[:i], word[i:]) for i in range(SPLIT_LETTERS, len(word) - SPLIT_LETTERS + 1))
        known = [pair for pair in halves if all(half in self.vocabulary for half in pair)]
        counts = {pair: count for pair in known if (count := self.phrase_count(pair))}
        return max(counts, key=counts.__getitem__, default=())

    def _corrections(self, word: str) -> dict[str, float]:
        """Words that may have been meant by the unknown *word*, with their worth, best first."""
        found = {near: _worth(word, near, 1) for near in self.vocabulary.near(word, 1)}
        if not found and len(word) >= TWICE_CORRECTED_LETTERS:
            found = {near: _worth(word, near, 2) for near in self.vocabulary.near(word, 2, word[0])}
        best = sorted(found, key=lambda near: -found[near])  # of equal worth the most used stay first
        return {near: found[near] for near in best[:CORRECTIONS]}

    def _offer(self, word: str, count: int, *, is_unknown: bool) -> str | None:
        """A word to offer for *word*, used *count* times: one used far more, or the nearest if nothing was found."""
        if not count and not (is_unknown and len(word) >= OFFERED_LETTERS):
            return None
        best = next(iter(self.vocabulary.near(word, 1 if count else 2, word[0])), None)
        return best if best and self.vocabulary.count(best) >= OFFERED_RATIO * count else None

    def _stems_of_corrections(self, corrections: dict[str, float]) -> dict[str, float]:
        worth: dict[str, float] = {}
        for word, value in corrections.items():
            for stem in sorted(self.stems_of([word])):
                worth[stem] = max(value, worth.get(stem, 0.0))
        return worth


def _is_correctable(token: QueryWord) -> bool:
    return len(token.exact) >= CORRECTED_LETTERS and token.exact.isalpha() and not token.is_unspaced


def _worth(word: str, near: str, edits: int) -> float:
    return SIMILARITY**edits * (1.0 if word[0] == near[0] else OTHER_FIRST_LETTER)
