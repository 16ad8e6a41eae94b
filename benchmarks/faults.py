"""Whether anything is lost when things go wrong: faults are made for real, and what happens then is counted.

    python -m benchmarks.faults [kill|power|…|all] [--quick] [--seed 1]

Prints one Markdown table for each part; docs/reliability.md holds those of whole runs. Exits with 1 if anything failed.
A part is a module with a docstring and a function ``run(*, quick: bool, seed: int) -> Iterator[Row]``; it is loaded
only when asked for, as each needs other things of the machine.
"""

import argparse
import sys
from importlib import import_module

from benchmarks.faulting.row import Row
from benchmarks.markdown import print_table

PARTS = {
    "kill": "benchmarks.faulting.kill",
    "power": "benchmarks.faulting.power",
    "places": "benchmarks.faulting.places",
    "damage": "benchmarks.faulting.damage",
    "collisions": "benchmarks.faulting.collisions",
    "load": "benchmarks.faulting.load",
    "nodes": "benchmarks.faulting.nodes",
}


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all"], default="all")
    parser.add_argument("--quick", action="store_true", help="try a few of each, in seconds rather than minutes")
    parser.add_argument("--seed", type=int, default=1, help="of all that is left to chance")
    options = parser.parse_args()
    parts = list(PARTS) if options.part == "all" else [options.part]
    failed = sum(_run(part, quick=options.quick, seed=options.seed) for part in parts)
    sys.exit(1 if failed else 0)


def _run(part: str, *, quick: bool, seed: int) -> int:
    """Print what came out of *part*; how many failed."""
    module = import_module(PARTS[part])
    print(f"\n### {part}: {module.__doc__.splitlines()[0]}\n", flush=True)
    failed = 0
    print_table(("what", "tried", "failed", "seen"), ())
    row: Row
    for row in module.run(quick=quick, seed=seed):
        print(f"| {' | '.join(row.cells)} |", flush=True)
        failed += row.failed
    return failed


if __name__ == "__main__":
    main()
