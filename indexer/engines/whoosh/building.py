"""Building a segment: documents are collected, then written in one go (see writing.py).

Memory stays bounded: what grows with the text is put by on disk, and so many tokens make a segment.
"""

from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.analysed import Analysed, Counts, Identity
from indexer.engines.whoosh.lexemes import Lexemes, LexemeTable
from indexer.engines.whoosh.spill import Spill

MAX_TOKENS = 8_000_000
"""Tokens of a segment, about those of 8,000 posts; building one with more would take too much memory."""

MAX_LEXEMES = 200_000
"""The same for its vocabulary, which is large in scripts that are indexed by pairs of characters."""


class Row(NamedTuple):
    """What is small enough to be kept in memory of each document while a segment is built."""

    identity: Identity
    values: tuple[tuple[str, ...], ...]
    moment: int
    day: int
    title_words: int
    card_size: int
    text_size: int
    card_sum: int
    text_sum: int
    lengths: Counts
    token_counts: Counts


class TokenSpills(NamedTuple):
    """The tokens of all documents."""

    lexemes: Spill
    starts: Spill
    lengths: Spill
    steps: Spill


class Collected(NamedTuple):
    """What a segment is made of.

    Attributes:
        rows: One for each document.
        cards, texts: What is stored of each, one after the other.
        tokens: Their tokens, by the numbers that the builder's lexemes were given first.
        table: The lexemes in their order.
        numbers: The place of each lexeme in it, by its first number.
    """

    rows: list[Row]
    cards: Spill
    texts: Spill
    tokens: TokenSpills
    table: LexemeTable
    numbers: NDArray[np.uint32]


class SegmentBuilder:
    """Collects documents for one segment in *folder*, which holds the spills meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.lexemes = Lexemes()
        self._folder = folder
        self._rows: list[Row] = []
        self._cards, self._texts = Spill(np.uint8, folder), Spill(np.uint8, folder)
        self._tokens = TokenSpills(*(Spill(dtype, folder) for dtype in (np.uint32, np.uint32, np.uint16, np.uint8)))

    def __len__(self) -> int:
        """How many documents it holds."""
        return len(self._rows)

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next segment."""
        return self._tokens.steps.size >= MAX_TOKENS or len(self.lexemes) >= MAX_LEXEMES

    def add(self, document: Analysed) -> None:
        """Take in *document*, whose lexemes are numbers of `lexemes`."""
        self._cards.append_bytes(document.card)
        self._texts.append_bytes(document.text)
        self._tokens.lexemes.append(document.lexemes)
        self._tokens.starts.append(document.starts)
        self._tokens.lengths.append(document.token_lengths)
        self._tokens.steps.append(document.steps)
        self._rows.append(
            Row(
                document.identity,
                document.values,
                document.moment,
                document.day,
                document.title_words,
                len(document.card),
                len(document.text),
                crc32(document.card),
                crc32(document.text),
                document.lengths,
                document.token_counts,
            )
        )

    def collected(self) -> Collected:
        """All of it, to be written."""
        table, numbers = self.lexemes.sorted()
        return Collected(self._rows, self._cards, self._texts, self._tokens, table, numbers)
