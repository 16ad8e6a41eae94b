"""The score of one document, written down from the formula."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from indexer.results import Explanation, WordScore
from indexer.schema import TEXT_FIELD_NAMES
from tests.oracle.corpus import Corpus, Entry
from tests.oracle.matching import Part


@dataclass(frozen=True)
class Scorer:
    """Scores documents by the *parts* of a query, which the documents *ids* match."""

    corpus: Corpus
    parts: Sequence[Part]
    ids: Collection[str]

    def explanation(self, entry: Entry) -> Explanation:
        """How the score of *entry* comes about."""
        plain = self._plain(entry)
        score = self._smoothed.get(entry.document.id)
        if score is None:
            return plain
        factor = score / plain.score if plain.score else 1.0
        return replace(plain, score=score, coordination=plain.coordination * factor)

    @cached_property
    def _smoothed(self) -> dict[str, float]:
        """The scores of the 50 best if the query is a description."""
        entries = [entry for entry in self.corpus.entries if entry.document.id in self.ids]
        if len(self.parts) < 5 or any(self._cover(entry) >= 0.9 for entry in entries):
            return {}
        score = {entry.document.id: self._plain(entry).score for entry in entries}
        best = sorted(entries, key=lambda entry: (-score[entry.document.id], *entry.age))[:50]
        counts = {entry.document.id: _stems(entry) for entry in best}
        likeness = _likeness(counts)
        smoothed = {}
        for post in counts:
            near = {other: likeness[post, other] for other in counts if other != post}
            least = sorted(near.values())[-10:][0] if near else 0.0
            nearest = {other: value for other, value in near.items() if value >= least and value > 0}
            mean = sum(value * score[other] for other, value in nearest.items()) / (sum(nearest.values()) or 1.0)
            smoothed[post] = round((score[post] + (mean if nearest else score[post])) / 2, 9)
        return smoothed

    def _cover(self, entry: Entry) -> float:
        whole = sum(part.idf for part in self.parts) or 1.0
        return sum(part.idf * part.worth.get(entry.document.id, 0.0) for part in self.parts) / whole

    def _plain(self, entry: Entry) -> Explanation:
        post = entry.document.id
        matched = [part for part in self.parts if part.idf]
        whole = sum(part.idf for part in matched) or 1.0
        exact = 0.4 * self._bonus * sum(part.idf * part.exact.get(post, 0.0) for part in matched)
        found = sum(part.idf * part.title.get(post, 0.0) for part in matched) / whole
        in_title = sum(part.title.get(post, 0.0) > 0 for part in matched)
        share = min(1.0, in_title / max(entry.title_words, 1))
        title = 0.6 * self._bonus * whole * found**4 * share**0.5
        coordination = self._cover(entry) ** self._exponent
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
        post = entry.document.id
        fields = tuple(name for name in TEXT_FIELD_NAMES if name in part.fields.get(post, ()))
        return WordScore(slot.text, held, part.idf * part.best.get(post, 0.0), fields)


def _stems(entry: Entry) -> Counter[str]:
    counts: Counter[str] = Counter()
    for terms in entry.terms.values():
        counts.update({stem: len(positions) for stem, positions in terms.stems.items()})
    return counts


def _likeness(counts: dict[str, Counter[str]]) -> dict[tuple[str, str], float]:
    """The cosine of each pair, from what at least two of them hold."""
    holding = Counter(stem for held in counts.values() for stem in held)
    idf = {stem: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for stem, n in holding.items() if n > 1}
    weights = {
        post: {stem: math.sqrt(held[stem]) * idf[stem] for stem in held if stem in idf} for post, held in counts.items()
    }
    length = {post: math.sqrt(sum(weight**2 for weight in row.values())) or 1.0 for post, row in weights.items()}
    return {
        (one, other): round(
            sum(weight * weights[other].get(stem, 0.0) for stem, weight in row.items()) / length[one] / length[other], 9
        )
        for one, row in weights.items()
        for other in weights
    }
