"""Lists of one entry a line: YAML's ``- a``, and the lines of a text that keeps its line ends."""

import re

from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edits, insertion

_LINE = re.compile(r"(?P<margin>[ \t]*)(?P<dash>-(?:[ \t]+|$))?(?P<value>.*)", re.MULTILINE)
_BLOCK = re.compile(r"^(?P<key>[ \t]*)[\w\"'-]+:[ \t]*\n(?P<margin>[ \t]*)(?P<dash>-[ \t]+)\S", re.MULTILINE)


def extended(source: str, first: int, addition: Addition) -> Edits:
    """The list whose first entry's line begins at *first* with the added tags below its last entry."""
    entries = _entries(source, first)
    last = entries[-1]
    model = next((entry for entry in entries if entry["value"]), last)
    spelled = list(addition.added)
    if model["dash"]:
        spelled = addition.spelled([entry["value"] for entry in entries if entry["dash"] and entry["value"]])
    prefix = model["margin"] + ("- " if model["dash"] == "-" else model["dash"] or "")
    if last["dash"] and not last["value"]:  # a dash that waits for its entry
        blank = " " if last["dash"] == "-" else ""
        return insertion(last.end(), blank + f"\n{prefix}".join(spelled))
    return insertion(last.end(), "".join(f"\n{prefix}{tag}" for tag in spelled))


def _entries(source: str, first: int) -> list[re.Match[str]]:
    """The lines that the list consists of, with those that only go on with the entry above."""
    head = line = _LINE.match(source, first)
    entries: list[re.Match[str]] = []
    while line and head:
        belongs = line["margin"] == head["margin"] and bool(line["dash"]) == bool(head["dash"])
        if belongs or (line["value"] and len(line["margin"]) > len(head["margin"])):
            # What is noted below the last entry may belong to what follows.
            entries += [] if line["value"].startswith("#") and not line["dash"] else [line]
        elif line["value"] and not line["value"].startswith("#"):
            break
        line = _LINE.match(source, line.end() + 1) if line.end() < len(source) else None
    return entries or ([head] if head else [])


def style_of(source: str) -> str | None:
    """What the entries of the header's first such list begin with, beyond their key's margin; None if it has none."""
    found = _BLOCK.search(source)
    return found["margin"].removeprefix(found["key"]) + found["dash"] if found else None
