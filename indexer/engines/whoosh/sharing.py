"""The words that documents share, from their tokens: no text is analysed again."""

from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.languages import ignored_words
from indexer.engines.whoosh.columns import FIELD_BITS
from indexer.engines.whoosh.segment import DocumentTokens
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.related import shared
from indexer.related.shared import TITLE_TIMES, SharedWord, word_around
from indexer.schema import TEXT_FIELD_NAMES

_READ = {"title": TITLE_TIMES, "body": 1}

Numbers = NDArray[np.uint32]


def shared_words(
    snapshot: Snapshot, one: int | None, others: Sequence[int | None], limit: int
) -> list[tuple[SharedWord, ...]]:
    """For each of *others* at most *limit* words that it shares with document *one*, the most telling first.

    None stands for a document that is not there, which shares nothing.
    """
    if one is None:
        return [()] * len(others)
    posts = cache(partial(_posts_with, snapshot))
    ours = _Words(snapshot, one)
    theirs = (None if other is None else _Words(snapshot, other) for other in others)
    return [shared.shared_words(ours, words, posts, snapshot.live_count, limit) if words else () for words in theirs]


def _posts_with(snapshot: Snapshot, stem: str) -> int:
    """How many live documents hold *stem*."""
    count = 0
    for segment, base in zip(snapshot.segments, snapshot.bases, strict=True):
        row = segment.stems.row(stem)
        if row >= 0:
            documents = segment.stems.postings(row)[0] >> FIELD_BITS
            live = documents[snapshot.live[base:][documents]]
            count += len(live) - int(np.count_nonzero(live[1:] == live[:-1]))
    return count


class _Words:
    """The content words of document *number*: those of its title and its body that are no stop words."""

    def __init__(self, snapshot: Snapshot, number: int) -> None:
        self._segment, local = snapshot.place(number)
        self._document = snapshot.document(number)
        self._fields = _said_in(self._segment.tokens(local))
        said = [np.tile(tokens.lexemes, _READ[name]) for name, tokens in self._fields.items()]
        lexemes, times = np.unique(np.concatenate(said), return_counts=True)
        ignored = [row for row in map(self._segment.words.row, ignored_words(self._document.lang)) if row >= 0]
        kept = ~np.isin(self._segment.columns["lexeme_words"][lexemes], ignored)
        stems = self._segment.stems.listed.strings(self._segment.columns["lexeme_stems"][lexemes[kept], 0])
        self.times: dict[str, int] = {}
        self._lexemes: dict[str, list[int]] = {}
        for stem, often, lexeme in zip(stems, times[kept].tolist(), lexemes[kept].tolist(), strict=True):
            self.times[stem] = self.times.get(stem, 0) + often
            self._lexemes.setdefault(stem, []).append(lexeme)

    def spellings(self, stem: str) -> Counter[str]:
        """The words of *stem* as they are written, the first before the others, and how often each is."""
        spellings: Counter[str] = Counter()
        for name, tokens in self._fields.items():
            text = self._document.text(name)
            found = np.logical_or.reduce([tokens.lexemes == lexeme for lexeme in self._lexemes[stem]])
            spans = zip(tokens.starts[found].tolist(), tokens.ends[found].tolist(), strict=True)
            spellings.update(word_around(text, start, end) for start, end in spans)
        return spellings


class _Said(NamedTuple):
    """The words of one field of a document: the lexeme of each, and its place in the field's text."""

    lexemes: Numbers
    starts: Numbers
    ends: Numbers


def _said_in(tokens: DocumentTokens) -> dict[str, _Said]:
    """What *tokens* say in each field that is read, without the parts of words, as "node" in "node.js"."""
    said = {}
    for name in _READ:
        place = TEXT_FIELD_NAMES.index(name)
        own = slice(*tokens.firsts[place : place + 2])
        starts, ends = tokens.starts[own], tokens.starts[own] + tokens.lengths[own]
        whole = (
            ends > np.concatenate(([0], np.maximum.accumulate(ends)))[:-1]
        )  # a part ends where its whole does, or before
        said[name] = _Said(tokens.lexemes[own][whole], starts[whole], ends[whole])
    return said
