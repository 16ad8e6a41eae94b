"""The wording of a draft: what it says, and how it says what a tag is called."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property

from indexer.analysis.analyzer import Analyzer, ContentWord
from indexer.analysis.features import Entries
from indexer.tagging.draft import Draft
from indexer.tagging.names import stem_sequences
from indexer.vectors import entries_of_stems

MOST = 3
"""Spellings of one name that are told."""


class Wording:
    """The words of *draft*, cut when first asked for; stop words are passed over, as in the index."""

    def __init__(self, draft: Draft, analyzer: Analyzer) -> None:
        self._draft, self._analyzer = draft, analyzer

    @cached_property
    def entries(self) -> Entries:
        """What `indexer.vectors.entries_of` says of the text; to cut it twice would take most of the time."""
        title, body = ([word.stem for word in words] for _, words in self._texts)
        return entries_of_stems(title, body)

    @cached_property
    def _texts(self) -> list[tuple[str, list[ContentWord]]]:
        texts = (self._draft.title, self._draft.body)
        return [(text, self._analyzer.content(text, self._draft.lang)) for text in texts]

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each stem stands: in which text, and how many words stand before it."""
        places = defaultdict(list)
        for text, (_, words) in enumerate(self._texts):
            for place, word in enumerate(words):
                places[word.stem].append((text, place))
        return dict(places)

    def naming(self, names: Collection[str]) -> tuple[str, ...]:
        """The words that say any of *names*, as they stand there; three spellings at most, the first ones first."""
        sequences = stem_sequences(names, (self._draft.lang,), self._analyzer)
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
