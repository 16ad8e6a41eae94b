"""The naive fusion: every number of it computed as its formula says, one post and one tag at a time."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.tagging.names import stem_sequences

WEIGHTS = (0.681, 3.117, 0.066, 0.554, -0.264, 1.730, 0.659, 1.100, 0.341, 0.342)
BIAS = -0.21
PENALTY = 0.5

Gram = tuple[str, ...]
Vector = Mapping[Gram, float]


class Text:
    """One text: how often its title and its body say each stem and each pair of neighbours."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.title, self.body = (
            _grams(analyzer.content_stems(text, document.lang)) for text in (document.title, document.body)
        )

    def times(self, gram: Gram) -> int:
        """How often it says *gram*, the title counting three times if it does."""
        return self.body[gram] + 3 * (gram in self.title)


def _grams(stems: Sequence[str]) -> Counter[Gram]:
    return Counter([(stem,) for stem in stems] + list(pairwise(stems)))


class Fusion:
    """What tagged *documents*, the oldest first, tell of tags."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._analyzer = Analyzer()
        self._documents = documents
        self._texts = [Text(one, self._analyzer) for one in documents]
        self.tags = sorted({tag for one in documents for tag in one.tags})
        said = Counter(gram for text in self._texts for gram in {*text.title, *text.body})
        self._df = {gram: count for gram, count in said.items() if count > 1}
        self._vectors = [self._vector(text) for text in self._texts]

    def probability(self, document: Document, tag: str) -> float:
        """How probable *tag* is for *document*; one that is learnt from is left out."""
        own = next((place for place, one in enumerate(self._documents) if one.id == document.id), None)
        text = Text(document, self._analyzer)
        carriers = sum(tag in one.tags for one in self._documents)
        if carriers < 3 and not any(self._named(text, tag)):
            return 0.0
        values = self._values(text, tag, own)
        return 1 / (1 + math.exp(-BIAS - sum(w * value for w, value in zip(WEIGHTS, values, strict=True))))

    def _values(self, text: Text, tag: str, own: int | None) -> tuple[float, ...]:
        others = [place for place in range(len(self._texts)) if place != own]
        score = self._score(self._vector(text), tag, others)
        in_title, times = self._named(text, tag)
        named = in_title or times > 0
        naming = {place for place in others if any(self._named(self._texts[place], tag))}
        tagged = {place for place in others if tag in self._documents[place].tags}
        both = len(naming & tagged)
        recent = self._recent(tagged, others, len(self._texts) if own is None else own)
        mu1, mu0, mu = self._habits()
        a = min(max((both + 3 * mu1) / (len(tagged) + 3), 0.01), 0.99)
        q = min(max((len(naming) - both + 10 * mu0) / (len(others) - len(tagged) + 10), 1e-4), 0.99)
        usual = (len(tagged) + 0.3) / (len(others) + 1)
        return (
            _logit(min(max(score, 0), 1), 0.02),
            score,
            math.log(usual),
            _logit(recent, 0.01),
            math.log((both + 2 * mu + 0.02) / (len(naming) - both + 2 + 0.02)) if named else 0.0,
            float(not named),
            math.log(a / q) if named else math.log((1 - a) / (1 - q)),
            float(in_title),
            math.log(1 + times),
            _logit(min(max(score + usual, 0), 1), 0.02),
        )

    def _score(self, vector: Vector, tag: str, others: Sequence[int]) -> float:
        """What ridge regression on *others* makes of a text; tags are centred by their mean over all."""
        mean = sum(tag in one.tags for one in self._documents) / len(self._documents)
        gram = [
            [
                _dot(self._vectors[one], self._vectors[two]) * (one != two) + (one == two) * (1 + PENALTY)
                for two in others
            ]
            for one in others
        ]
        duals = _solved(gram, [(tag in self._documents[place].tags) - mean for place in others])
        return sum(_dot(vector, self._vectors[place]) * dual for place, dual in zip(others, duals, strict=True))

    def _vector(self, text: Text) -> Vector:
        posts = len(self._texts)
        weights = {
            gram: (1 + math.log(text.times(gram))) * (math.log((1 + posts) / (1 + self._df[gram])) + 1)
            for gram in {*text.title, *text.body}
            if gram in self._df
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {gram: weight / length for gram, weight in weights.items()}

    def _named(self, text: Text, tag: str) -> tuple[bool, int]:
        """Whether the title says what *tag* is called, and how often the body does."""
        ways = [
            _grams(stems) for stems in stem_sequences((tag,), {one.lang for one in self._documents}, self._analyzer)
        ]
        in_title = any(all(gram in text.title for gram in way) for way in ways)
        said = [way for way in ways if all(gram in text.title or gram in text.body for gram in way)]
        return in_title, sum(min(text.body[gram] for gram in way) for way in said)

    def _habits(self) -> tuple[float, float, float]:
        pairs = [
            (tag in document.tags, any(self._named(text, tag)))
            for document, text in zip(self._documents, self._texts, strict=True)
            for tag in self.tags
        ]
        tagged = [named for carried, named in pairs if carried]
        others = [named for carried, named in pairs if not carried]
        naming = [carried for carried, named in pairs if named]
        return sum(tagged) / max(len(tagged), 1), sum(others) / max(len(others), 1), sum(naming) / max(len(naming), 1)

    def _recent(self, tagged: set[int], others: Sequence[int], place: int) -> float:
        weights = {other: 0.5 ** (abs(other - place) / 15) for other in others}
        return sum(weights[other] for other in tagged) / max(sum(weights.values()), 1e-9)


def _logit(share: float, margin: float) -> float:
    return math.log((share + margin) / (1 - share + margin))


def _dot(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(gram, 0.0) for gram, weight in one.items())


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of equations, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot, row in enumerate(rows):
        for other in rows[:pivot] + rows[pivot + 1 :]:
            factor = other[pivot] / row[pivot]
            other[:] = [value - factor * mine for value, mine in zip(other, row, strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]
