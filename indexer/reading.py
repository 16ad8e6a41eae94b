"""What becomes of a file: read, fingerprinted, and shown or left out."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from indexer.analysis import analyzer
from indexer.errors import UnreadablePost
from indexer.ledger import FAILED, INDEXED, Entry
from indexer.posts.folder import Found, read_bytes
from indexer.posts.generators import resolve
from indexer.posts.post import Post
from indexer.posts.problem import Problem
from indexer.posts.reader import READING_VERSION, read_post
from indexer.posts.site import Site
from indexer.schema import VERSION


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads files as they stand at *now*; *how* changes with everything that decides how they are indexed."""

    posts: Path
    site: Site
    now: datetime
    how: str

    @classmethod
    def of(cls, posts: Path, site: Site, now: datetime) -> "Reading":
        """The reading of the folder *posts* of *site*."""
        resolved = resolve(site, posts)
        how = repr((READING_VERSION, analyzer.VERSION, VERSION, resolved))
        return cls(posts, resolved, now, blake2b(how.encode(), digest_size=16).hexdigest())

    def fingerprint(self, content: bytes) -> str:
        """Changes with the file's bytes and with *how* they are indexed."""
        return blake2b(content, digest_size=16, key=self.how.encode()).hexdigest()

    def read(self, file: Found) -> tuple[Entry, Post | None]:
        """What becomes of *file*, and the post if it is to be shown."""
        fingerprint = ""
        try:
            content = read_bytes(self.posts, file.path)
            fingerprint = self.fingerprint(content)
            post = read_post(file.path, content, self.site)
        except UnreadablePost as error:
            problem = Problem(file.path, 1, error.code, str(error))
            return Entry(FAILED, "", "", fingerprint, file.stamp, problems=(problem,)), None
        outcome = post.left_out_because(self.now) or INDEXED
        due = post.next_change(self.now)
        entry = Entry(outcome, post.id, post.url, fingerprint, file.stamp, due, post.problems)
        return entry, post if outcome == INDEXED else None
