"""Which folders must be asked for changes, because the system does not tell of all of them."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's list of what is mounted where; proc(5)."""

_FROM_ELSEWHERE = re.compile(
    r"nfs4?|cifs|smb3|smbfs|9p|ceph|afs|glusterfs|lustre|gpfs|vboxsf|vmhgfs|prl_fs|virtiofs|drvfs|fakeowner|osxfs"
    r"|fuse\.(?!(portal|gvfsd-fuse|fuse-overlayfs)$).*"
)
"""Types of file systems that others write to as well: the network's, and those that share a host's folder."""


def sees_all_changes(posts: Path, mounts: str) -> bool:
    """Whether the system tells of every change in *posts*, going by *mounts*, which is what `MOUNTS` holds."""
    found = [_mount(line) for line in mounts.splitlines()]
    # Of two that are mounted on one another the later one is seen
    above = [(len(place.parts), number, kind) for number, (place, kind) in enumerate(found) if place in _above(posts)]
    return not above or not _FROM_ELSEWHERE.fullmatch(max(above)[2])


def _above(folder: Path) -> set[Path]:
    return {folder, *folder.parents}


def _mount(line: str) -> tuple[Path, str]:
    """Where a file system is mounted, and its type."""
    place, _, kind = line.partition(" - ")
    unescaped = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place.split(" ")[4])
    return Path(unescaped), kind.split(" ")[0]
