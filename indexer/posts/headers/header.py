"""A header: what stands above a post's text, free of its dialect."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.posts.problem import Problem


@dataclass(frozen=True, slots=True)
class Header:
    """A post's header, and where its text begins.

    Attributes:
        fields: Values by case-folded key: text as the author typed it, None, or what TOML and JSON have types for;
            lists and dicts of these. Keys inside nested dicts are as typed.
        body: The text below.
        body_line: The line *body* begins at, from 1.
        dialect: A name such as "yaml" or "pelican"; "none" if there is no header.
        problems: What was wrong with it.
        source: The header as it stands in the file.
        source_line: The line *source* begins at, from 1.
    """

    fields: Mapping[str, object]
    body: str
    body_line: int = 1
    dialect: str = "none"
    problems: tuple[Problem, ...] = ()
    source: str = ""
    source_line: int = 1

    def line_of(self, key: str) -> int:
        """The line that *key* stands at, or the header's first line."""
        found = re.search(rf"^\W*(?:def\s+)?{re.escape(key)}\b", self.source, re.MULTILINE | re.IGNORECASE)
        return self.source_line + self.source.count("\n", 0, found.start() if found else 0)


_KNOWN = """
abstract author authors by categories category created date deck description draft excerpt keywords lang language
lastmod layout modified permalink published publishdate pubdate pubdatetime save_as slug status subtitle summary
tag tags template title tldr topics translator type updated url
"""
KNOWN_KEYS = frozenset(_KNOWN.split())
"""Keys by which a header is told from ordinary text."""


def folded(fields: Mapping[str, object]) -> dict[str, object]:
    """*fields* with keys without regard to case; the last of several wins."""
    return {key.strip().casefold(): value for key, value in fields.items()}
