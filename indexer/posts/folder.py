"""The posts folder: which files are there, which of them are posts, and their bytes."""

import errno
import os
import re
import stat
from collections.abc import Callable
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from indexer.errors import PostsFolderError, UnreadablePost
from indexer.garbage import uncollected
from indexer.posts.decoding import check_size

SUFFIXES = (".md", ".mdx", ".markdown", ".html", ".htm", ".txt", ".rst", ".org", ".adoc")
"""What the name of a post ends in, in any case."""

IGNORE_FILE = ".backmatterignore"
"""A file in the posts folder that names, in gitignore's syntax, what is not to be read."""

_SECTIONS = tuple(f"{stem}." for stem in ("_index", "readme"))
"""What the name of a section's own page starts with: ``_index.md``, ``README.de.md``."""

_NEVER_ENTERED = {"node_modules"}

_READINGS = 3
"""How often a file is read that changes meanwhile."""

_VANISHED = (FileNotFoundError, NotADirectoryError)
_NOWHERE = "this link leads nowhere; remove it, or bring back what it leads to"


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
        PostsFolderError: *posts* is missing or no folder, or it, or a folder in it, may not be read. What is in there
            cannot be told from what was removed.
    """
    return sorted(_files(posts, _ignore_rules(posts)), key=itemgetter(0))


def read_bytes(posts: Path, path: str) -> bytes:
    """What the file *path* under *posts* holds, all of it from one moment.

    A file that changes while it is read is read again. What cannot be seen is a writer that rests in the middle of
    its work; the next sync reads that file again, since it has another time by then.

    Raises:
        UnreadablePost: It vanished, is no regular file, or is too large; or, *for now*, may not be read, goes on
            changing, or the disk failed.
    """
    place = f"{posts}/{path}"
    try:
        for _ in range(_READINGS):
            content = _read(place)
            if content is not None:
                return content
    except OSError as error:
        raise _unreadable(place, path, error) from error
    raise UnreadablePost("unreadable", "the file changes while it is read; sync again when it is whole", for_now=True)


def _read(place: str) -> bytes | None:
    """What the file at *place* holds, or None if it changed meanwhile, or another file took its place."""
    # Asked before it is opened: opening a device or a pipe may do more than reading
    before = os.stat(place)  # noqa: PTH116  (a Path for each file costs more than asking the disk)
    if not stat.S_ISREG(before.st_mode):
        raise UnreadablePost("unreadable", "this is no regular file; rename it, or name it in " + IGNORE_FILE)
    check_size(before.st_size)
    # A pipe that takes its place now must not make the run wait for a writer
    with os.fdopen(os.open(place, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as file:
        content = file.read()
        return content if _stamp_of(os.fstat(file.fileno())) == _stamp_of(before) else None


def _unreadable(place: str, path: str, error: OSError) -> UnreadablePost:
    """What is said of the file *path*, which *error* kept from being read."""
    if isinstance(error, _VANISHED):
        is_link = os.path.islink(place)  # noqa: PTH114  (a name may be too long for a Path's methods)
        return UnreadablePost("unreadable", _NOWHERE if is_link else "the file vanished while it was read; sync again")
    if error.errno == errno.ELOOP:
        return UnreadablePost("unreadable", "this link leads to itself; remove it")
    if isinstance(error, PermissionError):
        message = f"no permission to read the file; allow it: chmod u+r {path!r}"
    else:
        message = f"the file cannot be read: {error.strerror}; check the disk"
    return UnreadablePost("unreadable", message, for_now=True)


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
            if not _is_folder(entry, path, ignored):
                left_out = _left_out(path, name, ignored)
                found.append(Found(path, left_out, None if left_out else _stamp(entry)))
            elif not name.startswith(".") and name not in _NEVER_ENTERED and not ignored(path + "/"):
                waiting.append(path + "/")
    return found


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        return _stamp_of(entry.stat())
    except OSError:
        return None  # it vanished, or is a link to nowhere; reading it reports it


def _stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _is_folder(entry: os.DirEntry[str], path: str, ignored: Callable[[str], bool]) -> bool:
    """Whether *entry* leads to a folder. Raises PostsFolderError where a link might, and the disk does not tell."""
    try:
        return entry.is_dir()
    except OSError as error:
        # One to itself leads to no folder, and what is named like a post is reported when it is read
        if error.errno == errno.ELOOP or _left_out(path, entry.name, ignored) != "not a post" or ignored(path + "/"):
            return False
        raise _unlistable(entry.path, error) from error


def _entries(posts: Path, folder: str, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    place = f"{posts}/{folder}" if folder else str(posts)
    try:
        status = os.stat(place)  # noqa: PTH116  (a Path for each folder costs more than asking the disk)
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(place) as entries:
            return sorted(entries, key=attrgetter("name"), reverse=True)
    except OSError as error:
        if folder and isinstance(error, _VANISHED):
            return []  # it was removed meanwhile
        raise _unlistable(place, error) from error


def _unlistable(place: str, error: OSError) -> PostsFolderError:
    if isinstance(error, FileNotFoundError):
        return PostsFolderError(f"{place}: there is no such folder; name the folder that holds the posts.")
    if isinstance(error, NotADirectoryError):
        return PostsFolderError(f"{place}: this is a file; name the folder that holds the posts.")
    return PostsFolderError(
        f"{place}: the folder cannot be listed ({error.strerror}); allow reading it, or name it in {IGNORE_FILE}."
    )


def _left_out(path: str, name: str, ignored: Callable[[str], bool]) -> str | None:
    if name[0] == ".":
        return "hidden"
    if ignored(path):
        return "ignored"
    if not name.endswith(SUFFIXES) and not name.lower().endswith(SUFFIXES):
        return "not a post"
    return "section page" if name.lower().startswith(_SECTIONS) else None


def _ignore_rules(posts: Path) -> Callable[[str], bool]:
    file = posts / IGNORE_FILE
    try:
        rules = read_bytes(posts, IGNORE_FILE).decode("utf-8", errors="replace").splitlines()
    except UnreadablePost as error:
        if isinstance(error.__cause__, _VANISHED):
            return lambda _path: False
        raise PostsFolderError(f"{file}: {error}.") from error
    for number, rule in enumerate(rules, start=1):
        try:
            GitIgnoreSpec.from_lines([rule])
        except (ValueError, re.error) as error:
            raise PostsFolderError(
                f"{file}:{number}: {rule!r} is no pattern of gitignore; mend or delete it."
            ) from error
    return GitIgnoreSpec.from_lines(rules).match_file
