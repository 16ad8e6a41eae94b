"""What was measured, as tables in Markdown: engines beside each other at each size."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.markdown import print_table
from benchmarks.scaling.asked import MAKERS
from benchmarks.scaling.figures import ALL

Found = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By engine and number of posts."""

_BUILT = (
    "posts a second",
    "posts a second, without what follows the last",
    "seconds",
    "own CPU",
    "own CPU after the last post",
    "CPU of nodes",
    "bytes a post",
    "bytes a post, with replicas",
    "memory at most",
)
_ASKED = (
    "answers a second",
    "CPU ms of nodes an answer",
    "own memory of a client",
    "memory of a client",
    "hits in the mean",
    "without hits",
    "errors",
)


def print_tables(found: Found) -> None:
    """Print them."""
    columns = [(engine, size) for engine, sizes in found.items() for size in sorted(sizes, key=int)]
    cells = [found[engine][size] for engine, size in columns]
    header = [f"{engine}, {int(size):,}" for engine, size in columns]
    print_table(["indexing", *header], (_row(name, [cell.get("built", {}) for cell in cells]) for name in _BUILT))
    print("\nsyncing one changed post, seconds\n")
    changed = [cell.get("changed", {}) for cell in cells]
    print_table(["", *header], (_row(name, changed) for name in ("seconds", "own CPU", "CPU of nodes")))
    for clients in sorted({clients for cell in cells for clients in cell["asked"]}, key=int):
        asked = [cell["asked"][clients] for cell in cells]
        print(f"\n{clients} at once, milliseconds: p50, p95\n")
        print_table(["questions", *header], _times(asked))
        print()
        print_table(["", *header], (_row(name, asked) for name in _ASKED))
    print()
    kinds = dict.fromkeys(kind for cell in cells for kind in cell["memory"])
    print_table(["MB of a cluster", *header], (_row(kind, [cell["memory"] for cell in cells]) for kind in kinds))


def _times(asked: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    for sort in (*MAKERS, ALL):
        yield [sort, *(", ".join(f"{time:,.1f}" for time in one["milliseconds"][sort]) for one in asked)]


def _row(name: str, figures: Sequence[Mapping[str, float]]) -> list[str]:
    return [name, *(f"{one[name]:,.1f}" if name in one else "–" for one in figures)]
