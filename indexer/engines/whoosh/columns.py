"""Columns: what is searched of a segment, as arrays that are mapped into memory.

One file beside each of Whoosh's segments, written once and never changed, without any pickle:

    "BMCOLS1" and a line feed   8 bytes
    directory offset, length    two 64-bit numbers, little-endian
    array, array, …             each begins at a multiple of 64 bytes
    directory                   JSON: {name: [type, shape, offset]}

The arrays (n documents; a *cell* is one field of one document, document * 8 + the field's place in the schema):

    documents   lengths         (n, 8)    words of each cell
                title_words     (n,)      content words of the title
                moments         (n,)      date in microseconds since 1970; the least number if there is none
                days            (n,)      the same in days since the year 1; 0 if there is none
                card_bounds, text_bounds  (n + 1,)  where each document's card and body begin in Whoosh's file
                card_sums, text_sums      (n,)      their checksums (CRC-32)
                whoosh_size               how long that file is
                identities                JSON: [ids], [fingerprints]
    facets      spellings                 JSON: {facet: [value as written, …]}
                <facet>_documents, <facet>_values   each pair of a document and the number of a spelling it carries
    words       words_letters, words_ends           the unstemmed terms, sorted (terms.TermList)
                word_firsts               where the postings of each begin
                word_cells, word_frequencies        its postings: the cells that hold it, and how often
                word_position_firsts, word_positions  where it stands, counted through all cells of the segment
                deletions, deleted_from             for words near a misspelt one (spelling.deletion_index)
    stems       stems_letters, stems_ends, stem_firsts, stem_cells, stem_frequencies   the same of stems
    lexemes     lexeme_words, lexeme_stems          a lexeme is a word with its stems (at most two, or NO_STEM)
                lexeme_tokens             how many tokens each has
                word_lexeme_firsts        where the lexemes of each word begin
                stem_lexeme_firsts, stem_lexemes    the lexemes of each stem
    tokens      token_firsts              where the tokens of each cell begin
                token_lexemes, token_starts, token_lengths, token_steps
                                          lexeme, offset in the field's text, length, and 1 if its position is a new one
    likeness    entry_firsts, entries     what each document is compared with others by (analysis.features)

Postings in this form are what the literature calls compressed sparse rows: the postings of term t are
``cells[firsts[t]:firsts[t + 1]]``, ascending. Tokens are kept in the order of the text, so that snippets are cut
without analysing a body again, and segments are merged without reading a post again.
"""

import json
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.damage import damaged
from indexer.engines.whoosh.mapped import MappedFile
from indexer.engines.whoosh.spill import Spill

SUFFIX = ".columns"
FIELD_BITS = 3
FIELDS = 1 << FIELD_BITS
"""Cells of a document; more than there are fields, so that a cell's document is found by a shift."""
NO_STEM = np.uint32(0xFFFFFFFF)
MAX_FREQUENCY = 65_535
"""More often than this no term is counted in one cell: its score would not change any more."""
UNDATED = int(np.iinfo(np.int64).min)

_MAGIC = b"BMCOLS1\n"
_DIRECTORY = struct.Struct("<QQ")
_ALIGNMENT = 64

Array = NDArray[Any]
Mask = NDArray[np.bool_]
"""One truth value for each document number."""


class ColumnWriter:
    """Writes the columns of one segment to *path*."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._file.write(_MAGIC + bytes(_DIRECTORY.size))
        self._directory: dict[str, tuple[str, list[int], int]] = {}

    def add(self, name: str, array: Array) -> None:
        """Write *array* under *name*."""
        self._begin(name, array.dtype, list(array.shape))
        self._file.write(np.ascontiguousarray(array).data)

    def add_json(self, name: str, value: object) -> None:
        """Write *value* under *name*, as the bytes of its JSON."""
        encoded = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self.add(name, np.frombuffer(encoded, dtype=np.uint8))

    def add_spill(self, name: str, spill: Spill) -> None:
        """Write what was put by in *spill* under *name*."""
        self._begin(name, spill.dtype, [spill.size])
        spill.copy_to(self._file)

    def finish(self) -> None:
        """Complete the file."""
        directory = json.dumps(self._directory).encode("ascii")
        offset = self._file.tell()
        self._file.write(directory)
        self._file.seek(len(_MAGIC))
        self._file.write(_DIRECTORY.pack(offset, len(directory)))
        self._file.close()

    def _begin(self, name: str, dtype: np.dtype[Any], shape: list[int]) -> None:
        self._file.write(bytes(-self._file.tell() % _ALIGNMENT))
        self._directory[name] = (dtype.str, shape, self._file.tell())


def open_columns(file: MappedFile) -> Mapping[str, Array]:
    """The arrays in *file*: they are read when used, and shared by all processes.

    Raises:
        IndexDamaged: The file is not whole.
    """
    mapped = file.content
    try:
        offset, length = _DIRECTORY.unpack_from(mapped, len(_MAGIC))
        if mapped[: len(_MAGIC)] != _MAGIC or offset + length != len(mapped):
            raise ValueError("it is not whole")  # noqa: TRY301  (the same message as for all other damage)
        directory = json.loads(mapped[offset : offset + length])
        return {name: _view(mapped, *place) for name, place in directory.items()}
    except (ValueError, TypeError, KeyError, struct.error) as error:
        raise damaged(file.path, error) from error


def _view(mapped: mmap.mmap, dtype: str, shape: list[int], offset: int) -> Array:
    count = int(np.prod(shape))
    return np.frombuffer(mapped, dtype=np.dtype(dtype), count=count, offset=offset).reshape(shape)


def decoded(array: Array) -> Any:  # noqa: ANN401  (whatever the JSON says)
    """The value of a column that holds JSON."""
    return json.loads(array.tobytes().decode("utf-8", "surrogatepass"))
