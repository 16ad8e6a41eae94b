"""Headers that are a run of lines of one form: Nikola, LCTT, Franklin, Org, and Pelican's ``Key: value``."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.posts.headers import lenient
from indexer.posts.headers.header import KNOWN_KEYS, Header, folded

Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Run:
    """A dialect: the *block* that a file begins with, and how its *fields* are read (none: it is ordinary text)."""

    dialect: str
    block: re.Pattern[str]
    fields: Callable[[str], Fields]
    suffixes: tuple[str, ...] = ()

    def read(self, text: str, path: str) -> Header | None:
        """The header of this dialect that opens *text*, or None."""
        if self.suffixes and not path.casefold().endswith(self.suffixes):
            return None
        block = self.block.match(text)
        fields = self.fields(block[0]) if block else {}
        if not block or not fields:
            return None
        body_line = text.count("\n", 0, block.end()) + 1
        return Header(folded(fields), text[block.end() :], body_line, self.dialect, source=block[0])


_NIKOLA_PAIR = re.compile(r"^[ \t]*\.\. ([^\W_][\w-]*):(?!:)[ \t]*(.*)$", re.MULTILINE)
_LCTT_PAIR = re.compile(r"^\[#\]:[ \t]*([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_ORG_PAIR = re.compile(r"^#\+([\w-]+)(\[\])?:[ \t]*(.*)$", re.MULTILINE)
_PELICAN_PAIR = re.compile(r"^([^\W\d][^:\n]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)$", re.MULTILINE)
_ORG_KEYS = {"filetags": "tags", "lastmod": "updated"}


def _nikola(block: str) -> Fields:
    return {key: value.strip() for key, value in _NIKOLA_PAIR.findall(block)}


def _lctt(block: str) -> Fields:
    """LCTT's values stand in brackets, with the author's address behind the name."""
    values = {key: value.strip().strip("()\"'") for key, value in _LCTT_PAIR.findall(block)}
    return {key: re.sub(r"\s*https?://\S+", "", value) if key == "author" else value for key, value in values.items()}


def _franklin(block: str) -> Fields:
    return lenient.read(block.split("\n"))


def _mdx(block: str) -> Fields:
    """The properties of the object that the module exports."""
    return lenient.read([line.strip() for line in block.partition("{")[2].split("\n")])


def _org(block: str) -> Fields:
    fields: Fields = {}
    for typed, is_list, value in _ORG_PAIR.findall(block):
        key = typed.casefold().removeprefix("hugo_")
        fields[_ORG_KEYS.get(key, key)] = value.split() if is_list else value.strip()
    return fields


def _pelican(block: str) -> Fields:
    """The pairs of *block* if it looks like a header: it opens with a title, or holds two keys that headers have."""
    pairs = {key.strip().casefold(): value.strip() for key, value in _PELICAN_PAIR.findall(block)}
    is_header = next(iter(pairs), "") == "title" or len(pairs.keys() & KNOWN_KEYS) >= 2
    return dict(pairs) if is_header else {}


NIKOLA = Run(
    "nikola",
    re.compile(
        r"(?:<!--[ \t]*\n)?[ \t]*\.\. [^\W_][\w-]*:(?!:)[^\n]*(?:\n|\Z)"
        r"(?:[ \t]*\.\. [^\W_][\w-]*:(?!:)[^\n]*(?:\n|\Z)|[ \t]*\n)*(?:[ \t]*-->[^\n]*(?:\n|\Z))?",
    ),
    _nikola,
)
LCTT = Run("lctt", re.compile(r"(?:\[#\]:[^\n]*(?:\n|\Z)|[ \t]*\n)+"), _lctt)
FRANKLIN = Run(
    "franklin",
    re.compile(r'(?:@def [^\n=]*=[ \t]*(?:"""(?:[^"]|"(?!""))*"""[^\n]*|[^\n]*)(?:\n\s*|\Z))+'),
    _franklin,
)
MDX = Run(
    "mdx",
    re.compile(
        r"(?:import [^\n]*\n|[ \t]*\n)*export const (?:meta|metadata|frontmatter) = \{[ \t]*\n"
        r"(?:(?!\})[^\n]*\n)*\};?[ \t]*(?:\n|\Z)",
        re.IGNORECASE,
    ),
    _mdx,
    (".mdx", ".md"),
)
ORG = Run(
    "org",
    re.compile(r"(?:#\+[\w-]+(?:\[\])?:[^\n]*(?:\n|\Z)|#[ \t][^\n]*\n|[ \t]*\n|:[\w-]+:[^\n]*\n)+"),
    _org,
    (".org",),
)
PELICAN = Run(
    "pelican",
    re.compile(r"(?:[^\W\d][\w .-]{0,40}:(?:[ \t][^\n]*)?(?:\n|\Z)(?:[ \t]+\S[^\n]*(?:\n|\Z))*)+(?=[ \t]*(?:\n|\Z))"),
    _pelican,
)
