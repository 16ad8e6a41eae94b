"""Generations that a test writes by itself, without a sync."""

from collections.abc import Collection, Iterable

from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import encoded
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.mapping import build
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import POST
from indexer.engines.opensearch.writing import Operation, come, gone


class Build:
    """An index of the blog at *url*, to which one generation after the other is written."""

    def __init__(self, url: str) -> None:
        address = Address.parse(url)
        self._cluster = Cluster(address)
        self._analyzer = Analyzer()
        self._at = Pointer(f"{address.blog}.1", 0)
        self._cluster.write("PUT", f"/{self._at.index}", build(address))

    def next(self, upserts: Iterable[Document], deletes: Collection[str] = ()) -> Snapshot:
        """The next generation, with *upserts* and without *deletes*."""
        before = self.snapshot()
        self._at = Pointer(self._at.index, self._at.number + 1)
        sources = list(Sources(self._analyzer).of(upserts))
        known = before.versions([*deletes, *(document.id for document, _ in sources)], source=False)
        self.do([gone(POST, one, hit["_id"], self._at) for one, hit in known.items()])
        self.do([come(POST, document.id, source, self._at) for document, source in sources])
        return self.snapshot()

    def do(self, operations: Iterable[Operation]) -> None:
        """Do *operations*, and let searches see them."""
        lines = [f"{encoded(one.action).decode()}\n{one.source}\n" for one in operations]
        if lines:
            answer = self._cluster.write("POST", "/_bulk", "".join(lines).encode())
            assert not answer["errors"], answer
        self._cluster.write("POST", f"/{self._at.index}/_refresh")

    def snapshot(self) -> Snapshot:
        """The generation that was written last."""
        return Snapshot(self._cluster, self._at, self._analyzer)
