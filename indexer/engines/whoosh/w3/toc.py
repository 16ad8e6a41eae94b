"""The table of contents: which segments are the index."""

from collections.abc import Sequence
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from indexer.engines.whoosh.w3.segment import INDEX


def commit(folder: Path, schema: Schema, segments: Sequence[W3Segment], generation: int) -> None:
    """Make *folder* the index of *segments*, which Whoosh opens; the files of all other segments are removed.

    Args:
        folder: Where the segments' files are.
        schema: The schema that all segments were written by.
        segments: In the order of their documents' numbers. What was deleted in them before is deleted in the index.
        generation: Greater than that of the index before.
    """
    storage = FileStorage(str(folder))
    TOC(schema, list(segments), generation).write(storage, INDEX)
    clean_files(storage, INDEX, generation, segments)


def segments_of(folder: Path) -> list[W3Segment]:
    """The segments of the index in *folder*.

    Raises:
        whoosh.index.EmptyIndexError: There is no index.
    """
    return list(TOC.read(FileStorage(str(folder)), INDEX).segments)
