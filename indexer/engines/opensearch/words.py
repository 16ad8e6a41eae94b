"""The blog's own words, in the cluster: which complete what is typed, and which are near a word that is misspelt.

Each question would be a request of its own, and a query asks dozens. So what is asked `together` is gone through more
than once: whatever is not known yet gets a guess and is fetched afterwards, all of it in one request, until nothing is
left to guess. Answers are remembered, as a generation never changes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.tokens import is_unspaced
from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.remembered import A, Q, Remembered
from indexer.engines.opensearch.versions import POST, WORD, visible
from indexer.engines.opensearch.word import LISTED, Word
from indexer.engines.opensearch.word_questions import AnyOf, Counting, Listing, Near, Phrase, Starting, Stem

REMEMBERED = 10_000
"""Words that are kept, and answers of each kind: a few megabytes."""
PAGE = 10_000
"""Words in an answer, at most: OpenSearch's own limit."""
BATCH = 1_000
"""Words that one search asks for."""
COUNTED = 100
"""What one search counts in posts: a phrase is five clauses, and a search may have 1,024."""

# Guesses: that there is what was asked for mostly proves right, and leads to the fewest questions in vain.
_GUESSED = Word("", 1, {})
_SOME = ("…",)  # no word

T = TypeVar("T")


class State(Protocol):
    """The generation *number* in the build *index* of *cluster*."""

    cluster: Cluster
    index: str
    number: int


class Words:
    """The words of the posts of *state*; see `indexer.spelling.KnownWords`. All methods raise `EngineError`."""

    def __init__(self, state: State) -> None:
        # Not the state itself, which may refer to its words: the two would stay until Python looks for garbage.
        self._cluster, self._index, self._number = state.cluster, state.index, state.number
        self._words = Remembered[str, Word]()
        self._listings = Remembered[Listing, tuple[str, ...]]()
        self._counts = Remembered[Counting, int]()
        self._guesses = False

    def together(self, asking: Callable[[], T]) -> T:
        """What *asking* gives, which asks several things that are then fetched in few requests.

        It is called until it asks nothing new, so it must give the same whenever the answers are the same.
        """
        if self._guesses:
            return asking()
        self._guesses = True
        try:
            while True:
                found = asking()
                if not self._fetch():
                    return found
        finally:
            self._guesses = False
            self._shorten()

    def __contains__(self, word: str) -> bool:
        """Whether any post holds *word*."""
        return self.count(word) > 0

    def count(self, word: str) -> int:
        """How often *word* is used."""
        return self._word(word).uses

    def starting_with(self, beginning: str, limit: int | None = None) -> list[str]:
        """The words that start with *beginning*, itself included; most used first, then in order of letters."""
        return [*self._answer(self._listings, Starting(beginning, limit), _SOME)]

    def near(self, word: str, distance: int, beginning: str = "") -> tuple[str, ...]:
        """The words at exactly *distance* edits, at most two, from *word* that start with *beginning*."""
        if is_unspaced(word):
            return ()
        return self._answer(self._listings, Near(word, distance, beginning), _SOME)

    def stems_of(self, words: Collection[str]) -> set[str]:
        """The stems under which posts that hold any of *words* are indexed."""
        return self.together(lambda: {stem for word in words for stem in self._word(word).stems})

    def has_stem(self, stem: str) -> bool:
        """Whether any post holds *stem*."""
        return self._answer(self._counts, Stem(stem), 0) > 0

    def phrase_count(self, words: Sequence[str]) -> int:
        """How many posts hold *words* next to each other."""
        phrase = Phrase(tuple(words))
        return self.together(lambda: self._answer(self._counts, phrase, 0) if self._are_used(words) else 0)

    def complete(self, analyzer: Analyzer, beginning: str, limit: int) -> list[str]:
        """The words that complete the last one of *beginning*, as *analyzer* sees it; most used first."""
        words = analyzer.query_words(beginning)
        return self.starting_with(words[-1].exact, limit) if words else []

    def versions(self, words: Iterable[str]) -> dict[str, Word]:
        """Those of *words* that are used, to what there is to say of each; none of it is remembered."""
        asked = AnyOf(tuple(words))
        answer = self._cluster.search(self._index, self._listing(asked))
        return {word.key: word for word in self._found(asked, answer)}

    def _word(self, word: str) -> Word:
        return self._answer(self._words, word, _GUESSED)

    def _are_used(self, words: Sequence[str]) -> bool:
        """Whether all of *words* are known to be used; no phrase is looked for before."""
        versions = list(map(self._word, words))
        return _GUESSED not in versions and all(version.uses for version in versions)

    def _answer(self, remembered: Remembered[Q, A], question: Q, guess: A) -> A:
        if not self._guesses:
            return self.together(lambda: self._answer(remembered, question, guess))
        answer = remembered.get(question)
        return guess if answer is None else answer

    def _fetch(self) -> bool:
        """Learn the answers to all open questions, in one request; whether there were any."""
        listings = list(self._listings.open)
        asked = [*listings, *(AnyOf(batch) for batch in batched(self._words.open, BATCH))]
        counted = list(batched(self._counts.open, COUNTED))
        bodies = [*map(self._listing, asked), *map(self._counting, counted)]
        answers = self._cluster.msearch(self._index, bodies)
        found = [list(self._found(one, answer)) for one, answer in zip(asked, answers, strict=False)]
        self._words.learn({word: Word(word, 0, {}) for word in self._words.open})
        self._words.learn({word.key: word for words in found for word in words})
        self._listings.learn({one: one.answer(words) for one, words in zip(listings, found, strict=False)})
        for batch, answer in zip(counted, answers[len(asked) :], strict=True):
            counts = (bucket["doc_count"] for bucket in answer["aggregations"]["held"]["buckets"])
            self._counts.learn(dict(zip(batch, counts, strict=True)))
        return bool(answers)

    def _listing(self, asked: AnyOf | Listing) -> Json:
        """The search for the words that *asked* finds, as many as a page has."""
        query = {"bool": {"filter": [*visible(WORD, self._number), asked.clause]}}
        return {**LISTED, "query": query, "size": PAGE if asked.limit is None else min(asked.limit, PAGE)}

    def _found(self, asked: AnyOf | Listing, answer: Json) -> Iterator[Word]:
        """The words of *answer*, the first page of those that *asked* finds, and those of the pages behind it."""
        return islice(map(Word.of, self._hits(self._listing(asked), answer)), asked.limit)

    def _hits(self, body: Json, answer: Json) -> Iterator[Json]:
        hits = answer["hits"]["hits"]
        while hits:
            yield from hits
            if len(hits) < body["size"]:
                return
            hits = self._cluster.search(self._index, {**body, "search_after": hits[-1]["sort"]})["hits"]["hits"]

    def _counting(self, counted: Sequence[Counting]) -> Json:
        """The search that counts the posts of each of *counted*."""
        clauses = [one.clause for one in counted]
        query = {"bool": {"filter": [*visible(POST, self._number), {"bool": {"should": clauses}}]}}
        held = {"filters": {"filters": clauses}}
        return {"query": query, "size": 0, "track_total_hits": False, "aggs": {"held": held}}

    def _shorten(self) -> None:
        for remembered in (self._words, self._listings, self._counts):
            remembered.shorten(REMEMBERED)
