"""Bring the index in step with the posts folder: plan what changed, apply it once, report every problem."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.clashes import with_clashes, without_ids
from indexer.durable import time_of_files
from indexer.engine import Engine
from indexer.errors import EngineError, IndexDamaged
from indexer.ledger import FAILED, INDEXED, Entry, Ledger
from indexer.posts.folder import walk
from indexer.posts.problem import Problem
from indexer.posts.site import Site
from indexer.reading import Reading
from indexer.run import Progress, Run


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync found and did; ``seen == indexed + sum(left_out.values()) + failed``.

    Attributes:
        synced_at: The time that was handed in as *now*.
        generation: The state of the index afterwards; "" for a check without an index.
        seen: Files in the posts folder.
        indexed: Posts that can be found now.
        left_out: How many files are not shown, by the reason's name ("draft", "not a post", …).
        failed: Files that became no post; each has a problem.
        added, changed, removed: What this run did to the index.
        problems: What the blog's owner should look at, in the order of paths and lines.
        next_due: The first moment after `synced_at` at which a file's outcome changes by itself, as a post becomes due
            or expires; None if there is none.
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
    next_due: datetime | None = None


def sync(
    posts: Path,
    engine: Engine,
    *,
    site: Site,
    state: Path,
    now: datetime,
    aliases: Aliases = NO_ALIASES,
    force: bool = False,
    rebuild: bool = False,
    begun: Callable[[], None] | None = None,
    progress: Progress | None = None,
) -> SyncReport:
    """Make *engine* hold what the folder *posts* shows at *now*.

    A file that cannot be read for now, as it may not be, goes on changing, or the disk failed, is a problem of the
    report; the post that it was when it was read last goes on being found, unless settings have changed since then, it
    was to expire, or everything is built anew. A file that is gone is removed.

    Args:
        posts: The posts folder.
        engine: Where documents go.
        site: The blog's settings.
        state: Folder for what is remembered between syncs: the ledger of files.
        now: The current time, with a time zone.
        aliases: Other words for tags.
        force: Apply even if more than half of the posts would be removed.
        rebuild: Read and index everything anew.
        begun: Called once, when no other sync can run any more and before anything is read. So whatever was written
            before that moment is part of this sync.
        progress: Told how far the work is.

    Raises:
        PostsFolderError: *posts* cannot be read.
        SyncRefused: More than half of the posts would be removed, be it that their files are gone or that they are
            drafts now: a script can make all posts drafts as easily as a folder can be unmounted.
        IndexLocked: Another sync is running.
        EngineError: The index cannot be written; or it is in step, and the ledger cannot be written.
    """
    with engine.writing():
        if begun:
            begun()
        started = _time_of_files(state)
        found = walk(posts)
        before = Ledger.load(state)
        reading = Reading.of(posts, site, now, aliases)
        run = Run(reading, engine, Ledger() if rebuild else before, rebuild=rebuild, force=force)
        try:
            run.apply(found, progress)
        except IndexDamaged:  # found only when a change had to read the old index
            run = Run(reading, engine, Ledger(), rebuild=True, force=force)
            run.apply(found, progress)
        ledger = Ledger(now, started, engine.generation, *run.changes, reading.how, run.entries)
        _remember(ledger, state, before)
    return _report(ledger, now)


def check(posts: Path, *, site: Site, now: datetime, progress: Progress | None = None) -> SyncReport:
    """Read every file of *posts* and report, without an index. Raises PostsFolderError."""
    found = walk(posts)
    reading = Reading.of(posts, site, now)
    failed = without_ids(found, {})
    entries: dict[str, Entry] = {}
    for done, file in enumerate(found, start=1):
        left_out = Entry(file.left_out) if file.left_out else failed.get(file.path)
        entries[file.path] = left_out or reading.read(file)[0]
        if progress:
            progress(done, len(found))
    return _report(Ledger(now, entries=with_clashes(entries)), now)


def last_report(state: Path) -> SyncReport | None:
    """The report of the last sync that ended well, or None if there was none."""
    ledger = Ledger.load(state)
    return _report(ledger, ledger.synced_at) if ledger.synced_at else None


def _time_of_files(state: Path) -> int:
    try:
        return time_of_files(state)
    except OSError as error:
        raise EngineError(
            f"{state}: no file can be made there ({error}), so nothing was changed; make room, or allow writing."
        ) from error


def _remember(ledger: Ledger, state: Path, before: Ledger) -> None:
    try:
        ledger.save(state, before)
    except OSError as error:
        raise EngineError(
            f"{state}: the index is in step with the posts, but what was read of them cannot be remembered ({error}), "
            "so the next sync reads more than it need; make room there, or allow writing."
        ) from error


def _report(ledger: Ledger, synced_at: datetime) -> SyncReport:
    """What *ledger* tells of the sync at *synced_at*."""
    outcomes = Counter(entry.outcome for entry in ledger.entries.values())
    indexed, failed = outcomes.pop(INDEXED, 0), outcomes.pop(FAILED, 0)
    problems = [problem for entry in ledger.entries.values() for problem in entry.problems]
    return SyncReport(
        synced_at=synced_at,
        generation=ledger.generation,
        seen=len(ledger.entries),
        indexed=indexed,
        failed=failed,
        added=ledger.added,
        changed=ledger.changed,
        removed=ledger.removed,
        left_out=dict(sorted(outcomes.items())),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line))),
        next_due=min((entry.due for entry in ledger.entries.values() if entry.due), default=None),
    )
