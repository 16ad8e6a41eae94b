"""The naive engine: every question is answered by looking at every document."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from itertools import islice

import numpy as np

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold_name, fold_tag
from indexer.analysis.tokens import is_unspaced
from indexer.document import Document
from indexer.errors import EngineError, IndexLocked, IndexMissing
from indexer.health import Health
from indexer.query import Query, Sort
from indexer.query_parser import reworded
from indexer.related.neighbour import Neighbour
from indexer.related.shared import SharedWord
from indexer.results import Hit, Results
from indexer.snippets import Highlighter, highlighted, passage, section_hits
from indexer.vectors import Tagging, Vectors, entries_of
from tests.oracle.corpus import Corpus, Entry
from tests.oracle.matching import Matches, match
from tests.oracle.related import neighbours, said
from tests.oracle.scoring import Scorer
from tests.oracle.sharing import shared_words


class OracleEngine:
    """Implements `indexer.engine.Engine` in memory. What a hit shows is made by `indexer.snippets`, as anywhere."""

    def __init__(self) -> None:
        self._analyzer = Analyzer()
        self._documents: dict[str, Document] = {}
        self._corpus: Corpus | None = None
        self._aliases = NO_ALIASES
        self._generation = 0
        self._is_locked = False

    @property
    def generation(self) -> str:
        """How often it was changed."""
        self._require()
        return str(self._generation)

    @property
    def aliases(self) -> Aliases:
        """Other words by which queries may ask for tags."""
        self._require()
        return self._aliases

    @property
    def damage(self) -> str:
        """There is nothing that could be damaged."""
        return ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer."""
        if self._is_locked:
            raise IndexLocked("another sync is running")
        self._is_locked = True
        try:
            yield
        finally:
            self._is_locked = False

    def apply(
        self,
        upserts: Iterable[Document],
        deletes: Collection[str],
        *,
        rebuild: bool = False,
        aliases: Aliases | None = None,
    ) -> None:
        """Hold *upserts* and no more *deletes*."""
        given = list(upserts)
        if len({document.id for document in given}) < len(given):
            raise EngineError("the same post was given twice")
        kept = {} if rebuild else {name: held for name, held in self._documents.items() if name not in deletes}
        self._documents = kept | {document.id: document for document in given}
        self._corpus = Corpus(self._documents.values(), self._analyzer)
        known = NO_ALIASES if rebuild else self._aliases
        self._aliases = known if aliases is None else aliases
        self._generation += 1

    def get(self, document_id: str) -> Document | None:
        """The document of that id, or None."""
        self._require()
        return self._documents.get(document_id)

    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of every document, by id."""
        return {document.id: document.fingerprint for document in self._documents.values()}

    def spellings(self, field: str) -> Mapping[str, int]:
        """The values of *field* as they are written, and how many posts write them so."""
        return self._require().values(field).spellings

    def vectors(self) -> Vectors:
        """All posts as vectors, each analysed by itself."""
        corpus = self._require()
        documents = [entry.document for entry in corpus.entries]
        rows = [entries_of(one.title, one.body, one.lang, self._analyzer) for one in documents]
        own = [{*map(fold_tag, one.values("tags"))} for one in documents]
        keys = sorted(set().union(*own))
        pairs = sorted((row, keys.index(key)) for row, held in enumerate(own) for key in held)
        return Vectors(
            ids=[one.id for one in documents],
            firsts=np.cumsum([0, *map(len, rows)]),
            entries=np.concatenate([np.empty(0, dtype=np.uint32), *rows]),
            days=np.array([one.date.toordinal() if one.date else 0 for one in documents], dtype=np.int32),
            tagging=Tagging(
                [*map(corpus.values("tags").shown, keys)], *np.array(pairs, dtype=np.int64).reshape(-1, 2).T
            ),
        )

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The blog's own words that start with *beginning*, most used first."""
        words = self._analyzer.query_words(beginning)
        counts = self._require().vocabulary
        found = [word for word in counts if words and word.startswith(words[-1].exact)]
        return sorted(found, key=lambda word: (-counts[word], word))[:limit]

    def neighbours(self, document_id: str) -> tuple[Neighbour, ...]:
        """The posts most related to that of the id."""
        vectors = self.vectors()
        return neighbours(said(vectors)).get(document_id, ())

    def shared_words(self, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
        """For each of *others* the words that it shares with *one*."""
        held = self._documents
        known = [one in held and other in held for other in others]
        return [
            shared_words(self._require(), held[one], held[other], limit) if both else ()
            for other, both in zip(others, known, strict=True)
        ]

    def snapshot(self) -> "OracleEngine":
        """It as it is now; `apply` replaces what it holds and changes nothing of that."""
        return copy(self)

    def health(self) -> Health:
        """All is well once there is anything."""
        self._require()
        return Health("green")

    def close(self) -> None:
        """Nothing is open."""

    def search(self, query: Query) -> Results:
        """The posts that match *query*."""
        corpus, query = self._require(), self._aliases.query(query)
        matches = match(corpus, query.clauses)
        asked = [entry for entry in corpus.entries if entry.document.id in matches.ids and _is_in_period(entry, query)]
        found = [entry for entry in asked if _passes(corpus, entry, query)]
        scorer = Scorer(corpus, matches.scoring, matches.ids)
        ordered = sorted(found, key=_order(query.sort, scorer))
        show = _Show(scorer, _highlighter(self._analyzer, matches), query)
        slots = [slot for part in matches.scoring if part.slot for slot in part.slot.alternatives or (part.slot,)]
        return Results(
            hits=tuple(show.hit(entry) for entry in ordered[query.offset : query.offset + query.limit]),
            total=len(found),
            generation=self.generation,
            facets={
                name: dict(islice(_counted(corpus, query, asked, name), query.facet_values)) for name in query.facets
            },
            matching="any" if matches.matching == "any" else "all",
            corrected=reworded(query.text, {slot.text: slot.correction for slot in slots if slot.correction}),
            did_you_mean=reworded(query.text, {slot.text: slot.offer for slot in slots if slot.offer}),
            understanding=matches.understanding if query.explain else None,
        )

    def _require(self) -> Corpus:
        if self._corpus is None:
            raise IndexMissing("there is no index yet")
        return self._corpus


def _counted(corpus: Corpus, query: Query, asked: list[Entry], name: str) -> Iterable[tuple[str, int]]:
    """The counts of the facet *name*, its own filters aside."""
    return _counts(corpus, name, [entry for entry in asked if _passes(corpus, entry, query, but=name)]).items()


def _is_in_period(entry: Entry, query: Query) -> bool:
    day = entry.document.date.date() if entry.document.date else None
    if day is None:
        return not (query.since or query.until)
    return not (query.since and day < query.since) and not (query.until and day > query.until)


def _passes(corpus: Corpus, entry: Entry, query: Query, but: str = "") -> bool:
    """Whether *entry* passes all filters except those on the facet *but*."""
    return all(
        any(corpus.carries(entry, narrow.field, value) for value in narrow.values)
        for narrow in query.filters
        if narrow.field != but
    )


def _order(sort: Sort, scorer: Scorer) -> Callable[[Entry], tuple[object, ...]]:
    """The key by which hits are sorted."""

    def key(entry: Entry) -> tuple[object, ...]:
        match sort:
            case Sort.RELEVANCE if scorer.parts:
                return -scorer.explanation(entry).score, *entry.age
            case Sort.OLDEST:
                undated, backwards, post = entry.age
                return undated, -backwards, post
            case Sort.TITLE:
                return fold_name(entry.document.title), *entry.age
            case Sort.TITLE_DESCENDING:
                return [-ord(letter) for letter in fold_name(entry.document.title)] + [1], *entry.age
        return entry.age

    return key


def _counts(corpus: Corpus, facet: str, entries: list[Entry]) -> dict[str, int]:
    """How many *entries* carry each value, under the spelling that is used most in the whole blog."""
    values = corpus.values(facet)
    counts = Counter(key for entry in entries for key in values.keys(entry.document))
    return {values.shown(key): count for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))}


def _highlighter(analyzer: Analyzer, matches: Matches) -> Highlighter:
    stems: dict[str, int] = {}
    words: dict[str, int] = {}
    phrases = []
    for number, part in enumerate(matches.scoring):
        phrases += [(number, terms) for terms in part.phrases]
        if part.slot and part.slot.variants:
            stems |= dict.fromkeys(part.slot.variants, number)
            words[part.slot.exact] = number
    letters = {number for number, part in enumerate(matches.scoring) if part.slot and _is_letter(part.slot.exact)}
    return Highlighter(analyzer, stems, words, phrases, letters)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and is_unspaced(word)


class _Show:
    def __init__(self, scorer: Scorer, highlighter: Highlighter, query: Query) -> None:
        self._scorer = scorer
        self._highlighter = highlighter
        self._query = query

    def hit(self, entry: Entry) -> Hit:
        """The hit of *entry*."""
        document = entry.document
        explanation = self._scorer.explanation(entry) if self._scorer.parts else None
        marks = self._highlighter.marks(document.body, document.lang)
        summary = document.summary or document.body
        in_summary = self._highlighter.marks(document.summary, document.lang)
        return Hit(
            id=document.id,
            path=document.path,
            url=document.url,
            title=document.title,
            summary=document.summary,
            tags=document.tags,
            categories=document.categories,
            authors=document.authors,
            date=document.date,
            updated=document.updated,
            lang=document.lang,
            score=min(1.0, explanation.score / self._scorer.highest) if explanation else 1.0,
            title_html=highlighted(document.title, self._highlighter.marks(document.title, document.lang)),
            snippet=passage(document.body, marks, document.sections) if marks else passage(summary, in_summary),
            sections=section_hits(document.body, document.sections, marks) if self._query.sections else (),
            explanation=explanation if self._query.explain else None,
        )
