"""What is asked of collections of any size: the same questions of all, as many of each sort."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from benchmarks.questions import Vocabulary
from benchmarks.topics import slip
from indexer import Document, Engine, Filter, Query, Sort, parse

SAMPLED = 10_000
"""Questions are made of so many posts, with which each collection begins."""
_FACETS = ("tags", "year")
_SHORTEST_MISSPELT = 6


class Asked(NamedTuple):
    """A *query* and of which *sort* it is; *deep*: the page wanted is that in the middle of the hits."""

    sort: str
    query: Query
    deep: bool = False

    def of(self, engine: Engine) -> Query:
        """The query as it is to be asked of *engine*."""
        if not self.deep:
            return self.query
        return replace(self.query, offset=engine.search(replace(self.query, limit=0)).total // 2)


class _Source(NamedTuple):
    """What questions are made of."""

    vocabulary: Vocabulary
    tags: Sequence[str]


Maker = Callable[[_Source, Random], Query]


def asked(documents: Iterable[Document], each: int, seed: int = 1) -> list[Asked]:
    """*each* questions of each sort, mixed; the same for the same *documents* and *seed*."""
    known = list(documents)
    source = _Source(Vocabulary(known), sorted({tag for document in known for tag in document.tags}))
    made = [one for sort in MAKERS for one in _of(sort, source, each, seed)]
    Random(seed).shuffle(made)  # noqa: S311  (questions, not secrets)
    return made


def _of(sort: str, source: _Source, each: int, seed: int) -> Iterator[Asked]:
    chance = Random(f"{sort} {seed}")  # noqa: S311
    for _ in range(each):
        yield Asked(sort, MAKERS[sort](source, chance), deep=sort == DEEP)


def _typed(text: str) -> Query:
    """Ten hits with snippets, as a search box asks for them."""
    return Query(text, parse(text))


def _words(count: int, **more: object) -> Maker:
    def make(source: _Source, chance: Random) -> Query:
        return replace(_typed(" ".join(source.vocabulary.pick(chance, count))), **more)

    return make


def _phrase(source: _Source, chance: Random) -> Query:
    text = chance.choice(source.vocabulary.texts)
    start = chance.randrange(len(text) - 2)
    return _typed(f'"{" ".join(text[start : start + 2])}"')


def _prefix(source: _Source, chance: Random) -> Query:
    (word,) = source.vocabulary.pick(chance, 1)
    return _typed(word[: chance.randint(3, 4)])


def _typo(source: _Source, chance: Random) -> Query:
    word, slipped = "", ""
    while len(word) < _SHORTEST_MISSPELT or slipped in source.vocabulary.holding:
        (word,) = source.vocabulary.pick(chance, 1)
        slipped = slip(word, chance)
    return _typed(slipped)


def _filtered(source: _Source, chance: Random) -> Query:
    return replace(_words(1)(source, chance), filters=(Filter("tags", (chance.choice(source.tags),)),))


DEEP = "a page in the middle"
MAKERS: Mapping[str, Maker] = {
    "one word": _words(1),
    "two words": _words(2),
    "three words": _words(3),
    "phrase": _phrase,
    "typing mistake": _typo,
    "beginning of a word": _prefix,
    "two words, counts of tags and years": _words(2, facets=_FACETS),
    "one word, one tag": _filtered,
    "one word, newest first": _words(1, sort=Sort.NEWEST),
    DEEP: _words(1),
}
