"""A Whoosh segment in one compound file, written in one pass.

int64 place of the directory, int32 its size        big-endian, written last
contents of the files                               in any order
directory: pickled {name: {"offset", "length"}}, pickled {}

<segment>.pst                posting lists, see blocks.py
<segment>.trm                terms, see terms.py
<segment>.<field>.col        columns, see columns.py
<segment>._<field>_len.col   lengths of the field
<segment>._stored.col        stored fields
"""

import pickle
import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise
from operator import lt
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import Column, NumericColumn, VarBytesColumn
from whoosh.fields import Schema

from indexer.engines.whoosh.w3 import columns
from indexer.engines.whoosh.w3.blocks import VALUES, FieldPostings, posting_lists
from indexer.engines.whoosh.w3.rows import Bytes, Counts
from indexer.engines.whoosh.w3.terms import FieldTerms, term_table

INDEX = "MAIN"
"""What Whoosh calls an index that was given no name."""
AT_ONCE = 1 << 14
"""Postings that are encoded at once, unless a single term has more: few enough for their bytes to stay in the cache."""
COPIED = 1 << 20
"""Bytes of a spill file that are in memory at once."""

_HEADER = 12


class SegmentWriter:
    """Writes one segment as one compound file, which Whoosh reads as its own.

    Whoosh takes the span of all posting lists into memory when it opens a segment, with all that was written between
    them: so hand the postings in without a column in between. Fields have no boost. As a context manager it closes the
    file if `finish` is not reached; what was written then goes with the next `commit`.

    Args:
        folder: Where the file is created.
        schema: The fields; their posting formats and column types say how each is written.
        documents: The number of documents in the segment.
    """

    def __init__(self, folder: Path, schema: Schema, documents: int) -> None:
        self._id = secrets.token_hex(8)
        self.name = f"{INDEX}_{self._id}"
        """What the segment's files begin with: when the segment goes, Whoosh removes every ``<name>.<anything>``."""
        self._schema = schema
        self._documents = documents
        indexed = sorted(name for name, field in schema.items() if field.indexed)
        self._numbers = {name: number for number, name in enumerate(indexed)}
        self._terms: dict[str, list[FieldTerms]] = {name: [] for name in indexed}
        self._last_terms: dict[str, bytes] = {}
        self._lengths: dict[str, Bytes] = {}
        self._totals: dict[str, int] = {}
        self._files: dict[str, dict[str, int]] = {}
        self._file = (folder / f"{self.name}.seg").open("xb")
        self._file.write(bytes(_HEADER))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def lengths(self, field: str, lengths: NDArray[np.uint32]) -> None:
        """How many terms *field* has in each document; to be said before the postings of every field that is scored."""
        self._check_count(field, len(lengths))
        self._lengths[field] = columns.length_bytes(lengths)
        total = int(lengths.sum(dtype=np.int64))
        if total:
            self._totals[field] = total
            self._add(f"_{field}_len.col", [self._lengths[field].tobytes()])

    def postings(self, field: str, part: FieldPostings) -> None:
        """Some terms of *field*, all greater than those before; fields may take turns.

        Raises:
            ValueError: The terms do not ascend, one has no postings, or the field's lengths or positions are missing.
        """
        if not len(part.terms):
            return
        self._check_postings(field, part)
        lengths = self._lengths.get(field)
        if lengths is None:
            lengths = np.zeros(self._documents, dtype=np.uint8)
        for piece in _pieces(part):
            lists = posting_lists(piece, lengths, self._schema[field].format)
            lists.infos["offset"] += self._append_lists(lists.octets)
            self._terms[field].append(FieldTerms.of(self._numbers[field], piece.terms, lists.infos))

    def bytes_column(self, field: str, values: Iterable[bytes]) -> int:
        """The value of every document in *field*; where their bytes begin in the file."""
        self._check_column(field, VarBytesColumn)
        return self._add_bytes(field, values)

    def copied_column(self, field: str, source: BinaryIO, sizes: Counts) -> int:
        """The same for values of *sizes* that lie one behind the other in *source*, from its position on."""
        self._check_column(field, VarBytesColumn)
        self._check_count(field, len(sizes))
        return self._add(f"{field}.col", chain(_chunks(source, int(sizes.sum())), [columns.sizes_at_end(sizes)]))

    def numbers_column(self, field: str, values: NDArray[Any]) -> None:
        """The number of every document in *field*, as the column keeps it; its default where there is none."""
        self._check_column(field, NumericColumn)
        self._check_count(field, len(values))
        self._add(f"{field}.col", [columns.numbers(self._schema[field].column_type, values)])

    def stored(self, values: Iterable[Mapping[str, object]]) -> None:
        """The stored fields of all documents, in order."""
        self._add_bytes("_stored", columns.stored(values))

    def finish(self) -> W3Segment:
        """Complete and close the file; the segment for `commit`."""
        if f"{self.name}._stored.col" not in self._files:
            self.stored({} for _ in range(self._documents))
        self._files.setdefault(f"{self.name}.pst", {"offset": _HEADER, "length": 0})
        self._add("trm", term_table(self._numbers, [part for parts in self._terms.values() for part in parts]))
        start = self._file.tell()
        directory = pickle.dumps(self._files, 2) + pickle.dumps({}, 2)
        self._file.write(directory)
        self._file.seek(0)
        self._file.write(start.to_bytes(8, "big") + len(directory).to_bytes(4, "big"))
        self._file.close()

        segment = W3Segment(W3Codec(), INDEX, self._documents, self._id)
        segment.compound = True
        segment._fieldlengths = self._totals  # noqa: SLF001  (Whoosh's own writer sets it so)
        return segment

    def _append_lists(self, octets: Bytes) -> int:
        """Where *octets* begin in the file of posting lists."""
        place = self._file.tell()
        lists = self._files.setdefault(f"{self.name}.pst", {"offset": place, "length": 0})
        self._file.write(octets.data)
        lists["length"] = self._file.tell() - lists["offset"]
        return place - lists["offset"]

    def _add_bytes(self, name: str, values: Iterable[bytes]) -> int:
        sizes: list[int] = []

        def measured() -> Iterator[bytes]:
            for value in values:
                sizes.append(len(value))
                yield value
            self._check_count(name, len(sizes))
            yield columns.sizes_at_end(np.array(sizes, dtype=np.int64))

        return self._add(f"{name}.col", measured())

    def _add(self, suffix: str, content: Iterable[bytes]) -> int:
        """Where the new file with *content* begins."""
        name = f"{self.name}.{suffix}"
        if name in self._files:
            raise ValueError(f"{name} is in the segment already; hand each column in once.")
        start = self._file.tell()
        self._file.writelines(content)
        self._files[name] = {"offset": start, "length": self._file.tell() - start}
        return start

    def _check_count(self, field: str, values: int) -> None:
        if values != self._documents:
            raise ValueError(f"{field!r} has {values} values for {self._documents} documents; hand in one for each.")

    def _check_column(self, field: str, kind: type[Column]) -> None:
        column = self._schema[field].column_type
        if not isinstance(column, kind):
            raise TypeError(f"{field!r} has the column {column!r}; declare it as a {kind.__name__} in the schema.")

    def _check_postings(self, field: str, part: FieldPostings) -> None:
        of_field = self._schema[field]
        if type(of_field.format) not in VALUES:
            raise TypeError(f"{field!r} has postings of {of_field.format!r}; use one of {[*VALUES]}.")
        if of_field.scorable and field not in self._lengths:
            raise ValueError(f"{field!r} is scored by its lengths; hand them in before its postings.")
        before = self._last_terms.get(field, b"")
        if not (before < part.terms[0] and all(map(lt, part.terms, islice(part.terms, 1, None)))):
            raise ValueError(f"The terms of {field!r} do not ascend from {part.terms[0]!r} on; sort them by bytes.")
        if not np.diff(part.firsts).all():
            raise ValueError(f"A term of {field!r} from {part.terms[0]!r} on has no postings; leave it out.")
        positions = part.frequencies.sum(dtype=np.int64)
        if part.positions is not None and len(part.positions) != positions:
            raise ValueError(f"{field!r} has {len(part.positions)} positions for {positions} places of its terms.")
        self._last_terms[field] = part.terms[-1]


def _pieces(part: FieldPostings) -> Iterator[FieldPostings]:
    """*part* in pieces of whole terms."""
    cuts = np.searchsorted(part.firsts, np.arange(AT_ONCE, part.firsts[-1], AT_ONCE))
    bounds = np.unique(np.concatenate(([0], cuts, [len(part.terms)]))).tolist()
    places = np.concatenate(([0], np.cumsum(part.frequencies, dtype=np.int64)))
    for start, end in pairwise(bounds):
        first, last = part.firsts[start], part.firsts[end]
        yield FieldPostings(
            part.terms[start:end],
            part.firsts[start : end + 1] - first,
            part.documents[first:last],
            part.frequencies[first:last],
            None if part.positions is None else part.positions[places[first] : places[last]],
        )


def _chunks(source: BinaryIO, size: int) -> Iterator[bytes]:
    """The next *size* bytes of *source*."""
    while size:
        chunk = source.read(min(COPIED, size))
        if not chunk:
            raise ValueError(f"{source} ends {size} bytes too early for the column.")
        size -= len(chunk)
        yield chunk
