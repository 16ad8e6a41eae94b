"""The OpenSearch engine: documents in, results out, on as many machines as the cluster has."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from pathlib import Path

from indexer.access import NO_ACCESS, Access
from indexer.aliases import Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.answer import answer
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.facets import values_of
from indexer.engines.opensearch.generations import Generations
from indexer.engines.opensearch.lease import Lease
from indexer.engines.opensearch.litter import clear
from indexer.engines.opensearch.neighbours import neighbours
from indexer.engines.opensearch.reader import Reader
from indexer.engines.opensearch.sharing import shared_words
from indexer.engines.opensearch.succession import Succession
from indexer.engines.opensearch.vectors import vectors
from indexer.generation import Generation
from indexer.health import Health
from indexer.query import Query
from indexer.related.neighbour import Neighbour
from indexer.related.shared import SharedWord
from indexer.results import Results
from indexer.vectors import Vectors


class OpenSearchEngine:
    """Keeps its index in the cluster that *url* names; see `Engine` for what the methods answer.

    One thread at a time may use it. Searches follow the newest generation by themselves, whoever wrote it.

    Args:
        url: See `Address`.
        folder: Where it is kept how words are stemmed, so that each is stemmed once.
        access: How to be let in.

    Raises:
        EngineUrlError: *url* is no address of a blog.
    """

    def __init__(self, url: str, folder: Path, access: Access = NO_ACCESS) -> None:
        self._analyzer = Analyzer(folder)
        self._cluster = Cluster(Address.parse(url), access)
        self._generations = Generations(self._cluster)
        self._lease = Lease(self._cluster)
        self._succession = Succession(self._cluster, self._generations, self._lease, self._analyzer)
        self._reader = Reader(self._generations, self._cluster, self._analyzer)

    @property
    def generation(self) -> str:
        """The name of the generation that answers now."""
        return self._reader.opened().name

    @property
    def aliases(self) -> Aliases:
        """Other words for tags."""
        return self._reader.ask(lambda snapshot: snapshot.aliases)

    @property
    def damage(self) -> str:
        """What of the index is damaged; "" if nothing is known to be."""
        return self._reader.damage

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index as its only writer, who counts first what it holds."""
        with self._lease.taken():
            self._reader.look_again()
            yield

    def apply(
        self,
        upserts: Iterable[Document],
        deletes: Collection[str],
        *,
        rebuild: bool = False,
        aliases: Aliases | None = None,
    ) -> None:
        """Clear away what writers that died left behind, write the next generation and make it the one that serves."""
        with nullcontext() if self._lease.is_held else self.writing():
            clear(self._cluster, self._generations, self._lease)
            self._succession.follow(None if rebuild else self._reader.base(), upserts, deletes, aliases)
            self._analyzer.save()

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        return self._reader.ask(lambda snapshot: answer(snapshot, snapshot.aliases.query(query)))

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        return self._reader.ask(lambda snapshot: snapshot.documents([document_id])[0])

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        base = self._reader.base()
        return base.fingerprints() if base else {}

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field* as they are written, and how many posts write them so."""
        return self._reader.ask(lambda snapshot: values_of(snapshot, field).spellings)

    def vectors(self) -> Vectors:
        """All posts as vectors."""
        return self._reader.ask(vectors)

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first."""
        return self._reader.ask(lambda snapshot: snapshot.words.complete(self._analyzer, beginning, limit))

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of *others* the words that it shares with *one*, most telling first."""
        return self._reader.ask(lambda snapshot: shared_words(snapshot, one, others, limit))

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id, the most related first."""
        return self._reader.ask(lambda snapshot: neighbours(snapshot, document_id))

    def generations(self) -> Sequence[Generation]:
        """The generation that serves, and the one to which one may go back."""
        return self._reader.generations()

    def verify(self) -> Sequence[Generation]:
        """The same, counted anew."""
        return self._reader.look_again()

    def rollback(self) -> Generation:
        """Let the generation before the one that serves serve again."""
        with self._lease.taken():
            self._reader.check_previous()
            self._generations.go_back()
            return self._reader.generations()[0]

    def health(self) -> Health:
        """How the cluster is that keeps what serves; red, too, where something is known to be damaged."""
        health = self._cluster.health(self._reader.opened().index)
        damage = "" if health.state == "red" else self.damage  # which cannot be told if there are parts missing
        return Health("red", damage) if damage else health

    def snapshot(self) -> "OpenSearchEngine":
        """An engine that goes on to answer from the generation that serves now."""
        held = copy(self)
        held._reader = self._reader.held()  # noqa: SLF001  (it is of its own kind)
        return held

    def close(self) -> None:
        """Let go of all connections."""
        self._cluster.close()
