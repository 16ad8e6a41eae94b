"""Levels: tags below other tags, as "lang/python" stands below "lang"."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from indexer.analysis.folding import fold_tag

_SLASH = re.compile(r"(?<!\d)/|/(?!\d)")
"""A slash between two digits is a part of a number, as in 24/7."""


def higher(key: str) -> list[str]:
    """The keys that *key* might stand below, the nearest first: "a/b" and "a" for "a/b/c"."""
    if key.startswith("/"):  # a key of slashes alone
        return []
    return [key[: slash.start()] for slash in _SLASH.finditer(key)][::-1]


def parents(keys: Collection[str]) -> Mapping[str, str]:
    """For each tag that stands below another one, that one; both as keys (`folding.fold_tag`).

    A slash alone is no level: "TCP/IP" is not below "TCP". It is one where the blog itself uses what stands before it
    as a tag, or has two different tags below that: "lang/python" and "lang/ruby" make a "lang" that no post carries.
    """
    below: dict[str, set[str]] = {}
    lines = [(key, *higher(key)) for key in keys if "/" in key]
    for line in lines:
        for child, parent in pairwise(line):
            below.setdefault(parent, set()).add(child)
    tags = {parent for parent, children in below.items() if len(children) > 1 or parent in keys}
    return {key: parent for line in lines for key, parent in pairwise(_among(tags, line))}


def _among(tags: Collection[str], line: Sequence[str]) -> list[str]:
    """The key at the beginning of *line*, and those above it that are *tags*."""
    return [line[0], *(key for key in line[1:] if key in tags)]


def beginning(tag: str, key: str) -> str:
    """As much of *tag* as has the *key* of something higher: "Lang" of "Lang / Python" for "lang"."""
    parts = (tag[: slash.start()].strip() for slash in re.finditer("/", tag))
    return next((part for part in parts if fold_tag(part) == key), key)
