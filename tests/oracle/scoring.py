"""The score of one document, written down from the formula."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.results import Explanation, WordScore
from tests.oracle.corpus import Corpus, Entry
from tests.oracle.matching import Part


@dataclass(frozen=True)
class Scorer:
    """Scores documents by the *parts* of a query."""

    corpus: Corpus
    parts: Sequence[Part]

    def explanation(self, entry: Entry) -> Explanation:
        """How the score of *entry* comes about."""
        post = entry.document.id
        matched = [part for part in self.parts if part.idf]
        whole = sum(part.idf for part in matched) or 1.0
        exact = 0.4 * self._bonus * sum(part.idf * part.exact.get(post, 0.0) for part in matched)
        found = sum(part.idf * part.title.get(post, 0.0) for part in matched) / whole
        in_title = sum(part.title.get(post, 0.0) > 0 for part in matched)
        share = min(1.0, in_title / max(entry.title_words, 1))
        title = 0.6 * self._bonus * whole * found**4 * share**0.5
        cover = sum(part.idf * part.worth.get(post, 0.0) for part in matched) / whole
        coordination = cover**self._exponent
        words = tuple(self._word(part, entry) for part in self.parts)
        score = round((sum(word.score for word in words) + exact + title) * coordination, 9)
        return Explanation(words, exact, title, coordination, score)

    @property
    def highest(self) -> float:
        """More than any document can score."""
        whole = sum(part.idf for part in self.parts) or 1.0
        return whole * (2.6 * (1 + 0.4 * self._bonus) + 0.6 * self._bonus)

    @property
    def _bonus(self) -> float:
        return min(1.0, 3 / len(self.parts))

    @property
    def _exponent(self) -> float:
        return 0.6 * min(1.0, (2 / len(self.parts)) ** 2) if len(self.parts) > 1 else 0.0

    def _word(self, part: Part, entry: Entry) -> WordScore:
        slot = part.slot
        assert slot
        held = tuple(stem for stem in slot.variants if self.corpus.saturated(entry, stem, slot.field, exact=False))
        return WordScore(slot.text, held, part.idf * part.best.get(entry.document.id, 0.0))
