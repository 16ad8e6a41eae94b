"""Tags on their way into the posts' files: first what would change, then the change itself."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.aliases import NO_ALIASES, Aliases
from indexer.durable import rewrite_file
from indexer.errors import TagsRefused, UnreadablePost
from indexer.posts.folder import read_bytes, walk
from indexer.posts.generators import resolve
from indexer.posts.site import Site
from indexer.tagging.front_matter.original import Original
from indexer.tagging.write_back import with_tags


@dataclass(frozen=True, slots=True)
class TagChange:
    """Tags that can be written into a file.

    Attributes:
        path: The file, relative to the posts folder, with ``/`` between its parts.
        added: The tags that it gets; those it has already are not among them.
        before: The bytes that it holds.
        after: The bytes that it will hold.
    """

    path: str
    added: tuple[str, ...]
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """The change as the lines of a unified diff, without line ends."""
        before, after = (
            Original.of(content).text.removesuffix("\n").split("\n") for content in (self.before, self.after)
        )
        return difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", lineterm="")


@dataclass(frozen=True, slots=True)
class TagRefusal:
    """A file that tags are not written into: which, and why, with the *code* of the reason in kebab-case."""

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        """The one-line form ``path: code: message``."""
        return f"{self.path}: {self.code}: {self.message}"


def tag_changes(
    posts: Path, accepted: Mapping[str, Sequence[str]], site: Site, aliases: Aliases = NO_ALIASES
) -> Iterator[TagChange | TagRefusal]:
    """What becomes of the tags *accepted* for each path in the folder *posts*, one file after the other.

    Nothing is written. A file that has all the tags is passed over. Raises PostsFolderError.
    """
    known = {file.path for file in walk(posts) if not file.left_out}
    resolved = resolve(site, posts)
    for path, tags in accepted.items():
        if path not in known:
            yield TagRefusal(
                path, "no-such-post", "There is no such post in the posts folder; name it as it stands there."
            )
        elif change := _change(posts, path, tags, resolved, aliases):
            yield change


def _change(posts: Path, path: str, tags: Sequence[str], site: Site, aliases: Aliases) -> TagChange | TagRefusal | None:
    try:
        before = read_bytes(posts, path)
        after, added = with_tags(before, path, tags, site, aliases)
    except (UnreadablePost, TagsRefused) as error:
        return TagRefusal(path, error.code, str(error))
    return TagChange(path, added, before, after) if added else None


def write_tags(posts: Path, change: TagChange) -> TagRefusal | None:
    """Write *change* into its file in the folder *posts*, or say why not; then the file is as it was."""
    try:
        if read_bytes(posts, change.path) != change.before:
            return TagRefusal(change.path, "changed", "The file was changed meanwhile; run the command again.")
        rewrite_file(posts / change.path, change.after)
    except UnreadablePost as error:
        return TagRefusal(change.path, error.code, str(error))
    except OSError as error:
        return TagRefusal(
            change.path,
            "unwritable",
            f"The file cannot be written ({error.strerror}); allow writing it and its folder.",
        )
    return None
