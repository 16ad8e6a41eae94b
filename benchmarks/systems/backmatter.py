"""Backmatter as it is shipped: `sync` on the posts folder, and what its API answers, without HTTP."""

from pathlib import Path

from benchmarks.collection import NOW, Collection
from benchmarks.systems.protocol import TOP_TAGS, Answer, Found, Kind, Question, System
from indexer import Query, Site, open_engine, parse, sync


class Backmatter(System):
    """All words, else any; the last word as a prefix; typing mistakes forgiven. Nothing is set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engine = open_engine("whoosh", folder)

    def build(self, collection: Collection) -> None:
        """Sync the posts folder; documents that never were files go to the engine directly."""
        if collection.folder:
            sync(collection.folder, self._engine, site=Site(), state=self.folder, now=NOW)
        else:
            with self._engine.writing():
                self._engine.apply(collection.documents(), ())

    def open(self) -> None:
        """Nothing to do: the first search opens the index."""

    def rank(self, text: str, limit: int) -> list[str]:
        """As `/api/search` ranks."""
        return [hit.id for hit in self._engine.search(Query(text, parse(text), limit=limit)).hits]

    def answer(self, question: Question) -> Answer:
        """As `/api/search`, but for the sections of hits, which nobody else has."""
        text = f'"{question.text}"' if question.kind is Kind.PHRASE else question.text
        query = Query(text, parse(text), facets=("tags",), facet_values=TOP_TAGS, sections=False)
        results = self._engine.search(query)
        hits = [Found(hit.id, hit.title_html, hit.snippet) for hit in results.hits]
        return Answer(results.total, hits, dict(results.facets["tags"]))

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()
