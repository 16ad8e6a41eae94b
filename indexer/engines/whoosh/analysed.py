"""A document with its tokens, ready to be written to a segment."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import MAX_TOKENS, Analyzer
from indexer.analysis.folding import fold
from indexer.analysis.lexicon import Lexicon
from indexer.document import Document
from indexer.engines.whoosh.columns import FIELDS, UNDATED
from indexer.engines.whoosh.fields import card
from indexer.engines.whoosh.lexemes import Lexemes, Terms
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS

Counts = NDArray[np.uint32]


class Identity(NamedTuple):
    """What names a document and tells its version."""

    id: str
    fingerprint: str


class Analysed(NamedTuple):
    """One document as a segment keeps it.

    Attributes:
        identity: Its id and fingerprint.
        card, text: What is stored: the card's JSON, and the body.
        values: What it carries in each facet, in the order of `VALUE_FIELDS`, without repetition.
        moment: Its date in microseconds since 1970, or `UNDATED`.
        day: The same in days since the year 1, or 0.
        title_words: Content words of its title.
        lengths, token_counts: shape (FIELDS,): words and tokens of each field.
        lexemes: Its tokens, field after field: the number of each one's lexeme.
        starts, token_lengths, steps: As in `TokenColumns`; offsets are those of the field's text.
    """

    identity: Identity
    card: bytes
    text: bytes
    values: tuple[tuple[str, ...], ...]
    moment: int
    day: int
    title_words: int
    lengths: Counts
    token_counts: Counts
    lexemes: Counts
    starts: NDArray[np.int32] | NDArray[np.uint32]
    token_lengths: NDArray[np.uint16]
    steps: NDArray[np.uint8]


def analysed(
    documents: Sequence[Document], analyzer: Analyzer, lexicon: Lexicon, lexemes: Lexemes
) -> Iterator[Analysed]:
    """*documents*, their words numbered by *lexicon* and *lexemes*, which must always be the same two.

    Several at once take less time by far, as numpy's fixed price is paid once for all of their texts.
    """
    tokens, bounds = lexicon.columns_of([document.text(name) for document in documents for name in TEXT_FIELD_NAMES])
    for number, document in enumerate(documents):
        firsts = bounds[number * len(TEXT_FIELD_NAMES) : (number + 1) * len(TEXT_FIELD_NAMES) + 1]
        firsts = np.minimum(firsts, firsts[0] + MAX_TOKENS)  # one enormous file shall not fill the memory
        own = slice(firsts[0], firsts[-1])
        positions = np.concatenate(([0], np.cumsum(tokens.steps[own], dtype=np.int64)))
        yield Analysed(
            identity=Identity(document.id, document.fingerprint),
            card=card(document),
            text=document.body.encode("utf-8", "replace"),
            values=tuple(tuple(dict.fromkeys(document.values(field))) for field in VALUE_FIELDS),
            moment=_microseconds(document.date) if document.date else UNDATED,
            day=document.date.toordinal() if document.date else 0,
            title_words=analyzer.content_words(document.title, document.lang),
            lengths=_by_field(np.diff(positions[firsts - firsts[0]])),
            token_counts=_by_field(np.diff(firsts)),
            lexemes=_lexemes(tokens.words[own], document.lang, analyzer, lexicon, lexemes),
            starts=tokens.starts[own],
            token_lengths=tokens.lengths[own],
            steps=tokens.steps[own],
        )


def _lexemes(
    words: NDArray[np.int32], language: str | None, analyzer: Analyzer, lexicon: Lexicon, lexemes: Lexemes
) -> Counts:
    def terms(number: int) -> Terms:
        word = lexicon.words[number]
        return fold(word), analyzer.stems_in(word, language)

    return lexemes.of(language, len(lexicon.words), words, terms)


def _by_field(counts: NDArray[np.integer[Any]]) -> Counts:
    by_field = np.zeros(FIELDS, dtype=np.uint32)
    by_field[: len(counts)] = counts
    return by_field


def _microseconds(date: datetime) -> int:
    return round(date.timestamp() * 1_000_000)
