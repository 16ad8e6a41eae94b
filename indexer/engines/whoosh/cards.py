"""The cards of all posts as arrays: what filters, facets, sorting and scoring need of every post at once."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.folding import fold_name
from indexer.analysis.languages import DEFAULT
from indexer.schema import FACETS, TEXT_FIELD_NAMES

Mask = NDArray[np.bool_]
"""One truth value for each document number."""

_UNDATED = np.iinfo(np.int64).min
_NO_LENGTHS = [0] * len(TEXT_FIELD_NAMES)


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet.

    Attributes:
        names: The spelling to show of each value, by its number: the one most used.
        numbers: Folded value to its number.
        documents, values: Pairs of a document's number and a value's number, each pair once.
    """

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    documents: NDArray[np.int32]
    values: NDArray[np.int32]

    def carrying(self, values: Sequence[str], size: int) -> Mask:
        """Which of *size* documents carry any of *values*."""
        mask = np.zeros(size, dtype=bool)
        wanted = [self.numbers[key] for key in map(fold_name, values) if key in self.numbers]
        mask[self.documents[np.isin(self.values, wanted)]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many documents of *mask* carry each value, the most frequent first, then in order of names."""
        counts = np.bincount(self.values[mask[self.documents]], minlength=len(self.names))
        pairs = [(self.names[number], int(counts[number])) for number in np.flatnonzero(counts)]
        return dict(sorted(pairs, key=lambda pair: (-pair[1], fold_name(pair[0]), pair[0])))


class Cards:
    """The cards of one generation, by document number.

    Args:
        encoded: A card's JSON for each document number; b"" where the document is deleted.
    """

    def __init__(self, encoded: Sequence[bytes]) -> None:
        self._encoded = encoded
        self.size = len(encoded)
        cards = [json.loads(card) if card else None for card in encoded]
        live = [(number, card) for number, card in enumerate(cards) if card]
        self.live: Mask = np.array([card is not None for card in cards], dtype=bool)
        self.numbers: dict[str, int] = {card["id"]: number for number, card in live}
        self.fingerprints: dict[str, str] = {card["id"]: card["fingerprint"] for _, card in live}
        used = Counter(card["lang"] or DEFAULT for _, card in live)
        self.languages = sorted(used, key=lambda language: (-used[language], language))
        lengths = [card["lengths"] if card else _NO_LENGTHS for card in cards]
        self.lengths = np.array(lengths, dtype=np.float64).reshape(-1, len(TEXT_FIELD_NAMES))
        self.title_words = np.array([card["title_words"] if card else 0 for card in cards], dtype=np.float64)
        self._titles = [fold_name(card["title"]) if card else "" for card in cards]
        self._ids = [card["id"] if card else "" for card in cards]
        dates = [datetime.fromisoformat(card["date"]) if card and card["date"] else None for card in cards]
        self.moments = np.array([_microseconds(date) if date else _UNDATED for date in dates], dtype=np.int64)
        self.days = np.array([date.toordinal() if date else 0 for date in dates], dtype=np.int64)
        self.facets = {
            name: _facet((number, value) for number, card in live for value in card["facets"][name]) for name in FACETS
        }

    def __getitem__(self, number: int) -> dict[str, Any]:
        """The decoded card of document *number*."""
        card: dict[str, Any] = json.loads(self._encoded[number])
        return card

    @cached_property
    def newest(self) -> NDArray[np.int64]:
        """The rank of each document with the newest first, undated ones last; ties by id."""
        return _ranks(sorted(range(self.size), key=lambda number: (-int(self.moments[number]), self._ids[number])))

    @cached_property
    def oldest(self) -> NDArray[np.int64]:
        """The rank of each document with the oldest first, undated ones last; ties by id."""
        dated = self.moments != _UNDATED
        return _ranks(
            sorted(range(self.size), key=lambda number: (not dated[number], self.moments[number], self._ids[number]))
        )

    @cached_property
    def titles(self) -> NDArray[np.int64]:
        """The place of each document's title in order of letters; equal titles have equal places."""
        places = {title: place for place, title in enumerate(sorted(set(self._titles)))}
        return np.array([places[title] for title in self._titles], dtype=np.int64)


def _microseconds(date: datetime) -> int:
    return round(date.timestamp() * 1_000_000)


def _ranks(order: Sequence[int]) -> NDArray[np.int64]:
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[np.asarray(order, dtype=np.int64)] = np.arange(len(order))
    return ranks


def _facet(pairs: Iterable[tuple[int, str]]) -> Facet:
    """The facet of which *pairs* are (document number, value as written)."""
    spellings: dict[str, Counter[str]] = {}
    carried: dict[tuple[int, str], None] = {}
    for number, value in pairs:
        key = fold_name(value)
        spellings.setdefault(key, Counter())[value] += 1
        carried[number, key] = None
    numbers = {key: number for number, key in enumerate(spellings)}
    names = tuple(min(counter, key=lambda name: (-counter[name], name)) for counter in spellings.values())
    documents = np.array([number for number, _ in carried], dtype=np.int32)
    return Facet(names, numbers, documents, np.array([numbers[key] for _, key in carried], dtype=np.int32))
