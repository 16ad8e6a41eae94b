"""New words: a larger collection has other names in it, not the same ones more often."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

_WORDS = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Without Chinese, Japanese and Korean, of whose runs of letters nobody can tell here where a word ends."""
_RARE = 3
"""A word that is used at most so often in all real posts may be a name, and be another one elsewhere."""
_SHORTEST = 6
_AGAIN = 0.5
"""Part of the renamed words that get a name given before: in real blogs about half of all words occur once."""


class Growth(NamedTuple):
    """How many words are different among so many: Heaps' law, V(n) = factor * n ** exponent.

    Heaps: "Information Retrieval: Computational and Theoretical Aspects", 1978, section 7.5.
    """

    factor: float
    exponent: float

    @classmethod
    def of(cls, texts: Iterable[str], chance: Random) -> "Growth":
        """That of the last three quarters of *texts*, in an order by *chance*."""
        shuffled = list(texts)
        chance.shuffle(shuffled)
        part, uses = len(shuffled) // 4, Counter[str]()
        points = []
        for some in (shuffled[:part], shuffled[part:]):
            uses.update(word for text in some for word in words(text))
            points.append((math.log(uses.total()), math.log(len(uses))))
        (few, few_distinct), (many, many_distinct) = points
        exponent = (many_distinct - few_distinct) / (many - few)
        return cls(math.exp(many_distinct - exponent * many), exponent)

    def distinct(self, count: int) -> float:
        """How many of *count* words are different."""
        return self.factor * float(count) ** self.exponent


class Vocabulary:
    """The words of a collection that grows out of *texts*; renames rare ones where too few words are different.

    Attributes:
        uses: How often each word has been used.
        growth: How many should be different.
    """

    def __init__(self, texts: Iterable[str], chance: Random) -> None:
        self._chance = chance
        known = list(texts)
        self.growth = Growth.of(known, chance)
        self.uses: Counter[str] = Counter()
        self._total = 0
        found = Counter(word for text in known for word in words(text))
        rare = (word for word, count in found.items() if count <= _RARE)
        self._parts = [word for word in rare if len(word) >= _SHORTEST and word.isascii() and word.isalpha()]
        self._rare = frozenset(self._parts)
        self._given: list[str] = []

    def grown(self, text: str) -> str:
        """*text* as the next of the collection."""
        used = words(text)
        if rare := [word for word in sorted(self._rare.intersection(used)) if self.uses[word] and self._is_poor]:
            for word in rare:
                text = text.replace(word, self._name(word))
            used = words(text)
        self.uses.update(used)
        self._total += len(used)
        return text

    @property
    def _is_poor(self) -> bool:
        """Whether too few words are different."""
        return len(self.uses) < self.growth.distinct(self._total)

    def _name(self, word: str) -> str:
        """Another name: the beginning of *word* and the end of another rare one, or one that was given before."""
        if self._given and self._chance.random() < _AGAIN:
            return self._chance.choice(self._given)
        end = self._chance.choice(self._parts)
        name = word[: self._chance.randint(3, 5)] + end[-self._chance.randint(3, 6) :]
        self._given.append(name)
        return name


def words(text: str) -> list[str]:
    """The words of *text*."""
    return _WORDS.findall(text)
