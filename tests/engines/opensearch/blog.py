"""Generations of a blog, posts and words, that a test writes without a sync."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.changes import Changes
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import encoded
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.mapping import build
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.writing import Operation


class Blog:
    """The only build of the blog at *url*, to which one generation after the other is written."""

    def __init__(self, url: str) -> None:
        address = Address.parse(url)
        self._cluster = Cluster(address)
        self._at = Pointer(f"{address.blog}.1", 0)
        self._cluster.write("PUT", f"/{self._at.index}", build(address))

    def next(self, upserts: Iterable[Document], deletes: Collection[str] = ()) -> Snapshot:
        """The next generation, with *upserts* and without *deletes*."""
        before = self._snapshot()
        self._at = replace(self._at, number=self._at.number + 1)
        self._do(list(Changes(self._at, before, Analyzer()).operations(upserts, deletes)))
        return self._snapshot()

    def _do(self, operations: Sequence[Operation]) -> None:
        lines = (f"{encoded(one.action).decode()}\n{one.source}\n" for one in operations)
        if operations:
            answer = self._cluster.write("POST", "/_bulk", "".join(lines).encode(), params={"refresh": "true"})
            assert not answer["errors"], answer

    def _snapshot(self) -> Snapshot:
        return Snapshot(self._cluster, self._at, Analyzer())
