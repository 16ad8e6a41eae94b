"""Known tags: which of the tags that a blog uses suit a text, learnt from the posts that carry them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import Entries
from indexer.tagging.evidence import Naming, evidence, probabilities
from indexer.tagging.history import TagHistory
from indexer.tagging.names import TagNames
from indexer.tagging.ridge import Ridge
from indexer.tagging.vector_space import VectorSpace
from indexer.vectors import Vectors

MOST_POSTS = 3_000
"""The newest tagged posts are learnt from; the time that it takes grows with the cube of their number."""
FEW = 3
"""A tag that fewer posts carry is suggested only to who names it: nothing else is known of it."""
SIMILAR = 3
"""Posts that are shown beside a suggestion."""

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]
Likeness = NDArray[np.float32]


class KnownTag(NamedTuple):
    """A tag of the blog that suits a text.

    Attributes:
        tag: The number of its name.
        probability: That the author would choose it.
        is_named: Whether the text names it.
        posts: The ids of the most similar posts that carry it, the most similar first.
    """

    tag: int
    probability: float
    is_named: bool
    posts: tuple[str, ...]


class TagModel:
    """What the posts of a blog tell about its tags.

    Args:
        vectors: All its posts.
        languages: The languages that they are in (None: the default).
        analyzer: What cuts texts into words.
        aliases: Other words for tags.

    Attributes:
        tags: The names of the tags.
        called: What each may be called in a text.
        carriers: How many posts carry each.
    """

    def __init__(
        self,
        vectors: Vectors,
        languages: Collection[str | None],
        analyzer: Analyzer,
        aliases: Aliases = NO_ALIASES,
    ) -> None:
        self.tags: Sequence[str] = vectors.tagging.names
        self.carriers: Numbers = np.bincount(vectors.tagging.tags, minlength=len(self.tags))
        rows = _newest_tagged(vectors)
        self._ids = [vectors.ids[row] for row in rows]
        self._places = {row: place for place, row in enumerate(rows.tolist())}
        carried, firsts, entries = _carried(vectors, rows), *_entries(vectors, rows)
        self.called = [(name, *aliases.words(name)) for name in self.tags]
        self._names = TagNames(self.called, languages, analyzer)
        mentions = self._names.mentions(np.repeat(np.arange(len(rows)), np.diff(firsts)), entries)
        self._carried = carried > 0
        self._history = TagHistory(carried, mentions)
        self._space = VectorSpace(firsts, entries)
        self._ridge = Ridge(self._space.gram(), carried)

    def suggest(self, entries: Entries, *, least: float, row: int | None = None) -> list[KnownTag]:
        """The tags that suit a text with a probability of *least* or more, the most probable first.

        Args:
            entries: What the text says.
            least: Less probable tags are left out.
            row: Its row in the vectors if it is one of the posts, so that it does not speak for itself.
        """
        named, likeness = self.naming(entries), self._space.likeness(entries)
        found = self._probabilities(named, likeness, row)
        chosen = np.flatnonzero(found >= least)
        best = chosen[np.argsort(-found[chosen], kind="stable")]
        if row in self._places:
            likeness[self._places[row]] = 0
        return [
            KnownTag(tag, float(found[tag]), bool(named.named[tag]), self._similar(tag, likeness))
            for tag in best.tolist()
        ]

    def probabilities(self, entries: Entries, *, row: int | None = None) -> Values:
        """How probable each tag is, shape (tags,); 0 for one that must not be suggested."""
        return self._probabilities(self.naming(entries), self._space.likeness(entries), row)

    def evidence(self, entries: Entries, *, row: int | None = None) -> Values:
        """What speaks for each tag, shape (tags, 10)."""
        return self._evidence(self.naming(entries), self._space.likeness(entries), row)

    def naming(self, entries: Entries) -> Naming:
        """How a text names each tag."""
        mentions = self._names.mentions(np.zeros(len(entries), dtype=np.int64), entries)
        in_title, times = np.zeros(len(self.tags), dtype=bool), np.zeros(len(self.tags))
        in_title[mentions.tags], times[mentions.tags] = mentions.in_title, mentions.times
        return Naming(in_title, times)

    def _probabilities(self, naming: Naming, likeness: Likeness, row: int | None) -> Values:
        found = probabilities(self._evidence(naming, likeness, row))
        return np.where(naming.named | (self.carriers >= FEW), found, 0.0)

    def _evidence(self, naming: Naming, likeness: Likeness, row: int | None) -> Values:
        place = self._places.get(row) if row is not None else None
        learnt = self._ridge.scores(likeness) if place is None else self._ridge.left_out(place)
        return evidence(learnt.astype(np.float64), naming, self._history.counts(naming, place), self._history.habits)

    def _similar(self, tag: int, likeness: Likeness) -> tuple[str, ...]:
        carriers = np.flatnonzero(self._carried[:, tag] & (likeness > 0))
        best = carriers[np.argsort(-likeness[carriers], kind="stable")][:SIMILAR]
        return tuple(self._ids[place] for place in best)


def _newest_tagged(vectors: Vectors) -> Numbers:
    """The rows of the newest tagged posts, the oldest of them first; those without a date count as the oldest."""
    tagged = np.unique(vectors.tagging.posts)
    ids = np.array([vectors.ids[row] for row in tagged], dtype=np.str_)
    return tagged[np.lexsort((ids, vectors.days[tagged]))][-MOST_POSTS:]


def _carried(vectors: Vectors, rows: Numbers) -> NDArray[np.float32]:
    """1 where the post in a row carries a tag, shape (rows, tags)."""
    places = np.full(len(vectors), -1)
    places[rows] = np.arange(len(rows))
    posts = places[vectors.tagging.posts]
    carried = np.zeros((len(rows), len(vectors.tagging.names)), dtype=np.float32)
    carried[posts[posts >= 0], vectors.tagging.tags[posts >= 0]] = 1
    return carried


def _entries(vectors: Vectors, rows: Numbers) -> tuple[Numbers, Entries]:
    """Where the entries of each of *rows* begin, and all of them."""
    parts = [vectors.row(row) for row in rows]
    return np.cumsum([0, *map(len, parts)]), np.concatenate([np.empty(0, dtype=np.uint32), *parts])
