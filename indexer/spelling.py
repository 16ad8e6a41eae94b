"""The blog's own words: which of them complete what is typed, and which are near a word that is misspelt.

Words that are one edit apart become equal when a letter of either, or of both, is left out (symmetric deletion). So
each segment keeps a hash of every word that its words become by that, and all that is near is found by looking up a
dozen numbers. The hash of a word is ``sum(letter[i] * BASE ** (i + 1))`` modulo 2^64: leaving out a letter divides what
follows it by BASE, so that running sums give all hashes at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from indexer.analysis.tokens import is_unspaced
from indexer.terms import TermList

REMEMBERED = 1_000
"""Questions for near words whose answers are kept."""

_BASE = 0x9E3779B97F4A7C15
_INVERSE = np.uint64(pow(_BASE, -1, 1 << 64))
_HALF = np.uint64(32)
_CHUNK = 20_000
"""Words that are hashed at once, so that a large vocabulary takes hardly more memory than a small one."""

Hashes = NDArray[np.uint64]
Rows = NDArray[np.int64]
Used = tuple[int, str]
"""A word behind how often it is used, negated: in the order of these the most used come first."""


class KnownWords(Protocol):
    """The unstemmed words of all posts, wherever an engine keeps them."""

    def __contains__(self, word: str, /) -> bool:
        """Whether any post holds *word*."""
        ...

    def count(self, word: str) -> int:
        """How often *word* is used: the number of (post, field) pairs that hold it."""
        ...

    def starting_with(self, beginning: str, limit: int | None = None) -> list[str]:
        """The words that start with *beginning*, itself included; most used first, then in order of letters."""
        ...

    def near(self, word: str, distance: int, beginning: str = "") -> tuple[str, ...]:
        """The words at exactly *distance* edits from *word* that start with *beginning*, most used first.

        An edit is a letter added, left out or replaced, or two neighbours swapped (optimal string alignment, the
        restricted form of Damerau and Levenshtein's distance).
        """
        ...


class Letters:
    """What is made of the letters of *terms* when it is first asked for."""

    def __init__(self, terms: TermList) -> None:
        self._terms = terms
        self._shared: WeakKeyDictionary[Letters, tuple[NDArray[np.uint32], NDArray[np.uint32]]] = WeakKeyDictionary()

    @cached_property
    def sets(self) -> Hashes:
        """The letters of each term as a set: one bit for each sixty-fourth of all letters."""
        return np.concatenate([_letter_sets(self._terms.strings(rows)) for rows in _chunks(self._terms)])

    def shared(self, larger: "Letters") -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The rows of the terms that *larger* has, too, and their rows there.

        They are looked for once: most of the segments of a generation are those of the one before.
        """
        if larger not in self._shared:
            (hashes, rows), (theirs, their_rows) = self._hashed, larger._hashed  # noqa: SLF001  (it is of its own kind)
            places = np.minimum(theirs.searchsorted(hashes), len(theirs) - 1)
            same = theirs[places] == hashes
            self._shared[larger] = rows[same], their_rows[places[same]]
        return self._shared[larger]

    @cached_property
    def _hashed(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Python's hashes of the terms, ascending, and the row of each."""
        hashes = np.fromiter(map(hash, self._terms), dtype=np.int64, count=len(self._terms))
        rows = np.argsort(hashes).astype(np.uint32)
        return hashes[rows], rows


@dataclass(frozen=True, eq=False)
class SegmentWords:
    """The unstemmed words of one segment.

    Attributes:
        terms: The words.
        counts: How often each is used: the number of (post, field) pairs that hold it, deleted posts aside.
        deletions, deleted_from: What `deletion_index` makes of the words.
        letters: Those of the words, which outlive a change of the counts.
    """

    terms: TermList
    counts: NDArray[np.uint32]
    deletions: NDArray[np.uint32]
    deleted_from: NDArray[np.uint32]
    letters: Letters

    def most_used(self, beginning: str, limit: int | None) -> list[Used]:
        """The words that start with *beginning*: the *limit* first ones in their order, or all."""
        rows = self.terms.starting_with(beginning)
        counts = self.counts[rows.start : rows.stop].astype(np.int64)
        ranks = (counts << 32) - np.arange(len(rows))  # distinct, so that a partition tells who comes first
        if limit is not None and limit < len(rows):
            ranks = np.partition(ranks, -limit)[-limit:]
        return self.used(rows.start + (-ranks & 0xFFFFFFFF))

    def sharing_deletions(self, hashes: NDArray[np.uint32]) -> Rows:
        """The rows of *hashes* in the index of deletions."""
        bounds = zip(self.deletions.searchsorted(hashes), self.deletions.searchsorted(hashes, "right"), strict=True)
        found = [self.deleted_from[first:last] for first, last in bounds if first < last]
        return np.unique(np.concatenate(found)).astype(np.int64) if found else np.empty(0, np.int64)

    def sharing_letters(self, letters: Hashes, distance: int, beginning: str) -> Rows:
        """The rows of words that start with *beginning* and share all but *distance* letters with the set *letters*."""
        rows = self.terms.starting_with(beginning)
        theirs = self.letters.sets[rows.start : rows.stop]
        strange = np.maximum(np.bitwise_count(theirs & ~letters), np.bitwise_count(letters & ~theirs))
        return rows.start + np.flatnonzero(strange <= distance)

    def used(self, rows: Rows) -> list[Used]:
        """The words of *rows* that are used."""
        rows = rows[self.counts[rows] > 0]
        return list(zip((-self.counts[rows].astype(np.int64)).tolist(), self.terms.strings(rows.tolist()), strict=True))


class Vocabulary:
    """The known words that are kept in arrays: those of *segments* that are used."""

    def __init__(self, segments: Sequence[SegmentWords]) -> None:
        self._segments = segments
        self._together = _Together(segments)
        self._remembered: Callable[[str, int, str], tuple[str, ...]] = lru_cache(REMEMBERED)(self._together.near)

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Vocabulary":
        """The vocabulary of these words, each with how often it is used."""
        terms = TermList.of(sorted(counts))
        uses = np.array([counts[term] for term in terms], dtype=np.uint32)
        return cls([SegmentWords(terms, uses, *deletion_index(terms), Letters(terms))])

    def __contains__(self, word: str) -> bool:
        """Whether any post holds *word*."""
        return self.count(word) > 0

    def count(self, word: str) -> int:
        """How often *word* is used: the number of (post, field) pairs that hold it."""
        rows = ((segment.terms.find(word), segment.counts) for segment in self._segments)
        return sum(int(counts[row]) for row, counts in rows if row >= 0)

    def starting_with(self, beginning: str, limit: int | None = None) -> list[str]:
        """The words that start with *beginning*, itself included; most used first, then in order of letters."""
        found = [used for segment in self._together.segments for used in segment.most_used(beginning, limit)]
        return [word for _, word in sorted(found)[:limit]]

    def near(self, word: str, distance: int, beginning: str = "") -> tuple[str, ...]:
        """The words at exactly *distance* edits from *word* that start with *beginning*, most used first.

        To ask for more than one edit takes time for every word that starts with *beginning*.
        """
        return self._remembered(word, distance, beginning)


class _Together:
    """The words of several segments, counted together.

    Apart from the vocabulary, which remembers its answers: what is remembered must not refer to who remembers it, or
    neither would be let go before Python looks for garbage.
    """

    def __init__(self, segments: Sequence[SegmentWords]) -> None:
        self._segments = segments

    def near(self, word: str, distance: int, beginning: str) -> tuple[str, ...]:
        """See `Vocabulary.near`."""
        if is_unspaced(word):
            return ()
        if distance < 2:
            hashes = _deletion_hashes([word])[0]
            rows = [segment.sharing_deletions(hashes) for segment in self.segments]
        else:
            letters = _letter_sets([word])
            rows = [segment.sharing_letters(letters, distance, beginning) for segment in self.segments]
        parts = zip(self.segments, rows, strict=True)
        found = nearest(word, distance, beginning, (used for segment, some in parts for used in segment.used(some)))
        return tuple(near for _, near in sorted(found))

    @cached_property
    def segments(self) -> Sequence[SegmentWords]:
        """The segments with each word counted for all of them in one that holds it, and as unused in the others.

        By this the most used words of all are among the most used of each.
        """
        largest_first = sorted(self._segments, key=lambda segment: -len(segment.terms))
        counted = [replace(segment, counts=segment.counts.copy()) for segment in largest_first]
        for place, segment in enumerate(counted):
            for larger in counted[:place]:
                rows, theirs = segment.letters.shared(larger.letters)
                larger.counts[theirs] += segment.counts[rows]
                segment.counts[rows] = 0
        return counted


def nearest(word: str, distance: int, beginning: str, candidates: Iterable[Used]) -> list[Used]:
    """Those of *candidates* that `KnownWords.near` names for *word*, in their order."""
    return [
        (use, near)
        for use, near in candidates
        if OSA.distance(word, near, score_cutoff=distance) == distance
        and near.startswith(beginning)
        and has_neighbours(near)
    ]


def has_neighbours(word: str) -> bool:
    """Whether *word* can be near to others; one with signs in it or of a script that is indexed in pairs cannot."""
    return word.isalnum() and (word.isascii() or not is_unspaced(word))


def deletion_index(terms: TermList) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The ascending hashes of *terms* as they are and with each of their letters left out, and the rows of these.

    Terms without neighbours are not in it.
    """
    entries = np.sort(np.concatenate([_entries(terms, rows) for rows in _chunks(terms)]))
    return (entries >> _HALF).astype(np.uint32), entries.astype(np.uint32)


def _chunks(terms: TermList) -> Iterator[range]:
    """All rows, in at least one range."""
    rows = range(len(terms))
    return (rows[first : first + _CHUNK] for first in range(0, max(1, len(rows)), _CHUNK))


def _entries(terms: TermList, rows: range) -> Hashes:
    """The index of deletions of *rows*, unsorted: hashes in the upper halves, rows in the lower."""
    kept = [(row, term) for row, term in zip(rows, terms.strings(rows), strict=True) if has_neighbours(term)]
    hashes, numbers = _deletion_hashes([term for _, term in kept])
    origins = np.array([row for row, _ in kept], dtype=np.uint64)
    return hashes.astype(np.uint64) << _HALF | origins[numbers]


def _deletion_hashes(words: Sequence[str]) -> tuple[NDArray[np.uint32], Rows]:
    """The hashes of *words* as they are and with one letter left out, and the numbers of the words they come from."""
    letters, lengths = _spelt(words)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    owners = np.repeat(np.arange(len(words)), lengths)
    powers = np.cumprod(np.full(lengths.max(initial=0), _BASE, dtype=np.uint64))
    values = letters * powers[np.arange(len(letters)) - starts[owners]]
    sums = np.append(np.uint64(0), np.cumsum(values))
    wholes = sums[ends] - sums[starts]
    before = sums[:-1] - sums[starts[owners]]
    after = wholes[owners] - before - values
    hashes = np.concatenate((wholes, before + after * _INVERSE))
    return (hashes >> _HALF).astype(np.uint32), np.concatenate((np.arange(len(words)), owners))


def _letter_sets(words: Sequence[str]) -> Hashes:
    """For each word the set of its letters, one bit for each sixty-fourth of all letters."""
    letters, lengths = _spelt(words)
    bits = np.append(np.uint64(1) << (letters & np.uint64(63)), np.uint64(0))
    return np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)


def _spelt(words: Sequence[str]) -> tuple[Hashes, Rows]:
    """The code points of *words*, one word after the other, and the length of each."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    return letters, np.fromiter(map(len, words), dtype=np.int64, count=len(words))
