"""Vectors: the posts as sparse vectors of the words that they use, for whatever compares posts with each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import Entries, entries, hashes


class Tagging(NamedTuple):
    """Which posts carry which tags.

    Attributes:
        names: The tags, each as it is written most.
        posts, tags: Pairs: a row of the vectors, ascending, and a number of *names* that it carries.
    """

    names: Sequence[str]
    posts: NDArray[np.int64]
    tags: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """All posts as vectors, one row each, in compressed sparse rows.

    Attributes:
        ids: The post of each row.
        firsts: shape (posts + 1,): where the entries of each row begin.
        entries: What each post says, feature by feature, ascending within a row (`indexer.analysis.features`).
        days: shape (posts,): date in days since the year 1; 0 where there is none.
        tagging: The tags that the posts carry.
    """

    ids: Sequence[str]
    firsts: NDArray[np.int64]
    entries: Entries
    days: NDArray[np.int32]
    tagging: Tagging

    def __len__(self) -> int:
        """How many posts there are."""
        return len(self.ids)

    def row(self, number: int) -> Entries:
        """The entries of the post in row *number*."""
        return self.entries[self.firsts[number] : self.firsts[number + 1]]


def entries_of(title: str, body: str, language: str | None, analyzer: Analyzer) -> Entries:
    """The entries of a text that need not be indexed."""
    return entries_of_stems(analyzer.content_stems(title, language), analyzer.content_stems(body, language))


def entries_of_stems(title: Sequence[str], body: Sequence[str]) -> Entries:
    """The entries of a text whose content words have these stems."""
    in_title = np.repeat([True, False], [len(title), len(body)])
    stems = hashes(stem.encode("utf-8", "surrogatepass") for stem in (*title, *body))
    return entries(stems, np.zeros(len(stems), dtype=np.int64), in_title, 1)[1]
