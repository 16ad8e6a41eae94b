"""A blog cut in time: tags are learnt from its older posts and asked for its newest, whose own tags are the truth."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.collection import Collection, read
from indexer import Document, open_engine
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import Entries
from indexer.analysis.folding import fold_tag
from indexer.vectors import Vectors, entries_of

FEWEST = 100
"""A blog with fewer tagged posts than this has so few for testing that they tell more of chance than of the method."""
LEARNT = 0.8
"""The part of the tagged posts that is learnt from."""

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Split:
    """A blog cut in time.

    Attributes:
        name: What the tables call it.
        learnt: The older posts, and Backmatter's vectors of them.
        languages: Those of the older posts.
        asked: The newest posts.
        drafts: What each of them says, in the terms of the vectors.
        truth: shape (asked, tags): whether its author gave it the tag.
        wanted: shape (asked,): how many tags its author gave it, those that no older post has included.
    """

    name: str
    learnt: Sequence[Document]
    vectors: Vectors
    languages: Sequence[str | None]
    asked: Sequence[Document]
    drafts: Sequence[Entries]
    truth: NDArray[np.bool_]
    wanted: NDArray[np.int64]

    @property
    def labels(self) -> NDArray[np.float64]:
        """1 where an older post carries a tag, else 0; shape (learnt, tags)."""
        labels = np.zeros((len(self.vectors), len(self.vectors.tagging.names)))
        labels[self.vectors.tagging.posts, self.vectors.tagging.tags] = 1
        return labels


def splits(blogs: Path, home: Path, only: Sequence[str] = ()) -> Iterator[Split]:
    """Those of *blogs*, a folder of posts folders, that have enough tagged posts; what is read is kept in *home*."""
    for folder in sorted(path for path in blogs.iterdir() if path.is_dir()):
        if not only or folder.name in only:
            tagged = tagged_posts(read(folder, home / "documents" / f"{folder.name}.jsonl"))
            if len(tagged) >= FEWEST:
                yield split(folder.name, tagged, int(len(tagged) * LEARNT))


def few(blog: Split, posts: int) -> Split:
    """*blog* as if nothing but the last *posts* of the older ones had been written before the newest."""
    last = blog.learnt[-posts:]
    return split(blog.name, [*last, *blog.asked], len(last))


def tagged_posts(collection: Collection) -> list[Document]:
    """The posts that have tags, the oldest first; those without a date count as older than all others."""
    tagged = [document for document in collection.documents() if document.tags]
    return sorted(tagged, key=lambda document: (document.date or _BEFORE_ALL, document.id))


def split(name: str, posts: Sequence[Document], learnt: int) -> Split:
    """*posts*, the oldest first, cut after so many to be *learnt* from."""
    older, newest = posts[:learnt], posts[learnt:]
    vectors, analyzer = _vectors(older), Analyzer()
    numbers = {fold_tag(tag): number for number, tag in enumerate(vectors.tagging.names)}
    truth = np.zeros((len(newest), len(numbers)), dtype=bool)
    wanted = [{fold_tag(tag) for tag in document.tags} for document in newest]
    for row, tags in enumerate(wanted):
        truth[row, [numbers[tag] for tag in tags if tag in numbers]] = True
    return Split(
        name,
        older,
        vectors,
        languages(older),
        newest,
        [entries_of(one.title, one.body, one.lang, analyzer) for one in newest],
        truth,
        np.array([len(tags) for tags in wanted]),
    )


def languages(posts: Sequence[Document]) -> list[str | None]:
    """The languages of *posts*, the most used first."""
    return [language for language, _ in Counter(one.lang for one in posts).most_common()]


def _vectors(posts: Sequence[Document]) -> Vectors:
    """What an index of *posts* tells of them, its rows in their order."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine("whoosh", Path(folder))
        engine.apply(posts, [])
        found = engine.vectors()
        engine.close()
    return found
