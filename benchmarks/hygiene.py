"""How many of the merges that ``backmatter tags check`` is sure of are right: every one of them, to be judged by eye.

    python benchmarks/hygiene.py --blogs FOLDER [--cache FOLDER] [--only efcl,go-blog] [--proposals]

FOLDER holds one posts folder for each blog. Each case is shown with the titles of posts that carry the name to go and
of one that carries the name to stay. Those that were judged and found wrong stand in `WRONG`; the table at the end
counts the others as right.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.collection import read
from benchmarks.markdown import print_table
from indexer import Aliases, Document, TagReport, check_tags, open_engine

WRONG: frozenset[tuple[str, str, str]] = frozenset()
"""Blog, the name to go, the name to stay."""

_TITLES = 2


class Case(NamedTuple):
    """One spelling that is to go, and why; counts are posts."""

    blog: str
    rule: str
    name: str
    count: int
    into: str
    into_count: int
    why: str

    @property
    def is_right(self) -> bool:
        """Whether nobody found it wrong."""
        return (self.blog, self.name, self.into) not in WRONG


def main() -> None:
    """Check, show, count."""
    options = _options()
    only = [name for name in options.only.split(",") if name]
    found: list[Case] = []
    with tempfile.TemporaryDirectory() as scratch:
        for folder in sorted(options.blogs.iterdir()):
            if folder.is_dir() and (not only or folder.name in only):
                documents = list(read(folder, (options.cache or Path(scratch)) / f"{folder.name}.jsonl").documents())
                report = _report(documents, Path(scratch) / folder.name)
                cases = list(_proposed(folder.name, report) if options.proposals else _cases(folder.name, report))
                for case in cases:
                    _show(case, documents)
                found += cases
    _print_counts(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--only", default="", help="which blogs")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    parser.add_argument("--proposals", action="store_true", help="show what is not sure, and what speaks against it")
    return parser.parse_args()


def _report(documents: Sequence[Document], index: Path) -> TagReport:
    engine = open_engine("whoosh", index)
    engine.apply(documents, [])
    try:
        return check_tags(engine, Aliases())
    finally:
        engine.close()


def _cases(blog: str, report: TagReport) -> Iterator[Case]:
    for group in report.merges:
        for one in group.members:
            yield Case(blog, one.rule, one.spelling, one.count, group.name, len(group.posts), one.why)


def _proposed(blog: str, report: TagReport) -> Iterator[Case]:
    for merge in report.proposals:
        name, into = merge.name, merge.into
        yield Case(blog, merge.rule, name.spelling, name.count, into.spelling, into.count, merge.doubt)


def _show(case: Case, documents: Sequence[Document]) -> None:
    verdict = "" if case.is_right else "WRONG "
    print(
        f"{verdict}{case.blog}, {case.rule}: {case.name} ({case.count}) -> {case.into} ({case.into_count}). {case.why}"
    )
    for tag, most in ((case.name, _TITLES), (case.into, 1)):
        for title in [document.title for document in documents if tag in document.tags][:most]:
            print(f"    {tag}: {title}")


def _print_counts(cases: Sequence[Case]) -> None:
    all_of = Counter(case.rule for case in cases)
    right = Counter(case.rule for case in cases if case.is_right)
    rows = [[rule, f"{count}", f"{right[rule]}", f"{right[rule] / count:.0%}"] for rule, count in all_of.most_common()]
    rows.append(["all", f"{all_of.total()}", f"{right.total()}", f"{right.total() / max(all_of.total(), 1):.0%}"])
    print_table(["rule", "cases", "right", ""], rows)


if __name__ == "__main__":
    main()
