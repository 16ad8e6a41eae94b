"""Lists between brackets, on one line or several: ``[a, b]`` in YAML, TOML, JSON and JavaScript."""

import re
from typing import NamedTuple

from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edit, Edits, insertion

_TOKEN = re.compile(
    r"""(?P<space>\s+|(?<![^\s,\[])\#[^\n]*)
      | "(?:[^"\\]|\\.)*" | '[^']*'
      | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,)
      | [^\s,\[\]{}"'](?:[^,\[\]{}\n\#]|(?<=\S)\#)*
      | .""",
    re.VERBOSE | re.DOTALL,
)


class _Brackets(NamedTuple):
    """Where the list's *entries* stand (start, end), where it closes, and whether a comma follows the last entry."""

    entries: list[tuple[int, int]]
    close: int
    ends_in_comma: bool


def extended(source: str, opened: int, addition: Addition) -> Edits:
    """The list whose ``[`` stands at *opened* with the added tags behind its last entry; () if it is not closed."""
    found = _read(source, opened)
    if not found:
        return ()
    entries = [source[start:end] for start, end in found.entries]
    spelled = addition.spelled(entries)
    if not entries:
        inside = source[opened + 1 : found.close]
        return (Edit(opened + 1, opened + 1 if inside.strip() else found.close, ", ".join(spelled)),)
    start, end = found.entries[-1]
    margin = source[source.rfind("\n", 0, start) + 1 : start]
    if margin.strip() or "\n" not in source[opened:start]:
        separator = _separator(source, found.entries)
        return insertion(end, "".join(separator + tag for tag in spelled))
    return _on_own_lines(source, found, margin, spelled)


def _on_own_lines(source: str, found: _Brackets, margin: str, spelled: list[str]) -> Edits:
    """Each of the tags on a line of its own, below the last entry and what is noted beside it."""
    _, end = found.entries[-1]
    line_end = source.find("\n", end, found.close)
    if line_end < 0:
        return insertion(end, "".join(f",\n{margin}{tag}" for tag in spelled))
    lines = "".join(f"\n{margin}{tag}," for tag in spelled)
    if found.ends_in_comma:
        return insertion(line_end, lines)
    if line_end == end:
        return insertion(end, f",{lines[:-1]}")
    return (*insertion(end, ","), *insertion(line_end, lines[:-1]))


def _separator(source: str, entries: list[tuple[int, int]]) -> str:
    """What stands between the last two entries, if that is no more than a comma and blanks."""
    if len(entries) < 2:
        return ", "
    between = source[entries[-2][1] : entries[-1][0]]
    return between if between.strip(" ") == "," else ", "


def _read(source: str, opened: int) -> _Brackets | None:
    entries: list[tuple[int, int]] = []
    depth, start, end, ends_in_comma = 0, -1, -1, False
    for token in _TOKEN.finditer(source, opened):
        if token["space"]:
            continue
        depth += bool(token["open"]) - bool(token["close"])
        if depth == 0 or (depth == 1 and token["comma"]):
            if start >= 0:
                entries.append((start, end))
                start = -1
            if depth == 0:
                return _Brackets(entries, token.start(), ends_in_comma)
            ends_in_comma = True
        elif token.start() > opened:
            start = token.start() if start < 0 else start
            end, ends_in_comma = token.start() + len(token[0].rstrip()), False
    return None
