"""Genuine segments of Whoosh 2.7.4, written in bulk from arrays.

Whoosh's own writer takes 6 to 14 ms of CPU for a post, as it handles each posting in Python; here numpy lays out whole
posting lists. The bytes are described at the top of each file: pickled.py (values), blocks.py (posting lists), terms.py
(the term table), columns.py, segment.py (the compound file); rows.py is how they are laid out, toc.py makes an index.
"""

from indexer.engines.whoosh.w3.blocks import FieldPostings
from indexer.engines.whoosh.w3.segment import SegmentWriter
from indexer.engines.whoosh.w3.toc import commit, segments_of

__all__ = ["FieldPostings", "SegmentWriter", "commit", "segments_of"]
