"""What becomes of a file: read, fingerprinted, and shown or left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis import analyzer
from indexer.errors import UnreadablePost
from indexer.ledger import FAILED, INDEXED, Entry, Ledger
from indexer.posts.folder import Found, read_bytes
from indexer.posts.generators import resolve
from indexer.posts.post import Post
from indexer.posts.problem import Problem
from indexer.posts.reader import READING_VERSION, read_post
from indexer.posts.site import Site
from indexer.schema import VERSION


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads files as they stand at *now*.

    Attributes:
        aliases: Other words for tags.
        key: Changes with everything else that decides how a file is indexed.
    """

    posts: Path
    site: Site
    now: datetime
    aliases: Aliases
    key: str

    @classmethod
    def of(cls, posts: Path, site: Site, now: datetime, aliases: Aliases = NO_ALIASES) -> "Reading":
        """The reading of the folder *posts* of *site*."""
        resolved = resolve(site, posts)
        key = repr((READING_VERSION, analyzer.VERSION, VERSION, resolved))
        return cls(posts, resolved, now, aliases, _digest(key.encode()))

    @property
    def how(self) -> str:
        """Changes with everything that decides how files are indexed."""
        return f"{self.key}{_mark(sorted(self.aliases.table.items()))}"

    def follows(self, ledger: Ledger) -> bool:
        """Whether *ledger* tells of files that were read in the same way, and not later."""
        return ledger.how == self.how and ledger.synced_at is not None and ledger.synced_at <= self.now

    def is_of(self, fingerprint: str, content: bytes) -> bool:
        """Whether *fingerprint* is that of a file with this *content*, read with the same aliases."""
        return fingerprint.startswith(self._fingerprint(content))

    def _fingerprint(self, content: bytes) -> str:
        """Changes with the file's bytes and with how they are read; what its tags stand for is added to it.

        So new aliases change the posts alone that carry them.
        """
        return _digest(content, self.key)

    def read(self, file: Found, known: Entry | None = None) -> tuple[Entry, Post | None]:
        """What becomes of *file*, and the post if it is to be shown.

        If it cannot be read for now, it stays what is *known* of it, as long as its bytes are the same: a post that is
        indexed is not lost by a disk that fails.
        """
        fingerprint = ""
        try:
            content = read_bytes(self.posts, file.path)
            fingerprint = self._fingerprint(content)
            post = read_post(file.path, content, self.site)
            fingerprint += _mark(self.aliases.renamed(post.tags))
        except UnreadablePost as error:
            if error.for_now and known and known.outcome == INDEXED:
                return _kept(file.path, known, error), None
            problem = Problem(file.path, 1, error.code, str(error))
            return Entry(FAILED, "", "", fingerprint, file.stamp, problems=(problem,)), None
        outcome = post.left_out_because(self.now) or INDEXED
        due = post.next_change(self.now)
        entry = Entry(outcome, post.id, post.url, fingerprint, file.stamp, due, post.problems)
        return entry, post if outcome == INDEXED else None


def _kept(path: str, known: Entry, error: UnreadablePost) -> Entry:
    """What is *known* of a post that *error* keeps from being read; without a stamp, so that it is tried again."""
    problem = Problem(path, 1, error.code, f"{error}; until then it is found as it was before")
    others = (problem for problem in known.problems if problem.code != error.code)
    return known._replace(stamp=None, problems=(problem, *others))


def _digest(content: bytes, key: str = "") -> str:
    return blake2b(content, digest_size=16, key=key.encode()).hexdigest()


def _mark(named: Sequence[object]) -> str:
    """What is added to a fingerprint where tags are named otherwise."""
    return f"-{_digest(repr(named).encode())}" if named else ""
