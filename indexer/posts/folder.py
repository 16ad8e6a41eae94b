"""The posts folder: which files are there, which of them are posts, and their bytes."""

import os
import stat
from collections.abc import Callable
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from indexer.errors import PostsFolderError, UnreadablePost
from indexer.garbage import uncollected

SUFFIXES = (".md", ".mdx", ".markdown", ".html", ".htm", ".txt", ".rst", ".org", ".adoc")
"""What the name of a post ends in, in any case."""

IGNORE_FILE = ".backmatterignore"
"""A file in the posts folder that names, in gitignore's syntax, what is not to be read."""

_SECTIONS = tuple(f"{stem}." for stem in ("_index", "readme"))
"""What the name of a section's own page starts with: ``_index.md``, ``README.de.md``."""

_NEVER_ENTERED = {"node_modules"}


class Stamp(NamedTuple):
    """What the disk says of a file without reading it; times in nanoseconds.

    A file with other bytes has another stamp, unless it was written twice within one tick of the disk's clock.
    """

    size: int
    modified: int
    changed: int
    inode: int


class Found(NamedTuple):
    """A file in the posts folder.

    Attributes:
        path: Relative to the posts folder, with ``/``; bytes that are no UTF-8 are kept as surrogate escapes.
        left_out: Why it is no post ("not a post", "section page", "ignored", "hidden"), or None if it is one.
        stamp: What the disk says of a post; None if it says nothing, as of a link that leads nowhere.
    """

    path: str
    left_out: str | None
    stamp: Stamp | None = None


@uncollected()
def walk(posts: Path) -> list[Found]:
    """Every file under *posts*, sorted by path, posts and others.

    Links are followed. Each real folder is visited once, under the first name it is met by, so links cannot loop.
    A file that two names lead to counts twice, since two names make two posts; a link that leads nowhere counts
    too, and `read_bytes` says so. Hidden folders and ``node_modules`` are not entered.

    Raises:
        PostsFolderError: *posts*, or a folder in it, is missing, is no folder, or may not be read.
    """
    return sorted(_files(posts, _ignore_rules(posts)), key=itemgetter(0))


def read_bytes(posts: Path, path: str) -> bytes:
    """What the file *path* under *posts* holds.

    Raises:
        UnreadablePost: It vanished, may not be read, or the disk failed; code ``unreadable``.
    """
    try:
        # A pipe that is named like a post must not make the run wait for a writer
        with os.fdopen(os.open(f"{posts}/{path}", os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadablePost("unreadable", "this is no regular file; rename it, or name it in " + IGNORE_FILE)
            return file.read()
    except FileNotFoundError as error:
        raise UnreadablePost("unreadable", "the file vanished while it was read; sync again") from error
    except PermissionError as error:
        raise UnreadablePost("unreadable", f"no permission to read the file; allow it: chmod u+r {path!r}") from error
    except OSError as error:
        raise UnreadablePost("unreadable", f"the file cannot be read: {error.strerror}; check the disk") from error


def _files(posts: Path, ignored: Callable[[str], bool]) -> list[Found]:
    """All files; links that lead nowhere too, so that they are reported when they are read."""
    found: list[Found] = []
    seen: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(posts, folder, seen):
            name = entry.name
            path = folder + name
            if not _is_folder(entry):
                left_out = _left_out(path, name, ignored)
                found.append(Found(path, left_out, None if left_out else _stamp(entry)))
            elif not name.startswith(".") and name not in _NEVER_ENTERED and not ignored(path + "/"):
                waiting.append(path + "/")
    return found


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        status = entry.stat()
    except OSError:
        return None  # it vanished, or is a link to nowhere; reading it reports it
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself; reading it reports it


def _entries(posts: Path, folder: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    place = f"{posts}/{folder}" if folder else str(posts)
    try:
        status = os.stat(place)  # noqa: PTH116  (a Path for each folder costs more than asking the disk)
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(place) as entries:
            return sorted(entries, key=attrgetter("name"), reverse=True)
    except FileNotFoundError as error:
        if folder:
            return []  # it was removed meanwhile
        raise PostsFolderError(f"{place}: there is no such folder; name the folder that holds the posts.") from error
    except NotADirectoryError as error:
        raise PostsFolderError(f"{place}: this is a file; name the folder that holds the posts.") from error
    except OSError as error:
        raise PostsFolderError(f"{place}: the folder cannot be listed ({error.strerror}); allow reading it.") from error


def _left_out(path: str, name: str, ignored: Callable[[str], bool]) -> str | None:
    if name[0] == ".":
        return "hidden"
    if ignored(path):
        return "ignored"
    if not name.endswith(SUFFIXES) and not name.lower().endswith(SUFFIXES):
        return "not a post"
    return "section page" if name.lower().startswith(_SECTIONS) else None


def _ignore_rules(posts: Path) -> Callable[[str], bool]:
    try:
        rules = (posts / IGNORE_FILE).read_text("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return lambda _path: False
    except OSError as error:
        raise PostsFolderError(
            f"{posts / IGNORE_FILE}: cannot be read ({error.strerror}); allow reading it."
        ) from error
    return GitIgnoreSpec.from_lines(rules.splitlines()).match_file
