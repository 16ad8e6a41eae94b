"""Changes: the versions that come and go between one generation and the next."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.encoding import Json
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import POST
from indexer.engines.opensearch.word_changes import WordChanges
from indexer.engines.opensearch.writing import Operation, come, gone
from indexer.errors import EngineError

AT_ONCE = 100
"""Posts that are looked up together, before they are replaced or go."""


class Changes:
    """What the generation *at* differs in from *before*, which is in the same build, or None where there is none.

    Attributes:
        written: The ids of the posts that came.
    """

    def __init__(self, at: Pointer, before: Snapshot | None, analyzer: Analyzer) -> None:
        self._at = at
        self._before = before
        self._analyzer = analyzer
        self._gone = 0
        self._words = WordChanges()
        self.written: set[str] = set()

    @property
    def posts(self) -> int:
        """How many posts the generation holds, once all operations are told."""
        before = self._before.posts if self._before else 0
        return before - self._gone + len(self.written)

    def operations(self, upserts: Iterable[Document], deletes: Collection[str]) -> Iterator[Operation]:
        """What to do so that *upserts* come and *deletes*, which are read only then, go."""
        sources = Sources(self._analyzer).of(self._noted(upserts))
        for some in batched(sources, AT_ONCE):
            yield from self._come(some)
        for going in batched(sorted({*deletes} - self.written), AT_ONCE):
            yield from self._go(going)
        yield from self._words.operations(self._at, self._before)

    def _noted(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            if document.id in self.written:
                raise EngineError(f"{document.id}: the same post was given twice in one sync; rename one of its files.")
            self.written.add(document.id)
            yield document

    def _come(self, posts: Sequence[tuple[Document, Json]]) -> Iterator[Operation]:
        yield from self._go([document.id for document, _ in posts])
        for document, source in posts:
            self._words.come(source)
            yield come(POST, document.id, source, self._at)

    def _go(self, ids: Sequence[str]) -> Iterator[Operation]:
        known = self._before.versions(ids, ["text"]) if self._before else {}
        self._gone += len(known)
        for name, hit in known.items():
            self._words.go(hit["_source"])
            yield gone(POST, name, hit["_id"], self._at)
