"""What is asked of the words of a generation, as queries; equal questions are equal values."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.opensearch.versions import Clause
from indexer.engines.opensearch.word import Word
from indexer.schema import TEXT_FIELD_NAMES
from indexer.spelling import nearest


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Which of *words* there are."""

    words: tuple[str, ...]
    limit: None = None

    @property
    def clause(self) -> Clause:
        """Finds their versions."""
        return {"terms": {"key": self.words}}


@dataclass(frozen=True, slots=True)
class Starting:
    """Which words start with *beginning*: the *limit* most used, or all."""

    beginning: str
    limit: int | None

    @property
    def clause(self) -> Clause:
        """Finds their versions."""
        return {"prefix": {"key": self.beginning}}

    def answer(self, found: Sequence[Word]) -> tuple[str, ...]:
        """Which these are, of those *found*."""
        return tuple(word.key for word in found)


@dataclass(frozen=True, slots=True)
class Near:
    """Which words that start with *beginning* are at exactly *distance* edits from *word*."""

    word: str
    distance: int
    beginning: str
    limit: None = None

    @property
    def clause(self) -> Clause:
        """Finds the versions of all words that are as near or nearer.

        Left alone, OpenSearch takes the 50 most similar ones of each shard; scored all alike, it takes all.
        """
        shared = len(self.beginning) if self.word.startswith(self.beginning) else 0
        fuzzy = {
            "value": self.word,
            "fuzziness": self.distance,
            "prefix_length": max(0, min(shared, len(self.word) - 1)),  # of what is all prefix nothing may differ
            "rewrite": "constant_score",
        }
        return {"fuzzy": {"key": fuzzy}}

    def answer(self, found: Sequence[Word]) -> tuple[str, ...]:
        """Which these are, of those *found*."""
        used = nearest(self.word, self.distance, self.beginning, ((-word.uses, word.key) for word in found))
        return tuple(near for _, near in used)


@dataclass(frozen=True, slots=True)
class Stem:
    """How many posts hold *stem*."""

    stem: str

    @property
    def clause(self) -> Clause:
        """Finds these posts."""
        return {"term": {"stems": self.stem}}


@dataclass(frozen=True, slots=True)
class Phrase:
    """How many posts hold *words* next to each other."""

    words: tuple[str, ...]

    @property
    def clause(self) -> Clause:
        """Finds these posts."""
        text = " ".join(self.words)
        return {"bool": {"should": [{"match_phrase": {f"text.{field}.word": text}} for field in TEXT_FIELD_NAMES]}}


Listing = Starting | Near
Counting = Stem | Phrase
