"""How fast posts become an index, and what dominates it: CPU time by stage, in one process.

    python benchmarks/indexing.py FOLDER [FOLDER …]

Each folder is a blog. Walks it, reads its posts, indexes them, then syncs again with nothing to do.
"""

import cProfile
import pstats
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from indexer import Site, SyncReport, open_engine, sync

STAGES = {
    "reading posts (header, markup, permalink)": ("reader.py", "read_post"),
    "analysing (tokens, stems)": ("fields.py", "of"),
    "writing down what is stored": ("fields.py", "whoosh_fields"),
    "Whoosh add_document": ("writing.py", "add_document"),
    "Whoosh commit": ("writing.py", "commit"),
}


def main(folders: list[str]) -> None:
    """Measure each folder and print one line per figure."""
    for folder in map(Path, folders):
        with tempfile.TemporaryDirectory() as state:
            report, seconds = measured(folder, Path(state))
            _, again = measured(folder, Path(state))
            print(f"\n{folder}: {report.seen} files, {report.indexed} indexed, {len(report.problems)} problems")
            print(
                f"  cold: {seconds:.1f} s of CPU, {report.indexed / seconds:.0f} posts/s; nothing to do: {again:.2f} s"
            )
        profile_stages(folder, seconds)


def measured(folder: Path, state: Path) -> tuple[SyncReport, float]:
    """The report of a sync and the CPU seconds it took."""
    engine = open_engine("whoosh", state)
    started = time.process_time()
    report = sync(folder, engine, site=Site(), state=state, now=datetime.now(UTC))
    seconds = time.process_time() - started
    engine.close()
    return report, seconds


def profile_stages(folder: Path, seconds: float) -> None:
    """Print each stage's share of a profiled run."""
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as state:
        profile.runcall(measured, folder, Path(state))
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # (file, line, name) -> times
    total = sum(times[2] for times in stats.values())
    for stage, (file, name) in STAGES.items():
        inside = sum(times[3] for key, times in stats.items() if key[0].endswith("/" + file) and key[2] == name)
        print(f"  {stage}: {inside / total:.0%}, about {inside / total * seconds:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
