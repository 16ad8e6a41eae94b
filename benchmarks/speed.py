"""What was measured of speed, as tables."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.markdown import print_table
from benchmarks.questions import SHARES

Asked = dict[str, Any]
"""One round of one system, as `worker.py` tells it."""

_MB = 1e6
_MS = 1e3

_SEARCHING = ("system", "mean", "p50", "p95", "p99", "first answer", "memory MB", "its own", "no hits", "asked")
_INDEXING = ("system", "posts/s", "CPU s", "elapsed s", "index MB", "memory MB at most")

NOTES = """
CPU time of all threads and processes of a system, in milliseconds for each search; medians over rounds. First answer:
elapsed, with opening the index, without starting the process. Its own: MB that no other process could share.
All demand every word but bm25s (any word) and Backmatter (any, where no post holds all). Backmatter also completes the
last word and forgives typing mistakes in each search; the others only where that is asked, FTS5 and bm25s never.
MiniSearch, Lunr and bm25s cut snippets and count tags by a few lines of our own; the first two find phrases by looking
through the texts, bm25s does not. tantivy's binding marks neither completed nor corrected words.
Backmatter indexes from files on disk: walking, reading, languages, markup. The others are handed the documents."""


def print_report(report: Mapping[str, Any]) -> None:
    """Print all tables for one collection."""
    print(f"\n## {report['posts']:,} posts\n")
    answers: Mapping[str, list[Asked]] = report["answers"]
    print_table(_SEARCHING, (_searching(name, rounds) for name, rounds in answers.items()))
    print("\nMean CPU ms of each sort of question\n")
    print_table(["system", *SHARES], ([name, *_by_sort(report["sorts"], rounds)] for name, rounds in answers.items()))
    print("\nIndexing\n")
    print_table(_INDEXING, _indexing(report))
    print(NOTES)


def mean_milliseconds(report: Mapping[str, Any]) -> dict[str, float]:
    """Mean CPU milliseconds of a search, for each system."""
    return {name: statistics.fmean(_each(rounds, "cpu")) * _MS for name, rounds in report["answers"].items()}


def posts_per_second(report: Mapping[str, Any]) -> dict[str, float]:
    """Posts indexed in a second of CPU time, for each system."""
    return {name: report["posts"] / build["cpu"] for name, build in report["builds"].items()}


def _each(rounds: Sequence[Asked], figure: str) -> list[float]:
    """The median over rounds for each question."""
    columns = zip(*([answer[figure] for answer in told["answers"]] for told in rounds), strict=True)
    return [statistics.median(column) for column in columns]


def _searching(name: str, rounds: Sequence[Asked]) -> list[str]:
    milliseconds = sorted(seconds * _MS for seconds in _each(rounds, "cpu"))
    totals = _each(rounds, "total")
    return [
        name,
        f"{statistics.fmean(milliseconds):.2f}",
        *(f"{_quantile(milliseconds, part):.2f}" for part in (0.5, 0.95, 0.99)),
        f"{statistics.median(told['first']['clock'] for told in rounds):.2f} s",
        *(f"{statistics.median(told[what] for told in rounds) / _MB:.0f}" for what in ("rss", "own")),
        str(sum(not total for total in totals)),
        str(len(totals)),
    ]


def _quantile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _by_sort(sorts: Sequence[str], rounds: Sequence[Asked]) -> Iterator[str]:
    """The mean for each sort of question; "–" where none was asked."""
    asked = list(zip(sorts, _each(rounds, "cpu"), strict=False))
    for sort in SHARES:
        seconds = [cpu for of, cpu in asked if of == sort]
        yield f"{statistics.fmean(seconds) * _MS:.2f}" if seconds else "–"


def _indexing(report: Mapping[str, Any]) -> Iterator[list[str]]:
    posts = report["posts"]
    for name, build in report["builds"].items():
        figures = (build["cpu"], build["clock"])
        sizes = (f"{build['size'] / _MB:.0f}", f"{build['peak'] / _MB:.0f}")
        yield [name, f"{posts / build['cpu']:,.0f}", *(f"{seconds:.1f}" for seconds in figures), *sizes]
    for name, costs in report["syncs"].items():
        speed = f"{posts / costs['cpu']:,.0f}" if name.startswith("anew") else ""
        yield [f"backmatter, {name}", speed, f"{costs['cpu']:.2f}", f"{costs['clock']:.2f}", "", ""]
