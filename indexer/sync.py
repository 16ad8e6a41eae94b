"""Bring the index in step with the posts folder: plan what changed, apply it once, report every problem."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.document import Document
from indexer.durable import time_of_files
from indexer.engine import Engine
from indexer.errors import IndexDamaged, IndexMissing, SyncRefused, UnreadablePost
from indexer.ledger import FAILED, INDEXED, Entry, Ledger
from indexer.posts.folder import Found, read_bytes, walk
from indexer.posts.problem import Problem
from indexer.posts.site import Site
from indexer.reading import Reading

_TICK = 3_000_000_000
"""Nanoseconds that any disk's clock moves on by; FAT's takes steps of two seconds."""

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
        SyncRefused: More than half of the posts would be removed.
        IndexLocked: Another sync is running.
        EngineError: The index cannot be written.
    """
    with engine.writing():
        if begun:
            begun()
        started = time_of_files(state)
        found = walk(posts)
        before = Ledger.load(state)
        reading = Reading.of(posts, site, now, aliases)
        run = _Run(reading, engine, Ledger() if rebuild else before, rebuild=rebuild, force=force)
        try:
            run.apply(found, progress)
        except IndexDamaged:  # found only when a change had to read the old index
            run = _Run(reading, engine, Ledger(), rebuild=True, force=force)
            run.apply(found, progress)
        ledger = Ledger(now, started, engine.generation, *run.changes, reading.how, run.entries)
        ledger.save(state, before)
    return _report(ledger, now)


def check(posts: Path, *, site: Site, now: datetime, progress: Progress | None = None) -> SyncReport:
    """Read every file of *posts* and report, without an index. Raises PostsFolderError."""
    found = walk(posts)
    reading = Reading.of(posts, site, now)
    entries: dict[str, Entry] = {}
    for done, file in enumerate(found, start=1):
        entries[file.path] = Entry(file.left_out) if file.left_out else reading.read(file)[0]
        if progress:
            progress(done, len(found))
    return _report(Ledger(now, entries=_with_clashes(entries)), now)


def last_report(state: Path) -> SyncReport | None:
    """The report of the last sync that ended well, or None if there was none."""
    ledger = Ledger.load(state)
    return _report(ledger, ledger.synced_at) if ledger.synced_at else None


class _Run:
    """One sync: reads what changed and hands it to the engine as it is read."""

    def __init__(self, reading: Reading, engine: Engine, ledger: Ledger, *, rebuild: bool, force: bool) -> None:
        self._reading = reading
        self._engine = engine
        self._known = ledger.entries if ledger.how == reading.how else {}
        self._unchanged_before = ledger.started - _TICK
        self._rebuild = rebuild
        self._force = force
        self._before = dict(engine.fingerprints())
        self._indexed = {} if rebuild else self._before
        self._deletes: list[str] = []
        self._upserted: dict[str, str] = {}
        self.entries: dict[str, Entry] = {}

    @property
    def changes(self) -> tuple[int, int, int]:
        """How many posts were added, changed and removed."""
        changed = sum(post_id in self._before for post_id in self._upserted)
        return len(self._upserted) - changed, changed, len(self._deletes)

    def apply(self, found: list[Found], progress: Progress | None) -> None:
        """Make the engine hold what the files in *found* say."""
        unread = [file for file in found if not self._is_settled(file)]
        upserts = self._upserts(unread, progress)
        first = next(upserts, None)
        if first or self._deletes or self._rebuild or not self._knows_aliases():
            documents = chain([first] if first else [], upserts)
            self._engine.apply(documents, self._deletes, rebuild=self._rebuild, aliases=self._reading.aliases)
        self.entries = _with_clashes({file.path: self.entries[file.path] for file in found})

    def _is_settled(self, file: Found) -> bool:
        """Whether the ledger still tells what becomes of *file*; it is then entered again."""
        if file.left_out:
            self.entries[file.path] = Entry(file.left_out)
            return True
        known = self._known.get(file.path)
        if known is None or not known.fingerprint or (known.due and known.due <= self._reading.now):
            return False
        if known.outcome == INDEXED and self._indexed.get(known.id) != known.fingerprint:
            return False
        if not self._is_untouched(file, known):
            try:
                content = read_bytes(self._reading.posts, file.path)
            except UnreadablePost:
                return False
            if not self._reading.is_of(known.fingerprint, content):
                return False
            known = known._replace(stamp=file.stamp)
        self.entries[file.path] = known
        return True

    def _is_untouched(self, file: Found, known: Entry) -> bool:
        """Whether the disk alone tells that *file* is what is *known* of it, as Git's index does.

        The file had this stamp when it was read, and if it had been written again since then, it would have got a
        later time, unless both happened within one tick of the disk's clock. So its times must lie further back than
        the beginning of the sync that read or trusted it last. That moment is taken from the disk's own clock: the
        *now* that a sync is told may be any.
        """
        if file.stamp is None or file.stamp != known.stamp:
            return False
        return max(file.stamp.modified, file.stamp.changed) < self._unchanged_before

    def _upserts(self, unread: list[Found], progress: Progress | None) -> Iterator[Document]:
        """The documents that are new or changed; once they are through, it is known what to delete."""
        for done, file in enumerate(unread, start=1):
            entry, post = self._reading.read(file)
            self.entries[file.path] = entry
            if post and self._indexed.get(post.id) != entry.fingerprint:
                self._upserted[post.id] = entry.fingerprint
                yield Document.from_post(post, entry.fingerprint, self._reading.aliases)
            if progress:
                progress(done, len(unread))
        shown = {entry.id for entry in self.entries.values() if entry.outcome == INDEXED}
        self._deletes += sorted(self._before.keys() - shown)
        moved = set(self._upserted.values())  # the same file in another place is no loss
        lost = sum(self._before[post_id] not in moved for post_id in self._deletes)
        if lost * 2 > len(self._before) and not self._force:
            raise SyncRefused(
                f"{self._reading.posts}: this sync would remove {lost} of {len(self._before)} posts, so nothing was "
                "changed. If the folder is the right one and complete, sync again with --force."
            )

    def _knows_aliases(self) -> bool:
        """Whether there is an index, and queries may ask it for tags by the words that hold now."""
        try:
            return self._engine.aliases == self._reading.aliases
        except IndexMissing:
            return False


def _with_clashes(entries: dict[str, Entry]) -> dict[str, Entry]:
    """*entries*, with a problem for every post whose address another one has, too."""
    first: dict[str, str] = {}
    for path, entry in entries.items():
        if entry.outcome != INDEXED:
            continue
        other = first.setdefault(entry.url, path)
        if other is not path or entry.problems:
            entries[path] = entry._replace(problems=_with_clash(path, entry, other))
    return entries


def _with_clash(path: str, entry: Entry, other: str) -> tuple[Problem, ...]:
    """The problems of *entry*, among them that its address is that of *other*, unless this is the post itself."""
    own = tuple(problem for problem in entry.problems if problem.code != "same-url")
    if other == path:
        return own
    message = f"{entry.url} is also the address of {other}; give one of them another slug or permalink."
    return (*own, Problem(path, 1, "same-url", message))


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
