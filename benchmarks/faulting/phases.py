"""The phases of a sync, told from what it asks of the kernel."""

import re
from collections.abc import Mapping, Sequence

from benchmarks.faulting.strace import Call, path_of, text

PHASES: Mapping[str, str] = {
    "beginning": "the lock, the folder of the next generation, and what it takes over from the last",
    "adding": "a segment of new posts",
    "merging": "a segment made of old ones",
    "committing": "what else a generation consists of, and the way of all of it to the disk",
    "renaming": "the pointer to the generation that serves",
    "cleaning": "old generations",
    "remembering": "the ledger and the list of tasks",
}
"""What is written, or removed, in each."""

_OF_FILES = ("write", "writev", "pwrite64", "sendfile", "ftruncate", "fsync", "fdatasync", "close")
CHANGING = (
    *_OF_FILES[:-1],
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
)
"""Calls that change files, or make changes durable."""

WATCHED = (*CHANGING, "openat", "close")
"""Calls that tell the phases."""

_RULES = (
    (re.compile(r"/tasks\.db|/\.?ledger|/\.?last-sync|/\.?stems"), "remembering"),
    (re.compile(r"^(?:unlink|unlinkat|rmdir) "), "cleaning"),
    (re.compile(r"/\.?current"), "renaming"),
    (re.compile(r"^(?:link|linkat|mkdir|mkdirat) .*/generations"), "beginning"),
    (re.compile(r"^f(?:data)?sync .*/generations"), "committing"),
    (re.compile(r"/generations/.*(?:\.seg|\.columns|/#\d+)$"), "building"),
    (re.compile(r"/generations"), "committing"),
)
"""The first that is found in a call's name and paths tells its phase; else it is that of the call before."""
_SEGMENT = re.compile(r"([^/]+)\.(?:seg|columns)$")


def phases(calls: Sequence[Call], folder: str, *, adds: bool) -> list[str]:
    """The phase of each of *calls* that changes something below *folder*; "" for all others.

    *adds* says whether posts are written; if none are, every new segment comes from merging.
    """
    taken_over: set[str] = set()
    building, last = "adding" if adds else "merging", "beginning"
    found = []
    for call in calls:
        places = _places(call)
        segment = _SEGMENT.search(places)
        if segment and call.name == "openat" and "O_CREAT" not in call.arguments[2]:
            taken_over.add(segment[1])  # it is there already: what is written to such a name is a copy
        is_new = not (segment and segment[1] in taken_over)
        if is_new and call.name == "close" and places.endswith(".columns"):
            building = "merging"  # the segment of new posts is the first
        if call.name not in CHANGING or folder not in places:
            found.append("")
            continue
        rule = next((name for pattern, name in _RULES if pattern.search(f"{call.name} {places}")), last)
        last = (building if is_new else "beginning") if rule == "building" else rule
        found.append(last)
    return found


def _places(call: Call) -> str:
    """The paths that *call* names."""
    said = call.arguments[:1] if call.name in _OF_FILES else call.arguments
    paths = (path_of(one) if "<" in one else text(one).decode("utf-8", "replace") for one in said)
    return "/".join(filter(None, paths))
