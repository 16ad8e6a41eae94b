"""The systems that are compared, by name, each with its one configuration."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.systems.protocol import Matching, System


def _backmatter(folder: Path) -> System:
    from benchmarks.systems.backmatter import Backmatter  # noqa: PLC0415  (each is loaded only where it is used)

    return Backmatter(folder)


def _tantivy(folder: Path, matching: Matching) -> System:
    from benchmarks.systems.tantivy_index import Tantivy  # noqa: PLC0415

    return Tantivy(folder, matching)


def _fts5(folder: Path, matching: Matching) -> System:
    from benchmarks.systems.fts5 import Fts5  # noqa: PLC0415

    return Fts5(folder, matching)


def _bm25s(folder: Path) -> System:
    from benchmarks.systems.bm25s_index import Bm25s  # noqa: PLC0415

    return Bm25s(folder)


def _javascript(folder: Path, name: str) -> System:
    from benchmarks.systems.javascript import JavaScript  # noqa: PLC0415

    return JavaScript(folder, name)


def _whoosh(folder: Path, matching: Matching) -> System:
    from benchmarks.systems.plain_whoosh import PlainWhoosh  # noqa: PLC0415

    return PlainWhoosh(folder, matching)


def _pagefind(folder: Path) -> System:
    from benchmarks.systems.pagefind import Pagefind  # noqa: PLC0415

    return Pagefind(folder)


Opener = Callable[[Path], System]

RANKED: Mapping[str, Opener] = {
    "backmatter": _backmatter,
    "fts5-and": partial(_fts5, matching=Matching.ALL),
    "fts5-or": partial(_fts5, matching=Matching.ANY),
    "tantivy": partial(_tantivy, matching=Matching.ANY),
    "minisearch": partial(_javascript, name="minisearch"),
    "lunr": partial(_javascript, name="lunr"),
    "bm25s": _bm25s,
    "whoosh-and": partial(_whoosh, matching=Matching.ALL),
    "whoosh-or": partial(_whoosh, matching=Matching.ANY),
}
"""For `relevance.py`."""

TIMED: Mapping[str, Opener] = {
    "backmatter": _backmatter,
    "tantivy": partial(_tantivy, matching=Matching.ALL),
    "fts5": partial(_fts5, matching=Matching.ALL),
    "minisearch": partial(_javascript, name="minisearch"),
    "lunr": partial(_javascript, name="lunr"),
    "bm25s": _bm25s,
    "whoosh": partial(_whoosh, matching=Matching.ALL),
    "pagefind": _pagefind,
}
"""For `peers.py`; all but bm25s ask for all words."""


def chosen(systems: Mapping[str, Opener], only: str) -> dict[str, Opener]:
    """Those of *systems* that *only* names ("fts5" stands for "fts5-and" and "fts5-or"), or all.

    Raises:
        SystemExit: *only* names none.
    """
    names = [name.strip() for name in only.split(",") if name.strip()]
    picked = {key: opener for key, opener in systems.items() if not names or key in names or key.split("-")[0] in names}
    if not picked:
        raise SystemExit(f"--only {only}: there is no such system; choose from {', '.join(systems)}.")
    return picked
