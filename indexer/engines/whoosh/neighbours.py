"""Neighbours on disk: one file in each generation, written anew by every sync and read whole by those who search.

It has the form of a segment's columns (columns.py). Its arrays, for n posts in order of their ids:

    ids           JSON: [ids]
    shown         (n, 20)   the neighbours of each, as keys (related.keys): score and row in one number
    candidates    (n, 40)   what they were chosen from, as keys
    floors        (n,)      down to which score no candidate is missing
    copies        (m, 2)    posts that are copies of each other
    lengths       (3, n)    of their vectors
    changed       (1,)      how many posts have changed since all were compared with all

The last five are for the next sync, which compares only what has changed.
"""

from pathlib import Path

import numpy as np

from indexer.engines.whoosh.checksums import Checksum
from indexer.engines.whoosh.columns import ColumnWriter, decoded, open_columns
from indexer.engines.whoosh.mapped import MappedFile
from indexer.related.candidates import Candidates
from indexer.related.neighbourhoods import Neighbourhoods

FILE = "neighbours"


def write_neighbourhoods(folder: Path, found: Neighbourhoods) -> None:
    """Write what was *found* to the generation in *folder*."""
    writer = ColumnWriter(folder / FILE)
    writer.add_json("ids", found.ids)
    writer.add("shown", found.shown)
    writer.add("candidates", found.candidates.keys)
    writer.add("floors", found.candidates.floors)
    writer.add("copies", found.candidates.copies)
    writer.add("lengths", found.lengths)
    writer.add("changed", np.array([found.changed]))
    writer.finish()


def read_neighbourhoods(folder: Path, expected: Checksum | None) -> Neighbourhoods:
    """The neighbourhoods of the generation in *folder*, in memory; the file has the checksum *expected*.

    Raises:
        IndexDamaged: The file is missing or not whole.
    """
    mapped = open_columns(MappedFile(folder / FILE, expected))
    arrays = {name: np.array(array) for name, array in mapped.items()}  # half a kilobyte a post
    return Neighbourhoods(
        ids=decoded(arrays["ids"]),
        shown=arrays["shown"],
        candidates=Candidates(arrays["candidates"], arrays["floors"], arrays["copies"]),
        lengths=arrays["lengths"],
        changed=int(arrays["changed"][0]),
    )
