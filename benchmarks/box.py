"""From the last key to painted hits: Backmatter's search box beside Pagefind's, in one browser.

    python benchmarks/box.py --blogs FOLDER [--posts 10000] [--cache FOLDER] [--rounds 3] [--queries 8] [--json FILE]

Both find the same posts. Queries are typed letter by letter; each is typed into one box after the other, so that what
else the machine does meets all alike. No query is asked for twice, so that no cache answers.
"""

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks import questions
from benchmarks.boxes import BOXES, PEER, typist
from benchmarks.boxes.hosting import hosted
from benchmarks.boxes.typist import Timing
from benchmarks.collection import Collection
from benchmarks.markdown import print_table
from benchmarks.systems.protocol import Kind
from benchmarks.workload import workload

WEIGHED = 3
"""Visits in which what is loaded is weighed."""

Timings = dict[str, dict[str, list[Timing]]]
"""By what is done and by box."""


class Act(NamedTuple):
    """What a reader does: the seconds between two letters (None: all are pasted), and whether the page is new."""

    interval: float | None
    fresh: bool


ACTS: Mapping[str, Act] = {
    "a letter every 150 ms": Act(0.15, fresh=False),
    "a letter every 60 ms": Act(0.06, fresh=False),
    "new page, 150 ms": Act(0.15, fresh=True),
    "new page, pasted": Act(None, fresh=True),
}


def main() -> None:
    """Index, serve, type, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        home = options.cache or Path(scratch)
        posts = workload(options.blogs, options.posts, home)
        addresses = stack.enter_context(hosted(posts, home / "box"))
        browser = typist.browser(stack.enter_context(sync_playwright()))
        for report in _reports(browser, addresses, _queries(posts), options):
            if options.json:
                options.json.write_text(json.dumps(report, indent=1, default=asdict) + "\n", encoding="utf-8")
        browser.close()
    _print(report)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts")
    parser.add_argument("--posts", type=int, default=10_000, help="how many; more than there are are made up")
    parser.add_argument("--cache", type=Path, help="keep posts and indexes here")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=8, help="queries of a round on pages that are open already")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def _queries(posts: Collection) -> Iterator[str]:
    """What readers type; none begins with all of another, which would find the other's answer kept."""
    asked, _ = questions.make(posts.documents(), 1000)
    used: list[str] = []
    for _, question in asked:
        text = question.text
        if question.kind is not Kind.PHRASE and not any(text.startswith(one) or one.startswith(text) for one in used):
            used.append(text)
            yield text


def _reports(
    browser: Browser, addresses: Mapping[str, str], queries: Iterator[str], options: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """All figures so far, after each thing that is done."""
    timings: Timings = {act: {name: [] for name in BOXES} for act in ACTS}
    loads = [os.getloadavg()[0]]
    weights = _weighed(browser, addresses, list(islice(queries, WEIGHED)))
    for number in range(options.rounds):
        for name, act in ACTS.items():
            _tell(f"round {number + 1}: {name}")
            asked = islice(queries, math.ceil(options.queries / 2) if act.fresh else options.queries)
            (_fresh if act.fresh else _open)(browser, addresses, list(asked), act, timings[name])
            loads.append(os.getloadavg()[0])
            yield {"timings": timings, "weights": weights, "loads": loads, "processors": os.cpu_count()}


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text} …\r", end="", file=sys.stderr, flush=True)


def _open(
    browser: Browser, addresses: Mapping[str, str], queries: Sequence[str], act: Act, told: dict[str, list[Timing]]
) -> None:
    """Type into pages that stay open, each of which has been searched once before."""
    with ExitStack() as stack:
        pages = {name: stack.enter_context(typist.visit(browser, box, addresses[name])) for name, box in BOXES.items()}
        for number, query in enumerate([queries[0][::-1], *queries]):
            for name, page in pages.items():
                page.bring_to_front()
                timing = typist.search(page, query, act.interval)
                typist.clear(page)
                if number:
                    told[name].append(timing)


def _fresh(
    browser: Browser, addresses: Mapping[str, str], queries: Sequence[str], act: Act, told: dict[str, list[Timing]]
) -> None:
    """Type into new pages whose visitors were never there."""
    for query in queries:
        for name, box in BOXES.items():
            with typist.visit(browser, box, addresses[name]) as page:
                told[name].append(typist.search(page, query, act.interval))


def _weighed(browser: Browser, addresses: Mapping[str, str], queries: Sequence[str]) -> dict[str, dict[str, float]]:
    """Medians of what is loaded until the first hits, and of the memory that is then in use."""
    figures: dict[str, list[tuple[float, ...]]] = {name: [] for name in BOXES}
    for query in queries:
        for name, box in BOXES.items():
            scale = typist.Scale()
            with typist.visit(browser, box, addresses[name], scale.told) as page:
                typist.search(page, query, 0.15)
                figures[name].append((*scale.weight(), typist.heap(page)))
    names = ("requests", "bytes", "heap")
    return {
        box: dict(zip(names, map(statistics.median, zip(*told, strict=True)), strict=True))
        for box, told in figures.items()
    }


def _print(report: Mapping[str, Any]) -> None:
    """Tables: when hits were seen, what they waited for, what was loaded."""
    for act, boxes in report["timings"].items():
        theirs = boxes[PEER]
        rows = [(name, *_row(told, theirs)) for name, told in boxes.items() if len(told) > 1]
        print(f"\n{act}, {len(theirs)} queries:\n")
        print_table(("ms", "first hits", "p95", "all in sight", "p95", "asked", "answered", "of Pagefind's"), rows)
    print()
    rows = [
        (name, f"{weight['requests']:.0f}", f"{weight['bytes'] / 1000:,.0f}", f"{weight['heap']:.1f}")
        for name, weight in report["weights"].items()
    ]
    print_table(("until the first hits", "requests", "kB", "heap MB"), rows)
    print(f"\nLoad of {report['processors']} processors: {', '.join(f'{load:.1f}' for load in report['loads'])}")


def _row(told: Sequence[Timing], theirs: Sequence[Timing]) -> Iterator[str]:
    for values in ([timing.first for timing in told], [timing.whole for timing in told]):
        yield f"{statistics.median(values):.0f}"
        yield f"{statistics.quantiles(values, n=20, method='inclusive')[-1]:.0f}"
    yield f"{statistics.median(timing.asked for timing in told):.0f}"
    yield f"{statistics.median(timing.answered for timing in told):.0f}"
    shares = [ours.first / their.first for ours, their in zip(told, theirs, strict=True)]
    yield f"{statistics.median(shares):.2f}"


if __name__ == "__main__":
    main()
