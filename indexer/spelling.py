"""The blog's own words: which of them complete what is typed, and which are near a word that is misspelt."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.analysis.tokens import is_unspaced


class Vocabulary:
    """The unstemmed words of all posts.

    Attributes:
        counts: Word to how often it is used: the number of (post, field) pairs that hold it, at least 1.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def __contains__(self, word: str) -> bool:
        """Whether any post holds *word*."""
        return word in self.counts

    def count(self, word: str) -> int:
        """How often *word* is used; 0 if no post holds it."""
        return self.counts.get(word, 0)

    def starting_with(self, beginning: str) -> list[str]:
        """All words that start with *beginning*, itself included; most used first, then in order of letters."""
        first = bisect_left(self._sorted, beginning)
        last = bisect_left(self._sorted, beginning + "\U0010ffff")
        return sorted(self._sorted[first:last], key=self._by_use)

    def near(self, word: str, distance: int) -> list[str]:
        """The words at exactly *distance* edits from *word*, most used first.

        An edit is a letter added, left out or replaced, or two neighbours swapped (optimal string alignment,
        the restricted form of Damerau and Levenshtein's distance). Words of scripts that are indexed in pairs
        of characters are never near to another.
        """
        if is_unspaced(word):
            return []
        lengths = range(max(1, len(word) - distance), len(word) + distance + 1)
        found = [
            candidate
            for length in lengths
            for candidate, edits, _ in process.extract_iter(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=distance, processor=None
            )
            if edits == distance
        ]
        return sorted(found, key=self._by_use)

    def _by_use(self, word: str) -> tuple[int, str]:
        return -self.counts[word], word

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = {}
        for word in self._sorted:
            if word.isalnum() and not is_unspaced(word):
                lengths.setdefault(len(word), []).append(word)
        return lengths
