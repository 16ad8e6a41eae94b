"""How well known posts and judged documents are found, side by side: MRR@10, nDCG@10, MAP, with significance.

    python benchmarks/relevance.py --blogs FOLDER [--judged FOLDER] [--cache FOLDER] [--only backmatter,fts5] [--quick]

FOLDER holds one folder for each blog, or for each judged set. Every system has one configuration for all tasks
(`benchmarks/systems`). With --cache, rankings of the other systems are kept and compared with again, so that after
a change to Backmatter ``--only backmatter`` is enough.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.collection import Collection, read, write
from benchmarks.markdown import print_table
from benchmarks.measures import average_precision, by_chance, ndcg, reciprocal_rank
from benchmarks.rankings import OURS, Rankings
from benchmarks.systems import RANKED, chosen
from benchmarks.topics import Blog, Topic, judged, known_items

BLOGS = "18f,digitalgov,tidyverse,chrome-developers,simonw-til,rust-blog,go-blog"
SETS = "cranfield,cacm,med,adi"
QUICK = ("18f,go-blog", "adi", 25)

Measure = Callable[[Sequence[str], Mapping[str, int]], float]
KNOWN_MEASURES: Mapping[str, Measure] = {"MRR@10": reciprocal_rank}
JUDGED_MEASURES: Mapping[str, Measure] = {"nDCG@10": ndcg, "MAP": average_precision, "MRR@10": reciprocal_rank}


class Cell(NamedTuple):
    """One task on one collection."""

    collection: Collection
    task: str
    topics: list[Topic]
    depth: int


class Scores(NamedTuple):
    """What each system scores by one measure for each topic of a cell, in their order; Whoosh has the first only."""

    cell: Cell
    measure: str
    values: Mapping[str, list[float]]


def main() -> None:
    """Rank, score, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        home = options.cache or Path(scratch)
        rankings = Rankings(home, chosen(RANKED, options.only), keep_index=options.keep_index)
        known = [scores for cell in _blogs(options, home) for scores in _scored(cell, rankings, KNOWN_MEASURES)]
        sets = [scores for cell in _sets(options, home) for scores in _scored(cell, rankings, JUDGED_MEASURES)]
    report = {"known-item": _known_report(known), "judged": _judged_report(sets)}
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, help="folder of posts folders")
    parser.add_argument("--judged", type=Path, help="folder of judged sets")
    parser.add_argument("--names", default=BLOGS, help="which blogs")
    parser.add_argument("--sets", default=SETS, help="which judged sets")
    parser.add_argument("--only", default="", help="which systems")
    parser.add_argument("--queries", type=int, default=150, help="most queries for each task and blog")
    parser.add_argument("--cache", type=Path, help="keep documents and rankings here")
    parser.add_argument("--keep-index", action="store_true", help="search Backmatter's index of the last run again")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--quick", action="store_true", help="two blogs, one set, 25 queries for each task")
    options = parser.parse_args()
    if not (options.blogs or options.judged):
        parser.error("name a folder of blogs (--blogs), of judged sets (--judged), or both")
    if options.quick:
        options.names, options.sets, options.queries = QUICK
    return options


def _blogs(options: argparse.Namespace, home: Path) -> Iterator[Cell]:
    for name in options.names.split(",") if options.blogs else ():
        collection = read(options.blogs / name, home / "documents" / f"{name}.jsonl")
        blog = Blog(collection.documents(), options.blogs / name)
        for task, topics in known_items(blog, options.queries).items():
            yield Cell(collection, task, topics, depth=10)


def _sets(options: argparse.Namespace, home: Path) -> Iterator[Cell]:
    for name in options.sets.split(",") if options.judged else ():
        documents, topics = judged(options.judged / name)
        yield Cell(write(name, documents, home / "documents" / f"{name}.jsonl"), name, topics, depth=100)


def _scored(cell: Cell, rankings: Rankings, measures: Mapping[str, Measure]) -> Iterator[Scores]:
    if sys.stderr.isatty():
        print(f"\r\033[K{cell.collection.name}: {cell.task} …\r", end="", file=sys.stderr, flush=True)
    ranked = rankings.of(cell.collection, [topic.text for topic in cell.topics], cell.depth)
    for name, measure in measures.items():
        values = {
            system: [measure(ranking, topic.grades) for ranking, topic in zip(found, cell.topics, strict=False)]
            for system, found in ranked.items()
        }
        yield Scores(cell, name, values)


def _known_report(known: list[Scores]) -> dict[str, Any]:
    """Print tables of MRR@10 by task and by blog; their figures."""
    if not known:
        return {}
    tasks = _grouped(known, lambda scores: scores.cell.task)
    blogs = _grouped(known, lambda scores: scores.cell.collection.name)
    all_cells = {"macro mean": known}
    count = sum(len(scores.cell.topics) for scores in known)
    print(f"\nKnown-item search: MRR@10, mean over {len(blogs)} blogs, {count:,} queries\n")
    figures = _table("task", tasks | all_cells)
    against = _significance("MRR@10, ", tasks | all_cells)
    print("\nMRR@10 of each blog, mean over tasks\n")
    return {"tasks": figures, "against": against, "blogs": _table("blog", blogs)} | _ours(known, list(tasks), blogs)


def _ours(known: list[Scores], tasks: list[str], blogs: Iterable[str]) -> dict[str, Any]:
    """Print Backmatter's figure for each task on each blog."""
    cells = {(scores.cell.collection.name, scores.cell.task): scores.values for scores in known}
    if not all(OURS in values for values in cells.values()):
        return {}
    figures = {blog: {task: _mean(cells[blog, task][OURS]) for task in tasks} for blog in blogs}
    print("\nMRR@10 of Backmatter\n")
    print_table(["blog", *tasks], ([blog, *map(_figure, row.values())] for blog, row in figures.items()))
    return {"ours": figures}


def _judged_report(judged_scores: list[Scores]) -> dict[str, Any]:
    """Print tables of each measure on each judged set; their figures."""
    report: dict[str, Any] = {}
    for measure, scores in _grouped(judged_scores, lambda each: each.measure).items():
        rows = _grouped(scores, lambda each: each.cell.task) | {"macro mean": scores}
        print(f"\nJudged sets: {measure}{', of the first 100 hits' if measure == 'MAP' else ''}\n")
        report[measure] = {"sets": _table("set", rows), "against": _significance(f"{measure}, ", rows)}
    return report


def _grouped(scores: Iterable[Scores], key: Callable[[Scores], str]) -> dict[str, list[Scores]]:
    groups: dict[str, list[Scores]] = {}
    for each in scores:
        groups.setdefault(key(each), []).append(each)
    return groups


def _systems(rows: Mapping[str, list[Scores]]) -> list[str]:
    """The systems that answered all there is."""
    everything = [scores.values.keys() for group in rows.values() for scores in group]
    return [system for system in RANKED if all(system in systems for systems in everything)]


def _table(title: str, rows: Mapping[str, list[Scores]]) -> dict[str, dict[str, float]]:
    """Print the macro mean of each system in each of *rows*."""
    systems = _systems(rows)
    figures = {name: {system: _macro(scores, system) for system in systems} for name, scores in rows.items()}
    print_table([title, *systems], ([name, *map(_figure, row.values())] for name, row in figures.items()))
    return figures


def _significance(what: str, rows: Mapping[str, list[Scores]]) -> dict[str, dict[str, tuple[float, float]]]:
    """Print by how much Backmatter is better than each other system, on the queries that both answered."""
    systems = _systems(rows)
    if OURS not in systems or len(systems) < 2:
        return {}
    others = [system for system in systems if system != OURS]
    print(f"\n{what}Backmatter minus each other (p of a paired randomisation test)\n")
    figures = {
        name: {other: by_chance(_differences(scores, other)) for other in others} for name, scores in rows.items()
    }
    cells = {name: [f"{mean:+.3f} ({p:.4f})" for mean, p in row.values()] for name, row in figures.items()}
    print_table(["", *others], ([name, *row] for name, row in cells.items()))
    return figures


def _differences(scores: list[Scores], other: str) -> list[list[float]]:
    return [
        [ours - theirs for ours, theirs in zip(each.values[OURS], each.values[other], strict=False)] for each in scores
    ]


def _macro(scores: list[Scores], system: str) -> float:
    """The mean over cells of the mean over their topics."""
    return _mean([_mean(each.values[system]) for each in scores if each.values[system]])


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def _figure(value: float) -> str:
    return f"{value:.3f}"


if __name__ == "__main__":
    main()
