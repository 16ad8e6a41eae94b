"""Bring the index in step with the posts folder: plan what changed, apply it once, report every problem."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from indexer.engine import Engine
from indexer.posts.problem import Problem
from indexer.posts.site import Site

Progress = Callable[[int, int], None]
"""Called with (files done, files to do) as work goes on."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync found and did; ``seen == indexed + sum(left_out.values()) + failed``.

    Attributes:
        synced_at: The time that was handed in as *now*.
        generation: The state of the index afterwards; "" for a check without an index.
        seen: Files in the posts folder.
        indexed: Posts that can be found now.
        left_out: How many files are not shown, by the reason's name ("draft", "not a post", …).
        failed: Files that could not be read; each has a problem.
        added, changed, removed: What this run did to the index.
        problems: What the blog's owner should look at, in the order of paths and lines.
    """

    synced_at: datetime
    generation: str
    seen: int
    indexed: int
    failed: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def sync(
    posts: Path,
    engine: Engine,
    *,
    site: Site,
    state: Path,
    now: datetime,
    force: bool = False,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> SyncReport:
    """Make *engine* hold what the folder *posts* shows at *now*.

    Args:
        posts: The posts folder.
        engine: Where documents go.
        site: The blog's settings.
        state: Folder for what is remembered between syncs (the ledger of files, the cache of stems).
        now: The current time, with a time zone.
        force: Apply even if more than half of the posts would be removed.
        rebuild: Read and index everything anew.
        progress: Told how far the work is.

    Raises:
        PostsFolderError: *posts* cannot be read.
        SyncRefused: More than half of the posts would be removed.
        IndexLocked: Another sync is running.
        EngineError: The index cannot be written.
    """
    raise NotImplementedError


def check(posts: Path, *, site: Site, now: datetime, progress: Progress | None = None) -> SyncReport:
    """Read every file of *posts* and report, without an index. Raises PostsFolderError."""
    raise NotImplementedError


def last_report(state: Path) -> SyncReport | None:
    """The report of the last sync that ended well, or None if there was none."""
    raise NotImplementedError
