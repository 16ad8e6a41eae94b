"""What is asked when speed is measured: words, phrases, prefixes and typing mistakes, out of the posts themselves."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from benchmarks.systems.protocol import Kind, Question
from benchmarks.systems.words import STOP_WORDS, words
from benchmarks.topics import slip
from indexer import Document

SHARES = {"one word": 60, "two words": 60, "three or four words": 30, "phrase": 25, "prefix": 15, "typing mistake": 10}
"""How many of 200 questions are of which sort."""
WARM_UP = 20

_SAMPLED = 2_000
_RARE, _COMMON = 0.001, 0.05
"""Parts of the posts that hold a word: below the first it is left out, above the second it is called common."""

Made = tuple[str, Question]


class Vocabulary:
    """The English posts that questions are made of, and how common their words are."""

    def __init__(self, documents: Iterable[Document]) -> None:
        chance = random.Random(2)  # noqa: S311  (questions, not secrets)
        english = [_asked_for(document.body) for document in documents if document.lang == "en"]
        self.texts = [text for text in chance.sample(english, min(len(english), _SAMPLED)) if len(text) > 50]
        self.holding = Counter(word for text in self.texts for word in set(text))

    def share(self, word: str) -> float:
        """The part of the posts that hold *word*."""
        return self.holding[word] / len(self.texts)

    def pick(self, chance: random.Random, count: int) -> list[str]:
        """*count* words of one post; a third of all that are picked are common."""
        text = sorted({word for word in chance.choice(self.texts) if self._is_asked_for(word)})
        common = [word for word in text if self.share(word) > _COMMON]
        other = [word for word in text if self.share(word) <= _COMMON]
        wanted = [common if chance.random() < 1 / 3 else other for _ in range(count)]
        picked = list(dict.fromkeys(chance.choice(group) for group in wanted if group))
        return picked if len(picked) == count else self.pick(chance, count)

    def _is_asked_for(self, word: str) -> bool:
        return len(word) > 2 and word not in STOP_WORDS and self.share(word) > _RARE


def make(documents: Iterable[Document], count: int) -> tuple[list[Made], list[Made]]:
    """*count* questions with the names of their sorts, and some more for warming up; the same for the same posts."""
    vocabulary = Vocabulary(documents)
    total = sum(SHARES.values())
    asked = [made for sort, share in SHARES.items() for made in _of(sort, vocabulary, round(count * share / total))]
    chance = random.Random(3)  # noqa: S311  (questions, not secrets)
    return chance.sample(asked, len(asked)), [
        made for sort in SHARES for made in _of(sort, vocabulary, WARM_UP // len(SHARES) + 1, "warm up")
    ][:WARM_UP]


def _of(sort: str, vocabulary: Vocabulary, count: int, purpose: str = "") -> Iterator[Made]:
    chance = random.Random(sort + purpose)  # noqa: S311  (questions, not secrets)
    questions = iter(lambda: _MAKERS[sort](vocabulary, chance), None)
    return ((sort, question) for question in islice(questions, count))


def _words(count: Callable[[random.Random], int]) -> "Maker":
    return lambda vocabulary, chance: Question(" ".join(vocabulary.pick(chance, count(chance))))


def _phrase(vocabulary: Vocabulary, chance: random.Random) -> Question:
    """Two or three words as they stand side by side, none of them a stop word at either end."""
    text = chance.choice(vocabulary.texts)
    start, length = chance.randrange(len(text) - 3), chance.randint(2, 3)
    words = text[start : start + length]
    if {words[0], words[-1]} & STOP_WORDS or not all(word.isalpha() for word in words):
        return _phrase(vocabulary, chance)
    return Question(" ".join(words), Kind.PHRASE)


def _prefix(vocabulary: Vocabulary, chance: random.Random) -> Question:
    (word,) = vocabulary.pick(chance, 1)
    return Question(word[: chance.randint(3, 4)], Kind.PREFIX)


def _typo(vocabulary: Vocabulary, chance: random.Random) -> Question:
    (word,) = vocabulary.pick(chance, 1)
    slipped = slip(word, chance) if len(word) > 5 else word
    if slipped in vocabulary.holding:
        return _typo(vocabulary, chance)
    return Question(slipped, Kind.TYPO)


Maker = Callable[[Vocabulary, random.Random], Question]
_MAKERS: Mapping[str, Maker] = {
    "one word": _words(lambda _: 1),
    "two words": _words(lambda _: 2),
    "three or four words": _words(lambda chance: chance.randint(3, 4)),
    "phrase": _phrase,
    "prefix": _prefix,
    "typing mistake": _typo,
}


def _asked_for(body: str) -> list[str]:
    return [word for word in words(body) if word.isascii()]
