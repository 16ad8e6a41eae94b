"""Names of tags in texts: which texts say what a tag is called, in any of the ways in which it may be written.

A tag "open-source" is named by "open source", "Open-Source" and "opensource", a tag "nodejs" by "Node.js".
Each way is a set of features, its stems and their pairs, and a text says it if it has all of these.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import (
    Entries,
    Features,
    are_in_title,
    features_of,
    hashes,
    pairs,
    singles,
    times_in_body,
)
from indexer.tagging.places import search, slices

Numbers = NDArray[np.int64]

_BETWEEN_WORDS = re.compile(r"(?<=\w)[\s\-_./:&]+(?=\w)")
_LEVEL = "/"
_SHORTEST_LEVEL = 3
"""The "o" of "i/o" says nothing."""
_SHORTEST, _LONGEST = 5, 24
"""Letters of a word that may be two words written together."""
_MOST_STEMS = 8
"""A name of more words is no tag's, and its spelling would only be a long row for all others."""
_ROW_BITS = np.int64(32)


class Mentions(NamedTuple):
    """Which texts name which tags, each pair once.

    Attributes:
        texts, tags: The pairs: numbers of a text and of a tag.
        in_title: Whether the title does.
        times: How often the body does.
    """

    texts: Numbers
    tags: Numbers
    in_title: NDArray[np.bool_]
    times: Numbers


class TagNames:
    """The names of tags, to be looked for in texts.

    Args:
        names: What each tag is called: its name, and other words for it.
        languages: Those of the texts (None: the default): a name has the stems of each.
        analyzer: What cut the texts into words.
    """

    def __init__(self, names: Sequence[Collection[str]], languages: Collection[str | None], analyzer: Analyzer) -> None:
        found = [
            (tag, _features(stems))
            for tag, called in enumerate(names)
            for stems in stem_sequences(called, languages, analyzer)
        ]
        self._tags = np.array([tag for tag, _ in found], dtype=np.int64)
        self._count = len(names)
        self._features, self._spellings = _table([spelling for _, spelling in found])

    def mentions(self, texts: Numbers, entries: Entries) -> Mentions:
        """Who names what of several texts.

        Args:
            texts: The text of each entry.
            entries: What they say; those of a text need not stand together.
        """
        index = _Index(self._features, texts, entries)
        spelling, text = index.holding(self._spellings[:, 0])
        in_title, times = np.ones(len(text), dtype=bool), np.full(len(text), np.iinfo(np.int64).max)
        for column in self._spellings.T:
            places, found = index.find(column[spelling], text)
            spelling, text, in_title, times = (one[found] for one in (spelling, text, in_title, times))
            in_title &= index.in_title[places]
            times = np.minimum(times, index.times[places])
        return self._together(text, self._tags[spelling], in_title, times)

    def _together(self, texts: Numbers, tags: Numbers, in_title: NDArray[np.bool_], times: Numbers) -> Mentions:
        """Mentions of the same tag by the same text, however it is spelt, as one; those by nobody left out."""
        keys, which = np.unique(texts * self._count + tags, return_inverse=True)
        titles = np.bincount(which, in_title, len(keys)) > 0
        bodies = np.bincount(which, times, len(keys)).astype(np.int64)
        said = titles | (bodies > 0)
        return Mentions(keys[said] // self._count, keys[said] % self._count, titles[said], bodies[said])


def stem_sequences(
    names: Collection[str], languages: Collection[str | None], analyzer: Analyzer
) -> set[tuple[str, ...]]:
    """The stems by which a text in *languages* says any of *names*; none where these are stop words alone."""
    forms = {written for name in names for written in _written(name)}
    found = {(form, *analyzer.content_stems(form, language)) for form in forms for language in languages}
    return {tuple(stems) for form, *stems in found if 0 < len(stems) <= _MOST_STEMS and _tells(form, *stems)}


def _tells(form: str, *stems: str) -> bool:
    """Whether *stems* are more than a letter of *form*, as is all that stop words leave of "I / O"."""
    return len("".join(stems)) > 1 or len(form) == 1


def _written(name: str) -> Iterator[str]:
    """The ways in which *name* may be written: as it stands, in words, in one word, and that cut in two.

    Of a tag with levels the lowest, too: who writes of "lang/python" says "Python".
    """
    above, _, lowest = name.rpartition(_LEVEL)
    if above and len(lowest) >= _SHORTEST_LEVEL:
        yield from _written(lowest)
    yield name
    yield _BETWEEN_WORDS.sub(" ", name)
    joined = _BETWEEN_WORDS.sub("", name)
    yield joined
    if joined.isalpha() and joined.isascii() and _SHORTEST <= len(joined) <= _LONGEST:
        for cut in range(2, len(joined) - 1):
            yield f"{joined[:cut]} {joined[cut:]}"
            yield f"{joined[:cut]}.{joined[cut:]}"


def _features(stems: Sequence[str]) -> tuple[int, ...]:
    """Those of *stems* and of their pairs: to demand both leaves no room for features that share a number."""
    hashed = hashes(stem.encode("utf-8", "surrogatepass") for stem in stems)
    neighbours = pairs(hashed[:-1], hashed[1:])
    return tuple(np.unique(np.concatenate((singles(hashed), neighbours))).tolist())


def _table(found: Sequence[tuple[int, ...]]) -> tuple[Features, Numbers]:
    """All features, ascending, and a row of their numbers for each of *found*, filled up by repeating the last."""
    width = max(map(len, found), default=1)
    rows = np.array([(*one, *one[-1:] * (width - len(one))) for one in found], dtype=np.uint32).reshape(-1, width)
    features, numbers = np.unique(rows, return_inverse=True)
    return features, numbers.reshape(rows.shape).astype(np.int64)


class _Index:
    """Which texts have which of *features*, to be looked up both ways.

    Attributes:
        in_title, times: Of each pair of a feature and a text that has it.
    """

    def __init__(self, features: Features, texts: Numbers, entries: Entries) -> None:
        places, found = search(features, features_of(entries))
        keys = places << _ROW_BITS | texts[found]
        order = np.argsort(keys)
        self._keys: Numbers = keys[order]
        wanted = entries[found][order]
        self.in_title = are_in_title(wanted)
        self.times = times_in_body(wanted).astype(np.int64)

    def holding(self, features: Numbers) -> tuple[Numbers, Numbers]:
        """Each pair of a place in *features* and a text that has the feature there."""
        firsts, ends = (np.searchsorted(self._keys, number << _ROW_BITS) for number in (features, features + 1))
        counts = ends - firsts
        texts = self._keys[slices(firsts, counts)] & (1 << _ROW_BITS) - 1
        return np.repeat(np.arange(len(features)), counts), texts

    def find(self, features: Numbers, texts: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
        """The place of each pair of a feature and a text, for those that there are, and which these are."""
        return search(self._keys, features << _ROW_BITS | texts)
