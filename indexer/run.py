"""The work of one sync: what changed since the last one is read and applied."""

from collections.abc import Callable, Iterator
from itertools import chain

from indexer.clashes import with_clashes, without_ids
from indexer.document import Document
from indexer.engine import Engine
from indexer.errors import IndexMissing, SyncRefused, UnreadablePost
from indexer.ledger import INDEXED, Entry, Ledger
from indexer.posts.folder import Found, read_bytes
from indexer.reading import Reading

_TICK = 3_000_000_000
"""Nanoseconds that any disk's clock moves on by; FAT's takes steps of two seconds."""

Progress = Callable[[int, int], None]
"""Called with (files done, files to do) as work goes on."""


class Run:
    """Reads what changed and hands it to the engine as it is read.

    Args:
        reading: How files are read.
        engine: Where documents go.
        ledger: What the last sync made of each file.
        rebuild: Whether the engine starts from an empty index.
        force: Whether any number of posts may be lost.
    """

    def __init__(self, reading: Reading, engine: Engine, ledger: Ledger, *, rebuild: bool, force: bool) -> None:
        self._reading = reading
        self._engine = engine
        self._known = ledger.entries if reading.follows(ledger) else {}
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
        self.entries = without_ids(found, self._known)
        unread = [file for file in found if not self._is_settled(file)]
        upserts = self._upserts(unread, progress)
        first = next(upserts, None)
        if first or self._deletes or self._rebuild or not self._is_whole():
            documents = chain([first] if first else [], upserts)
            self._engine.apply(documents, self._deletes, rebuild=self._rebuild, aliases=self._reading.aliases)
        self.entries = with_clashes({file.path: self.entries[file.path] for file in found})

    def _is_settled(self, file: Found) -> bool:
        """Whether the ledger still tells what becomes of *file*; it is then entered again."""
        if file.left_out:
            self.entries[file.path] = Entry(file.left_out)
            return True
        if file.path in self.entries:
            return True
        known = self._known_of(file)
        if known is None or known.stamp is None:
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

    def _known_of(self, file: Found) -> Entry | None:
        """What becomes of *file* if its bytes are still the same; None if that is not known."""
        known = self._known.get(file.path)
        if known is None or not known.fingerprint or (known.due and known.due <= self._reading.now):
            return None
        if known.outcome == INDEXED and self._indexed.get(known.id) != known.fingerprint:
            return None
        return known

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
            entry, post = self._reading.read(file, self._known_of(file))
            self.entries[file.path] = entry
            if post and self._indexed.get(post.id) != entry.fingerprint:
                self._upserted[post.id] = entry.fingerprint
                yield Document.from_post(post, entry.fingerprint, self._reading.aliases)
            if progress:
                progress(done, len(unread))
        shown = {entry.id for entry in self.entries.values() if entry.outcome == INDEXED}
        self._deletes += sorted(self._before.keys() - shown)
        self._refuse_losses()

    def _refuse_losses(self) -> None:
        """Raise SyncRefused if more than half of the posts are to be deleted, whatever the reason."""
        moved = set(self._upserted.values())  # the same file in another place is no loss
        lost = sum(self._before[each] not in moved for each in self._deletes)
        if lost * 2 > len(self._before) and not self._force:
            raise SyncRefused(
                f"{self._reading.posts}: this sync would remove {lost} of {len(self._before)} posts, so nothing "
                "was changed. If the folder is the right one and complete, sync again with --force."
            )

    def _is_whole(self) -> bool:
        """Whether there is an index without damage, which queries may ask for tags by the words that hold now."""
        try:
            return not self._engine.damage and self._engine.aliases == self._reading.aliases
        except IndexMissing:
            return False
