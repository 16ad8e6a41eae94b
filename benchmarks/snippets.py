"""What the snippets of one hit cost: CPU time of each call that searches make, on real posts.

    python benchmarks/snippets.py [FOLDER] [--questions 60]

Indexes the posts of FOLDER, asks as the other benchmarks ask, and repeats every call by itself; its least counts.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import questions
from benchmarks.collection import NOW
from benchmarks.markdown import print_table
from benchmarks.systems.protocol import Kind
from indexer import Document, Engine, Query, Site, open_engine, parse, sync
from indexer.analysis.analyzer import Analyzer
from indexer.snippets import Highlighter, Marks, Passages, highlighted

ROUNDS, REPEATED = 15, 10
_HITS = 3

Call = tuple[Any, ...]


def main() -> None:
    """Index, ask, repeat, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data/posts"))
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_engine("whoosh", Path(scratch))
        sync(options.folder, engine, site=Site(), state=Path(scratch), now=NOW)
        hits = list(_hits(engine, options.questions))
        engine.close()
    bodies = [(document.body, marks, document.sections) for document, marks, _ in hits]
    costs: dict[str, tuple[Callable[..., object], Sequence[Call]]] = {
        "passage": (lambda *post: Passages(*post).best(), bodies),
        "sections": (lambda *post: Passages(*post).in_sections(), bodies),
        "both": (_both, bodies),
        "title": (highlighted, [(document.title, marks) for document, _, marks in hits]),
    }
    marks = statistics.median(len(found.starts) for _, found, _ in hits)
    print(f"{len(hits)} hits with {marks:.0f} marks in the middle one\n")
    print_table(("µs of CPU", "p10", "median", "p90", "most"), (_row(name, *cost) for name, cost in costs.items()))


def _hits(engine: Engine, count: int) -> Iterator[tuple[Document, Marks, Marks]]:
    """Posts that were found, with the marks in their bodies and titles."""
    documents = [document for document in map(engine.get, engine.fingerprints()) if document]
    analyzer = Analyzer()
    asked, _ = questions.make(documents, count)
    for text in (question.text for _, question in asked if question.kind is Kind.WORDS):
        words = {word: number for number, word in enumerate(text.split())}
        stems = {stem: number for word, number in words.items() for stem in analyzer.stems_in(word, "en")}
        highlighter = Highlighter(analyzer, stems, words)
        for hit in engine.search(Query(text, parse(text), limit=_HITS)).hits:
            document = engine.get(hit.id)
            marks = highlighter.marks(document.body, document.lang) if document else None
            if document and marks:
                yield document, marks, highlighter.marks(document.title, document.lang)


def _both(*post: Any) -> None:  # noqa: ANN401  (what `Passages` takes)
    passages = Passages(*post)
    passages.best()
    passages.in_sections()


def _row(name: str, function: Callable[..., object], calls: Sequence[Call]) -> list[str]:
    costs = sorted(_microseconds(function, call) for call in calls)
    picked = (costs[int(part * (len(costs) - 1))] for part in (0.1, 0.5, 0.9, 1))
    return [name, *(f"{cost:.1f}" for cost in picked)]


def _microseconds(function: Callable[..., object], call: Call) -> float:
    """The least that *function* took in any round."""
    least = float("inf")
    for _ in range(ROUNDS):
        started = time.thread_time_ns()
        for _ in range(REPEATED):
            function(*call)
        least = min(least, time.thread_time_ns() - started)
    return least / REPEATED / 1e3


if __name__ == "__main__":
    main()
