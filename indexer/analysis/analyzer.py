"""The analyzer: what text is made of, asked by documents, queries and snippets alike."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from indexer.analysis.folding import fold
from indexer.analysis.languages import DEFAULT, ignored_words, stop_words
from indexer.analysis.stems import Stems
from indexer.analysis.tokens import Token, is_unspaced, tokenize

VERSION = 1
"""Raise it when the same text would give other terms; indexes of older versions are then rebuilt."""

MAX_TOKENS = 1_000_000
"""Tokens of one field beyond this many are not indexed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one field of one document, with the positions at which they stand.

    Attributes:
        stems, exact: Term to ascending positions, for the stemmed and the unstemmed form.
        length: How many words the field holds, stop words included.
    """

    stems: dict[str, list[int]]
    exact: dict[str, list[int]]
    length: int


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One token of a query.

    Attributes:
        text: As it was typed.
        word: As a stemmer wants to see it.
        exact: Its unstemmed term.
        position: Its place among the tokens of the same clause, for phrases.
    """

    text: str
    word: str
    exact: str
    position: int

    @property
    def is_unspaced(self) -> bool:
        """Whether it is of a script that is indexed in pairs of characters."""
        return is_unspaced(self.exact)


class ContentWord(NamedTuple):
    """A word that tells what a text is about: its first *stem*, and where it stands."""

    stem: str
    start: int
    end: int


class Analyzer:
    """Turns text into terms. *folder* keeps its cache of stems between runs (None: in memory only)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._stems = Stems(folder)

    def terms(self, text: str, language: str | None) -> Terms:
        """The terms of a document's field in *language* (None: the default)."""
        tokens = tokenize(text)
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for token in tokens[:MAX_TOKENS]:
            positions[token.word].append(token.position)
        stems: dict[str, list[int]] = {}
        exact: dict[str, list[int]] = {}
        for word, places in positions.items():
            _merge(exact, fold(word), places)
            for stem in self._stems.of(word, language):
                _merge(stems, stem, places)
        length = tokens[-1].position + tokens[-1].width if tokens else 0
        return Terms(stems, exact, length)

    def query_words(self, text: str) -> list[QueryWord]:
        """The words of *text* as a query: wholes without their parts."""
        tokens = tokenize(text)
        whole = [token for i, token in enumerate(tokens) if not token.is_part and not _repeats(tokens, i)]
        return [QueryWord(text[token.start : token.end], token.word, token.exact, token.position) for token in whole]

    def stems_in(self, word: str, language: str | None) -> tuple[str, ...]:
        """The stems of *word* (a token's word) in one language (None: the default)."""
        return self._stems.of(word, language)

    def stems(self, word: str, languages: Collection[str | None]) -> tuple[str, ...]:
        """The stems of *word* (a token's word) in all of *languages*, without repetition."""
        return tuple(dict.fromkeys(stem for language in languages for stem in self._stems.of(word, language)))

    def content_words(self, text: str, language: str | None) -> int:
        """How many different words of *text* are no stop words; all of them if all are."""
        words = {token.exact for token in tokenize(text) if not token.is_part}
        return len(words - stop_words(language or DEFAULT)) or len(words)

    def content(self, text: str, language: str | None) -> list[ContentWord]:
        """The words of *text* in order, without stop words and the parts of wholes: what it is compared by."""
        ignored = ignored_words(language)
        end, found = 0, []
        for token in tokenize(text):
            if token.end > end and token.exact not in ignored:
                found.append(ContentWord(self._stems.of(token.word, language)[0], token.start, token.end))
            end = max(end, token.end)
        return found

    def content_stems(self, text: str, language: str | None) -> list[str]:
        """The stems of these words."""
        return [word.stem for word in self.content(text, language)]

    def save(self) -> None:
        """Keep the stems that were learnt."""
        self._stems.save()


def _merge(terms: dict[str, list[int]], term: str, places: list[int]) -> None:
    """Enter *places* under *term*, in ascending order with those that other words have entered."""
    known = terms.get(term)
    terms[term] = places if known is None else sorted(known + places)


def _repeats(tokens: Sequence[Token], i: int) -> bool:
    """Whether token *i* is the last character of a run of pairs, which the pair before it holds already."""
    return i > 0 and tokens[i].end == tokens[i - 1].end and is_unspaced(tokens[i].exact)
