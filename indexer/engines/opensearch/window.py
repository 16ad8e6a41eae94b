"""A window: some posts that were found, brought here to be scored exactly and shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.document import Document
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.holdings import Found, Row, Terms
from indexer.engines.opensearch.mapping import GAP, MARK, SAME_PLACE
from indexer.engines.opensearch.stored import stored_document
from indexer.matching.holdings import Kind, PhraseTerms
from indexer.ranking.scoring import Saturated, Scores, saturation
from indexer.schema import TEXT_FIELD_NAMES, TEXT_FIELDS

SOURCE = ("post", "text", "length", "title_words")
"""What a window needs to know of a post."""

_B = {field.name: field.length for field in TEXT_FIELDS}
_WEIGHTS = {field.name: field.weight for field in TEXT_FIELDS}


class Said(NamedTuple):
    """What one field says: how often each unstemmed word and each stem stands in it."""

    words: Counter[str]
    stems: Counter[str]

    def of(self, kind: Kind) -> Counter[str]:
        """The words, or the stems."""
        return self.words if kind == "word" else self.stems


class Fetched:
    """One post, from the *source* of its version."""

    def __init__(self, source: Json) -> None:
        self._source = source
        self.title_words: int = source["title_words"]
        self._said: dict[str, Said] = {}

    @cached_property
    def document(self) -> Document:
        """All of it."""
        return stored_document(self._source["post"])

    @property
    def age(self) -> tuple[bool, float, str]:
        """Sorts the newest first, undated ones last; ties by id."""
        date = self.document.date
        return date is None, -date.timestamp() if date else 0.0, self.document.id

    def length(self, field: str) -> int:
        """How many words *field* holds."""
        length: int = self._source["length"][field]
        return length

    def said(self, field: str) -> Said:
        """What *field* says."""
        if field not in self._said:
            self._said[field] = _said(self._text(field))
        return self._said[field]

    def stems(self) -> Counter[str]:
        """How often each stem stands in all fields."""
        together: Counter[str] = Counter()
        for field in TEXT_FIELD_NAMES:
            together.update(self.said(field).stems)
        return together

    def standing(self, found: Found, field: str) -> Iterator[tuple[int, int]]:
        """The place of each term of *found* that *field* holds, and how often it does."""
        match found:
            case Terms(kind, terms, _):
                said = self.said(field).of(kind)
                if said.keys() & {*terms}:  # mostly not
                    yield from ((place, said[term]) for place, term in enumerate(terms) if term in said)
            case Row(terms, _):
                if times := _rows(self._text(field), terms):
                    yield 0, times

    def holds(self, found: Found, field: str) -> bool:
        """Whether *field* holds any term of *found*, which may be looked for there."""
        return found.field in (None, field) and any(self.standing(found, field))

    def _text(self, field: str) -> str:
        text: str = self._source["text"][field]
        return text


class Window:
    """Posts to score; see `indexer.ranking.scoring.Candidates`.

    Args:
        posts: The sources of the posts.
        averages: By field the mean number of words in it.
        highest: What finds out how much of what is sought any post that matches holds.
        smooth: What tells the smoothed scores, by id, of the best of all posts that match.
    """

    def __init__(
        self,
        posts: Iterable[Json],
        averages: Mapping[str, float],
        highest: Callable[[], float],
        smooth: Callable[[], Mapping[str, float]],
    ) -> None:
        self.posts = [Fetched(source) for source in posts]
        self._averages = averages
        self._highest = highest
        self._smooth = smooth

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Their places."""
        return np.arange(len(self.posts))

    def __len__(self) -> int:
        return len(self.posts)

    @cached_property
    def newest(self) -> NDArray[np.int64]:
        """The rank of each with the newest first, undated ones last; ties by id."""
        ranks = np.empty(len(self), dtype=np.int64)
        ranks[sorted(range(len(self)), key=lambda place: self.posts[place].age)] = self.numbers
        return ranks

    def saturated(self, found: Found) -> Saturated:
        """The saturated frequency of each term of *found* in each post that holds it."""
        rows = list(self._weighted(found))
        places, terms, weighted, in_title = zip(*rows, strict=True) if rows else ((), (), (), ())
        return Saturated(
            np.array(places, dtype=np.int64),
            np.array(terms, dtype=np.int64) if found.size > 1 else None,
            saturation(np.array(weighted, dtype=np.float64)),
            np.array(in_title, dtype=bool),
        )

    def _weighted(self, found: Found) -> Iterator[tuple[int, int, float, bool]]:
        """The place of a post and of a term that it holds, its weighted frequency, and whether the title holds it."""
        for place, post in enumerate(self.posts):
            weighted: dict[int, float] = {}
            in_title: set[int] = set()
            for field in found.fields:
                for term, times in post.standing(found, field):
                    weighted[term] = weighted.get(term, 0.0) + times * self._gain(post, field)
                    if field == "title":
                        in_title.add(term)
            yield from ((place, term, weight, term in in_title) for term, weight in weighted.items())

    def _gain(self, post: Fetched, field: str) -> float:
        b, average = _B[field], self._averages[field]
        return _WEIGHTS[field] / (1 - b + b * post.length(field) / average)

    def title_words(self, places: NDArray[np.int64]) -> NDArray[np.uint32]:
        """How many content words the titles of the posts at *places* have."""
        return np.array([self.posts[place].title_words for place in places.tolist()], dtype=np.uint32)

    def highest(self, _cover: Scores) -> float:
        """The highest cover of any post that matches, as far as it matters."""
        return self._highest()

    def smoothed(self, scores: Scores) -> Scores:
        """Their *scores*, those of the best of all posts that match smoothed."""
        smooth = self._smooth()
        pairs = zip(self.posts, scores.tolist(), strict=True)
        return np.array([smooth.get(post.document.id, score) for post, score in pairs])

    def stems(self, places: Sequence[int]) -> list[NDArray[np.int64]]:
        """The stems of the tokens of the posts at *places*; equal stems have equal numbers."""
        numbers: dict[str, int] = {}
        counted = [self.posts[place].stems() for place in places]
        return [
            np.repeat(
                np.array([numbers.setdefault(stem, len(numbers)) for stem in one], dtype=np.int64), [*one.values()]
            )
            for one in counted
        ]


def _said(text: str) -> Said:
    words: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    tokens = Counter(text.replace(SAME_PLACE, GAP).split(GAP)) if text else {}
    for token, times in tokens.items():
        word, *others = token.split(MARK)
        words[word] += times
        for stem in others or (word,):
            stems[stem] += times
    return Said(words, stems)


def _rows(text: str, terms: PhraseTerms) -> int:
    """How often *terms* stand in a row."""
    places: dict[str, set[int]] = {term: set() for term, _ in terms}
    for place, tokens in enumerate(text.split(GAP)):
        for token in tokens.split(SAME_PLACE):
            word = token.partition(MARK)[0]
            if word in places:
                places[word].add(place)
    begins = ({place - offset for place in places[term]} for term, offset in terms)
    return len(reduce(set.intersection, begins))
