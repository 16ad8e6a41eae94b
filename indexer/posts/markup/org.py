"""Org to blocks."""

import re

from indexer.posts.markup.blocks import Block, Paragraphs
from indexer.posts.markup.html import read_html

_HEADING = re.compile(r"(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s+)?(.*?)(?:\s+:[\w@#%:]+:)?\s*$")
_BEGIN = re.compile(r"\s*#\+begin_(\w+)(?:\s+(\w+))?", re.IGNORECASE)
_DRAWER = re.compile(r"\s*:[\w-]+:\s*$")
_CUSTOM_ID = re.compile(r"\s*:CUSTOM_ID:\s*(\S+)", re.IGNORECASE)
_KEYWORD = re.compile(r"\s*#\+(\w+)(?:\[[^\]]*\])?:\s*(.*)")
_ITEM = re.compile(r"^\s*(?:[-+]|\d+[.)])\s+(?:\[[ xX-]\]\s+)?")
_RULE = re.compile(r"\s*(?:\|[-+|]+\|?|-{5,})\s*$")
_VERBATIM = frozenset({"src", "example", "verse"})


def read_org(source: str) -> list[Block]:
    """The blocks of *source*, an Org file."""
    return _Reader([line.rstrip() for line in source.split("\n")]).read()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._paragraphs = Paragraphs()

    def read(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if heading := _HEADING.match(line):
                self._paragraphs.heading(_inline(heading[2]), len(heading[1]) + 1, self._properties())
            elif begin := _BEGIN.match(line):
                self._block(begin[1].lower(), begin[2])
            elif _DRAWER.match(line):
                self._until(":end:")
            elif keyword := _KEYWORD.match(line):
                if keyword[1].lower() == "caption":
                    self._paragraphs.line(_inline(keyword[2]))
            elif not _RULE.match(line) and not re.match(r"\s*#(?:\s|$)", line):
                text, items = _ITEM.subn("", _cells(line))
                self._paragraphs.line(_inline(text), apart=bool(items) or _is_row(line))
        self._paragraphs.end()
        return self._paragraphs.blocks

    def _properties(self) -> str | None:
        """The custom id in the drawer that may follow a heading."""
        if self._at < len(self._lines) and self._lines[self._at].strip().lower() == ":properties:":
            found = map(_CUSTOM_ID.match, self._until(":end:"))
            return next((match[1] for match in found if match), None)
        return None

    def _block(self, kind: str, language: str | None) -> None:
        inside = self._until(f"#+end_{kind}")
        if kind in _VERBATIM:
            self._paragraphs.verbatim(inside)
        elif kind == "export":
            if language == "html":
                self._paragraphs.end()
                self._paragraphs.blocks += read_html("\n".join(inside))
        elif kind != "comment":
            self._paragraphs.end()
            self._paragraphs.blocks += read_org("\n".join(line for line in inside if not _BEGIN.match(line)))

    def _until(self, end: str) -> list[str]:
        """The lines up to *end*, which is passed; all that are left if it is missing."""
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].strip().lower() != end:
            self._at += 1
        self._at += 1
        return self._lines[start : self._at - 1]


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _cells(line: str) -> str:
    return " ".join(line.split("|")) if _is_row(line) else line


_INLINE = (
    (re.compile(r"\[\[(?:file:)?[^\[\]]*\.(?:png|jpe?g|gif|svg|webp)\]\]", re.IGNORECASE), ""),
    (re.compile(r"\[\[[^\[\]]*\]\[([^\[\]]*)\]\]"), r"\1"),
    (re.compile(r"\[\[([^\[\]]*)\]\]"), r"\1"),
    (re.compile(r"\[fn:[^\[\]:]*\]\s?"), ""),
    (re.compile(r"(?<![\w\\])([*/_=~+])(?=\S)([^\n]{0,200}?\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<=\S)\s+::\s+"), " "),
)


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
