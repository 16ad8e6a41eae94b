"""The engine: the one interface behind which documents are kept and found, and how to open one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from indexer.access import NO_ACCESS, Access
from indexer.aliases import Aliases
from indexer.document import Document
from indexer.errors import EngineUrlError
from indexer.generation import Generation
from indexer.health import Health
from indexer.query import Query
from indexer.related.neighbour import Neighbour
from indexer.related.shared import SharedWord
from indexer.results import Results
from indexer.vectors import Vectors


class Engine(Protocol):
    """Keeps documents and answers queries; every engine gives the same answers (tests/engines/contract).

    All methods but `close` raise `EngineError` when the engine cannot do its work.
    """

    @property
    def generation(self) -> str:
        """The state of the index that answers now; it changes with every `apply` that changes something."""
        ...

    @property
    def aliases(self) -> Aliases:
        """Other words by which queries may ask for tags."""
        ...

    @property
    def damage(self) -> str:
        """What of the index is damaged, as a sentence with the cure; "" if nothing is known to be.

        Whatever it is, answers come from a state that is whole, and the next `apply` repairs it.
        """
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the index as its only writer; raise `IndexLocked` at once if somebody else does.

        The writer looks at every byte of the index; `damage` tells afterwards what was found.
        """
        ...

    def apply(
        self,
        upserts: Iterable[Document],
        deletes: Collection[str],
        *,
        rebuild: bool = False,
        aliases: Aliases | None = None,
    ) -> None:
        """Make the index hold *upserts* and no more *deletes* (ids), all or nothing.

        *upserts* is consumed first and *deletes* read only then, so the caller may fill it meanwhile. An
        exception from *upserts* leaves the index as it was. A post in both is held; one that is twice in
        *upserts* is an EngineError. *rebuild* starts from an empty index. *aliases* are other words by which queries
        may ask for tags from now on; None leaves those that were given before.
        """
        ...

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        ...

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        ...

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id; empty where there is no index that this version can read."""
        ...

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field*, of `schema.VALUE_FIELDS`, as they are written, and how many posts write them so."""
        ...

    def vectors(self) -> Vectors:
        """All posts as vectors, for whatever compares them with each other; in no particular order."""
        ...

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first, at most *limit*."""
        ...

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id, at most twenty, the most related first; none if it is not there.

        The first five are those to show: whatever would be among the first five of too many posts, or of none,
        is behind or before its turn (`indexer.related.exposure`).
        """
        ...

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of the posts *others* the words that it shares with *one*, most telling first, ties by stem.

        At most *limit* each, of titles and bodies, without stop words; none with a post that is not there.
        """
        ...

    def generations(self) -> Sequence[Generation]:
        """The states of the index that are kept, the newest first; of their damage no more than is known already."""
        ...

    def verify(self) -> Sequence[Generation]:
        """The same, after a look at every byte of them."""
        ...

    def rollback(self) -> Generation:
        """Let the state before the one that serves serve again, until the next `apply`; which one that is.

        Raises `RollbackRefused` if there is none that is whole, and `IndexLocked` while somebody writes.
        """
        ...

    def snapshot(self) -> "Engine":
        """An engine that goes on to answer from the state that serves now, for who asks several things that must agree.

        It does not write, and is let go without being closed.
        """
        ...

    def health(self) -> Health:
        """Whether all is well with what answers; of an index's files no more than is known already."""
        ...

    def close(self) -> None:
        """Let go of files and connections. The engine is not used afterwards."""
        ...


def open_engine(url: str, folder: Path, access: Access = NO_ACCESS) -> Engine:
    """The engine that *url* names.

    Nothing is read, written or connected to before the first use.

    Args:
        url: "whoosh", or "opensearch://host:9200,host:9200/blog", or the same with "opensearchs" for TLS.
        folder: Where ``whoosh`` keeps its index, and any engine what it knows of words.
        access: How to be let in by an engine that lives elsewhere.

    Raises:
        EngineUrlError: *url* names no engine.
    """
    if url == "whoosh":
        from indexer.engines.whoosh.engine import WhooshEngine  # noqa: PLC0415  (only the chosen engine is loaded)

        return WhooshEngine(folder)
    if url.startswith(("opensearch:", "opensearchs:")):
        from indexer.engines.opensearch.engine import OpenSearchEngine  # noqa: PLC0415  (the same)

        return OpenSearchEngine(url, folder, access)
    raise EngineUrlError(
        f'engine = "{url}": there is no such engine; write "whoosh", or "opensearch://host:9200/blog" for a cluster.'
    )
