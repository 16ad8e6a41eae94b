"""A watch over the posts folder: whether anything has changed that a sync would read."""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from indexer import IGNORE_FILE, SUFFIXES
from service.schedule.mounts import MOUNTS, sees_all_changes

QUIET = 300
"""Milliseconds without another change after which those before are told: an editor saves in several steps."""
AT_MOST = 2_000
"""Milliseconds after which changes are told even if more keep coming."""
POLL = 2_000
"""Milliseconds between two looks at all files, where the system does not tell of changes."""

BLIND = 30.0
"""Seconds between two syncs where changes can be found in no other way."""

Changes = set[tuple[Change, str]]

_NEVER_ENTERED = "node_modules"

_PASSING = re.compile(
    r".*~|~.*|#.*#|.*___jb_(tmp|old|bak)___|.*\.(tmp|temp|bak|swp|swx|part|save|orig)|4913|5036|sed\w{6}"
)
"""Names that editors and other programs give to files while they save; vim tries 4913 first."""


class Watch:
    """Tells when posts have changed; survives that the folder goes away and comes back.

    Changes are kept while nobody asks, so none is lost during a sync.
    """

    def __init__(self, posts: Path, index: Path, tell: Callable[[str], None]) -> None:
        """Watch *posts*, but not *index* if it lies in there; *tell* is told what the owner should know."""
        self._posts = posts
        self._index = index
        self._tell = tell
        self._place: tuple[int, int] | None = None
        self._root = posts
        self._changes: Iterator[Changes] = iter(())
        self._polls = False
        self._rest = 0.0

    def changed(self) -> bool:
        """Whether posts have changed since the last call; waits for `QUIET` milliseconds if nothing has.

        That the folder goes, comes or is replaced by another is a change, too, and so is the first sight of it.
        """
        place = _place(self._posts)
        if time.monotonic() < self._rest or place is None is self._place:
            time.sleep(QUIET / 1000)
            return False
        if place != self._place:
            self._place = place
            return self._renew() if place else True
        return self._told()

    def _told(self) -> bool:
        try:
            changes = next(self._changes)
        except (OSError, RuntimeError) as error:  # RuntimeError: what watchfiles has no name for
            return self._failed(error)
        if any(Path(path).is_symlink() and Path(path).is_dir() for _, path in changes):
            return self._renew()  # what lies behind a new link is not watched yet
        return matters(changes, self._root, _real(self._index))

    def _renew(self) -> bool:
        """Watch the folder that stands there now."""
        self._root = _real(self._posts)
        if not self._polls and not sees_all_changes(self._root, _mounts()):
            self._poll("changes made on other machines are not told")
        self._changes = watch(
            self._root,
            watch_filter=None,
            debounce=AT_MOST,
            step=QUIET,
            rust_timeout=QUIET,
            yield_on_timeout=True,
            force_polling=self._polls or None,
            poll_delay_ms=POLL,
        )
        self._told()  # begins the watch
        return True

    def _failed(self, error: Exception) -> bool:
        """Poll where the system does not watch; where polling fails, too, let a sync look at all files."""
        if isinstance(error, FileNotFoundError) or not _place(self._posts):
            self._place = None  # something went away meanwhile; the next call looks again
            return False
        reason = re.split(r"\.? about \[", str(error))[0]
        if not self._polls:
            self._poll(reason)
            return self._renew()
        if not self._rest:
            self._tell(
                f"{self._posts}: the folder cannot be watched ({reason}); it is synced every {BLIND:.0f} seconds."
            )
        self._place = None
        self._rest = time.monotonic() + BLIND
        return False

    def _poll(self, reason: str) -> None:
        self._polls = True
        self._tell(
            f"{self._posts}: every file is looked at every {POLL / 1000:.0f} seconds, since the system does not tell of"
            f" all changes ({reason})."
        )


def matters(changes: Changes, root: Path, index: Path) -> bool:
    """Whether a sync of the folder *root* could have to do with *changes*; what happens in *index* never matters."""
    came = {path for change, path in changes if change is Change.added}
    return any(
        _may_be_read(Path(path), root, index) and _is_post_or_folder(Path(path), change, came)
        for change, path in changes
    )


def _may_be_read(path: Path, root: Path, index: Path) -> bool:
    if path == root / IGNORE_FILE:
        return True
    inside = path.relative_to(root).parts if path.is_relative_to(root) else path.parts[-1:]
    hidden = any(part.startswith(".") or part == _NEVER_ENTERED for part in inside)
    return not hidden and not path.is_relative_to(index)


def _is_post_or_folder(path: Path, change: Change, came: set[str]) -> bool:
    if path.name == IGNORE_FILE or path.name.lower().endswith(SUFFIXES):
        return True
    if change is Change.deleted:  # nobody can tell any more whether it was a folder
        return str(path) not in came and not _PASSING.fullmatch(path.name)
    return change is Change.added and path.is_dir()


def _place(folder: Path) -> tuple[int, int] | None:
    """Which folder of which disk stands at this path; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _mounts() -> str:
    return MOUNTS.read_text("utf-8", errors="replace") if MOUNTS.is_file() else ""
