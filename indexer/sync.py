"""Bring the index in step with the posts folder: plan what changed, apply it once, report every problem."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from indexer.analysis import analyzer
from indexer.document import Document
from indexer.engine import Engine
from indexer.errors import IndexDamaged, IndexMissing, SyncRefused, UnreadablePost
from indexer.ledger import FAILED, INDEXED, Entry, Ledger
from indexer.posts.folder import Found, read_bytes, walk
from indexer.posts.generators import resolve
from indexer.posts.post import Post
from indexer.posts.problem import Problem
from indexer.posts.reader import READING_VERSION, read_post
from indexer.posts.site import Site
from indexer.schema import VERSION

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
        state: Folder for what is remembered between syncs: the ledger of files.
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
    found = walk(posts)
    with engine.writing():
        reading = _Reading(posts, resolve(site, posts), now)
        run = _Run(reading, engine, Ledger() if rebuild else Ledger.load(state), rebuild=rebuild, force=force)
        try:
            run.apply(found, progress)
        except IndexDamaged:  # found only when a change had to read the old index
            run = _Run(reading, engine, Ledger(), rebuild=True, force=force)
            run.apply(found, progress)
        ledger = Ledger(now, engine.generation, run.entries, *run.changes)
        ledger.save(state)
    return _report(ledger, now)


def check(posts: Path, *, site: Site, now: datetime, progress: Progress | None = None) -> SyncReport:
    """Read every file of *posts* and report, without an index. Raises PostsFolderError."""
    found = walk(posts)
    reading = _Reading(posts, resolve(site, posts), now)
    entries: dict[str, Entry] = {}
    for done, file in enumerate(found, start=1):
        entries[file.path] = Entry(file.left_out) if file.left_out else reading.read(file.path)[0]
        if progress:
            progress(done, len(found))
    return _report(Ledger(now, "", _with_clashes(entries)), now)


def last_report(state: Path) -> SyncReport | None:
    """The report of the last sync that ended well, or None if there was none."""
    ledger = Ledger.load(state)
    return _report(ledger, ledger.synced_at) if ledger.synced_at else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads files as they stand at *now*."""

    posts: Path
    site: Site
    now: datetime

    def fingerprint(self, content: bytes) -> str:
        """Changes with the file's bytes and with everything that decides how they are indexed."""
        how = repr((READING_VERSION, analyzer.VERSION, VERSION, self.site))
        return blake2b(content, digest_size=16, key=blake2b(how.encode(), digest_size=32).digest()).hexdigest()

    def read(self, path: str) -> tuple[Entry, Post | None]:
        """What becomes of the file *path*, and the post if it is to be shown."""
        fingerprint = ""
        try:
            content = read_bytes(self.posts, path)
            fingerprint = self.fingerprint(content)
            post = read_post(path, content, self.site)
        except UnreadablePost as error:
            return Entry(FAILED, fingerprint=fingerprint, problems=(Problem(path, 1, error.code, str(error)),)), None
        outcome = post.left_out_because(self.now) or INDEXED
        entry = Entry(outcome, post.id, post.url, fingerprint, post.next_change(self.now), post.problems)
        return entry, post if outcome == INDEXED else None


class _Run:
    """One sync: reads what changed and hands it to the engine as it is read."""

    def __init__(self, reading: _Reading, engine: Engine, ledger: Ledger, *, rebuild: bool, force: bool) -> None:
        self._reading = reading
        self._engine = engine
        self._ledger = ledger
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
        unread = [file.path for file in found if not self._is_settled(file)]
        upserts = self._upserts(unread, progress)
        first = next(upserts, None)
        if first or self._deletes or self._rebuild or not self._has_index():
            self._engine.apply(chain([first] if first else [], upserts), self._deletes, rebuild=self._rebuild)
        self.entries = _with_clashes({file.path: self.entries[file.path] for file in found})

    def _is_settled(self, file: Found) -> bool:
        """Whether the ledger still tells what becomes of *file*; it is then entered again."""
        if file.left_out:
            self.entries[file.path] = Entry(file.left_out)
            return True
        known = self._ledger.entries.get(file.path)
        if known is None or not known.fingerprint or (known.due and known.due <= self._reading.now):
            return False
        if known.outcome == INDEXED and self._indexed.get(known.id) != known.fingerprint:
            return False
        try:
            content = read_bytes(self._reading.posts, file.path)
        except UnreadablePost:
            return False
        if self._reading.fingerprint(content) != known.fingerprint:
            return False
        self.entries[file.path] = known
        return True

    def _upserts(self, unread: list[str], progress: Progress | None) -> Iterator[Document]:
        """The documents that are new or changed; once they are through, it is known what to delete."""
        for done, path in enumerate(unread, start=1):
            entry, post = self._reading.read(path)
            self.entries[path] = entry
            if post and self._indexed.get(post.id) != entry.fingerprint:
                self._upserted[post.id] = entry.fingerprint
                yield Document.from_post(post, entry.fingerprint)
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

    def _has_index(self) -> bool:
        try:
            return bool(self._engine.generation)
        except IndexMissing:
            return False


def _with_clashes(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """*entries*, with a problem for every post whose address another one has, too."""
    first: dict[str, str] = {}
    marked = dict(entries)
    for path, entry in entries.items():
        if entry.outcome != INDEXED:
            continue
        others = tuple(problem for problem in entry.problems if problem.code != "same-url")
        other = first.setdefault(entry.url, path)
        if other != path:
            message = f"{entry.url} is also the address of {other}; give one of them another slug or permalink."
            others = (*others, Problem(path, 1, "same-url", message))
        marked[path] = replace(entry, problems=others)
    return marked


def _report(ledger: Ledger, synced_at: datetime) -> SyncReport:
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
    )
