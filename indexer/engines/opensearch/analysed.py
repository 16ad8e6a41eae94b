"""Analysed documents: a document becomes what is indexed and kept of it, its text cut into terms by our own analyzer.

The cluster only splits at separators (see mapping.py), so that it finds by the very terms that every other engine does.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import MAX_TOKENS, Analyzer
from indexer.analysis.features import entries
from indexer.analysis.folding import fold_name, fold_value
from indexer.analysis.levels import higher
from indexer.analysis.lexicon import Lexicon, TokenColumns
from indexer.document import Document
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.lexemes import NO_TERM, Columns, LexemeTable, Rows
from indexer.engines.opensearch.mapping import MARK, keyword
from indexer.engines.opensearch.packing import FREQUENCY, LENGTHS, bounded, packed
from indexer.engines.opensearch.stored import stored
from indexer.facet_values import HIERARCHICAL
from indexer.schema import TEXT_FIELD_NAMES, VALUE_FIELDS

PORTION = 100_000
"""Characters of bodies that are analysed at a time: numpy's fixed price is paid once for all of them."""
MAX_WORDS = 200_000
"""Words that are remembered; when there are more, all are forgotten, which costs time only."""
_LEAST = 100
"""Characters that count for a post without a body: however many of these there are, they come in portions, too."""

_FIELDS = len(TEXT_FIELD_NAMES)
_TITLE, _BODY = TEXT_FIELD_NAMES.index("title"), TEXT_FIELD_NAMES.index("body")

Numbers = NDArray[np.int64]
T = TypeVar("T")


class Sources:
    """Makes the sources of posts; it knows the words that have come up, so one should make them all."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._forget()

    def of(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Json]]:
        """Each of *documents* with its source, in their order; a few are taken in before the first is given out."""
        for portion in _portions(documents):
            yield from zip(portion, self._sources(portion), strict=True)
            if len(self._lexicon.words) > MAX_WORDS:
                self._forget()

    def _forget(self) -> None:
        self._lexicon, self._lexemes = Lexicon(), LexemeTable(self._analyzer)

    def _sources(self, documents: Sequence[Document]) -> Iterator[Json]:
        for document, terms in zip(documents, self._analysed(documents), strict=True):
            yield {
                **_values(document),
                **terms,
                "post": stored(document),
                "title_words": self._analyzer.content_words(document.title, document.lang),
            }

    def _analysed(self, documents: Sequence[Document]) -> list[Json]:
        """What of each document's source comes from its texts."""
        tokens, bounds = self._lexicon.columns_of([one.text(name) for one in documents for name in TEXT_FIELD_NAMES])
        lengths = np.diff(np.concatenate(([0], np.cumsum(tokens.steps, dtype=np.int64)))[bounds])
        tokens, bounds = _cut(tokens, bounds)
        rows = self._rows(documents, tokens, bounds)
        cells = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        columns = self._lexemes.columns()
        parts = {
            "text": self._texts(rows, tokens, bounds),
            "words": self._counted(cells, columns.words[rows], len(documents)),
            "stems": self._counted(*_with_others(cells, rows, columns), len(documents)),
            "length": [_by_field(one) for one in lengths.reshape(-1, _FIELDS).tolist()],
            "lengths": packed(lengths, np.arange(len(lengths)) % _FIELDS, LENGTHS).reshape(-1, _FIELDS).sum(1).tolist(),
            "entries": _entries(tokens, rows, cells, columns, len(documents)),
        }
        return [dict(zip(parts, one, strict=True)) for one in zip(*parts.values(), strict=True)]

    def _rows(self, documents: Sequence[Document], tokens: TokenColumns, bounds: NDArray[np.intp]) -> Rows:
        """The lexeme of each token."""
        posts = bounds[::_FIELDS]
        return np.concatenate(
            [
                self._lexemes.rows(document.lang, self._lexicon.words, tokens.words[first:last])
                for document, first, last in zip(documents, posts[:-1], posts[1:], strict=True)
            ]
        )

    def _texts(self, rows: Rows, tokens: TokenColumns, bounds: NDArray[np.intp]) -> list[dict[str, str]]:
        """The pre-analysed text of each post's fields."""
        places = (2 * rows + (tokens.steps == 0)).tolist()
        token = self._lexemes.tokens.__getitem__
        texts = ["".join(map(token, places[first:last]))[1:] for first, last in pairwise(bounds.tolist())]
        return [_by_field(texts[cell : cell + _FIELDS]) for cell in range(0, len(texts), _FIELDS)]

    def _counted(self, cells: Numbers, terms: Rows, count: int) -> list[str]:
        """The counted terms of each of *count* posts: a term of each token, and the cell in which it stands."""
        names = self._lexemes.terms
        posts, numbers, frequencies = _frequencies(cells, terms, len(names))
        firsts = np.searchsorted(posts, np.arange(count + 1)).tolist()
        said = []
        for first, last in pairwise(firsts):
            counted = zip(numbers[first:last].tolist(), bounded(frequencies[first:last]).tolist(), strict=True)
            said.append(
                " ".join([names[term] if times == 1 else f"{names[term]}{MARK}{times}" for term, times in counted])
            )
        return said


def _portions(documents: Iterable[Document]) -> Iterator[list[Document]]:
    portion: list[Document] = []
    size = 0
    for document in documents:
        portion.append(document)
        size += len(document.body) + _LEAST
        if size >= PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _cut(tokens: TokenColumns, bounds: NDArray[np.intp]) -> tuple[TokenColumns, NDArray[np.intp]]:
    """*tokens* and *bounds* of texts that have no more than `MAX_TOKENS`."""
    counts = np.diff(bounds)
    if counts.max() <= MAX_TOKENS:
        return tokens, bounds
    places = np.arange(len(tokens.words)) - np.repeat(bounds[:-1], counts)
    kept = np.flatnonzero(places < MAX_TOKENS)
    ends = np.cumsum(np.minimum(counts, MAX_TOKENS), dtype=np.intp)
    cut = TokenColumns(tokens.words[kept], tokens.starts[kept], tokens.lengths[kept], tokens.steps[kept])
    return cut, np.concatenate(([0], ends))


def _with_others(cells: Numbers, rows: Rows, columns: Columns) -> tuple[Numbers, Rows]:
    """The cell and the number of every stem: the first one of each token, and the second one of those that have two."""
    others = columns.others[rows]
    has_other = others != NO_TERM
    return np.concatenate((cells, cells[has_other])), np.concatenate((columns.stems[rows], others[has_other]))


class _Frequencies(NamedTuple):
    """How often each post says each of its terms, ascending: by post, then by term."""

    posts: Numbers
    terms: Numbers
    packed: Numbers


def _frequencies(cells: Numbers, terms: Rows, count: int) -> _Frequencies:
    """Those of *terms*, numbers below *count*, which stand in *cells*."""
    posts, fields = np.divmod(cells, _FIELDS)
    found, times = np.unique((posts * count + terms) * _FIELDS + fields, return_counts=True)
    pairs, fields = np.divmod(found, _FIELDS)
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    by_field = packed(times, fields, FREQUENCY)
    together = np.add.reduceat(by_field, firsts) if len(firsts) else by_field
    return _Frequencies(*np.divmod(pairs[firsts], max(count, 1)), together)


def _entries(tokens: TokenColumns, rows: Rows, cells: Numbers, columns: Columns, count: int) -> list[str]:
    """The entries of each of *count* posts, as base64 of their bytes, lowest first."""
    posts, fields = np.divmod(cells, _FIELDS)
    ends = cells << 32 | tokens.starts + tokens.lengths
    furthest = np.concatenate(([-1], np.maximum.accumulate(ends)))[:-1]
    chosen = ((fields == _TITLE) | (fields == _BODY)) & (ends > furthest) & ~columns.ignored[rows]
    firsts, found = entries(columns.hashes[rows[chosen]], posts[chosen], fields[chosen] == _TITLE, count)
    return [b64encode(found[first:last].astype("<u4").tobytes()).decode() for first, last in pairwise(firsts.tolist())]


def _by_field(values: Sequence[T]) -> dict[str, T]:
    return dict(zip(TEXT_FIELD_NAMES, values, strict=True))


def _values(document: Document) -> Json:
    """What *document* is filtered, counted and sorted by; what it does not have is left out."""
    written = {field: list(dict.fromkeys(document.values(field))) for field in VALUE_FIELDS}
    keys = {field: dict.fromkeys(fold_value(field, value) for value in values) for field, values in written.items()}
    levels = {
        field: dict.fromkeys(above for key in keys[field] for above in (key, *higher(key))) for field in HIERARCHICAL
    }
    every = {
        "fingerprint": document.fingerprint,
        "value": _keywords(keys),
        "level": _keywords(levels),
        "written": _keywords(written),
        "title_key": keyword(fold_name(document.title)),
    }
    return every if document.date is None else {**every, **_date(document.date)}


def _keywords(values: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found = {field: [keyword(value) for value in of_field] for field, of_field in values.items()}
    return {field: of_field for field, of_field in found.items() if of_field}


def _date(date: datetime) -> Json:
    return {"moment": round(date.timestamp() * 1_000_000), "day": date.toordinal()}
