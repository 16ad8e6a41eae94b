"""Posts whose authors' tags are known, with the phrases that might be tags, for fitting and measuring new tags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.background import Uses, phrases_of, tag_key, uses_of, without_rare
from benchmarks.collection import read
from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import Background
from indexer.tagging.candidates import Candidate
from indexer.tagging.frequencies import Frequencies
from indexer.tagging.traits import traits
from indexer.vectors import Tagging, Vectors, entries_of

MOST_POSTS = 700
"""The newest posts of a blog, which are taken for the whole of it."""
TESTED = 0.2
"""The newest part of its tagged posts, for which tags are asked."""
FEWEST_TAGGED = 30

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """A post.

    Attributes:
        document: The post.
        vectors: The post alone, as vectors.
        candidates: Its phrases.
        truth: The keys (`tag_key`) of its author's tags.
    """

    document: Document
    vectors: Vectors
    candidates: Sequence[Candidate]
    truth: frozenset[str]

    def are_tags(self) -> NDArray[np.bool_]:
        """Which of its phrases its author chose as tags."""
        return np.array(["".join(candidate.stems) in self.truth for candidate in self.candidates], dtype=bool)

    def traits(self, frequencies: Frequencies, background: Background) -> NDArray[np.float64]:
        """Those of its phrases, for a post that is counted in *frequencies*."""
        return traits(self.candidates, frequencies, background, is_post=True)


@dataclass(frozen=True, slots=True)
class SampleBlog:
    """A blog: its *name*, its newest *posts*, the oldest first, and how all of its posts use phrases."""

    name: str
    posts: Sequence[Sample]
    uses: Uses

    @property
    def tagged(self) -> list[Sample]:
        """The posts whose author gave them tags."""
        return [post for post in self.posts if post.truth and post.candidates]

    @property
    def tested(self) -> list[Sample]:
        """The newest of these."""
        return self.tagged[-max(1, int(len(self.tagged) * TESTED)) :] if self.tagged else []


def sample_blogs(blogs: Path, home: Path, analyzer: Analyzer) -> list[SampleBlog]:
    """All of *blogs*, a folder of posts folders; what is read is kept in *home*."""
    folders = sorted(path for path in blogs.iterdir() if path.is_dir())
    found = list(_read(folders, home, analyzer))
    without_rare([blog.uses for blog in found])
    return found


def _read(folders: Sequence[Path], home: Path, analyzer: Analyzer) -> Iterator[SampleBlog]:
    for folder in folders:
        documents = list(read(folder, home / "documents" / f"{folder.name}.jsonl").documents())
        documents.sort(key=lambda document: (document.date or _BEFORE_ALL, document.id))
        posts = [(document, phrases_of(document, analyzer)) for document in documents]
        newest = [_sample(*post, analyzer) for post in posts[-MOST_POSTS:]]
        yield SampleBlog(folder.name, newest, uses_of(posts, analyzer))


def _sample(document: Document, found: Sequence[Candidate], analyzer: Analyzer) -> Sample:
    entries = entries_of(document.title, document.body, document.lang, analyzer)
    truth = frozenset(tag_key(tag, document.lang, analyzer) for tag in document.tags)
    return Sample(document, _vectors([document.id], [entries]), found, truth)


def frequencies_of(posts: Sequence[Sample]) -> Frequencies:
    """How many of *posts* hold what."""
    ids = [post.document.id for post in posts]
    return Frequencies.of(_vectors(ids, [post.vectors.entries for post in posts]))


def _vectors(ids: Sequence[str], entries: Sequence[NDArray[np.uint32]]) -> Vectors:
    """Vectors of which the features alone matter."""
    nobody = np.zeros(0, dtype=np.int64)
    firsts = np.cumsum([0, *map(len, entries)])
    return Vectors(ids, firsts, np.concatenate(entries), np.zeros(len(ids), np.int32), Tagging((), nobody, nobody))
