"""The wording of a draft: how it says what a tag is called."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import ignored_words
from indexer.analysis.tokens import tokenize
from indexer.tagging.draft import Draft
from indexer.tagging.names import stem_sequences

MOST = 3
"""Spellings of one name that are told."""


class _Word(NamedTuple):
    stem: str
    start: int
    end: int


class Wording:
    """The words of *draft* in which the names of tags are looked for; stop words are passed over, as in the index."""

    def __init__(self, draft: Draft, analyzer: Analyzer) -> None:
        self._language, self._analyzer = draft.lang, analyzer
        self._texts = [(text, _words(text, draft.lang, analyzer)) for text in (draft.title, draft.body)]
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for text, (_, words) in enumerate(self._texts):
            for place, word in enumerate(words):
                self._places[word.stem].append((text, place))

    def naming(self, names: Collection[str]) -> tuple[str, ...]:
        """The words that say any of *names*, as they stand there; three spellings at most, the first ones first."""
        sequences = stem_sequences(names, (self._language,), self._analyzer)
        places = sorted(
            (text, place, len(stems))
            for stems in sequences
            for text, place in self._places.get(stems[0], ())
            if self._says(text, place, stems)
        )
        spelt = {found.casefold(): found for found in (self._between(*place) for place in reversed(places))}
        return tuple(dict.fromkeys(reversed(spelt.values())))[:MOST]

    def _says(self, text: int, place: int, stems: Sequence[str]) -> bool:
        words = self._texts[text][1][place : place + len(stems)]
        return [word.stem for word in words] == list(stems)

    def _between(self, text: int, place: int, length: int) -> str:
        written, words = self._texts[text]
        return " ".join(written[words[place].start : words[place + length - 1].end].split())


def _words(text: str, language: str | None, analyzer: Analyzer) -> list[_Word]:
    """The words that `Analyzer.content_stems` gives the stems of."""
    ignored = ignored_words(language)
    end, found = 0, []
    for token in tokenize(text):
        if token.end > end and token.exact not in ignored:
            found.append(_Word(analyzer.stems_in(token.word, language)[0], token.start, token.end))
        end = max(end, token.end)
    return found
