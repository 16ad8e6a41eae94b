"""AsciiDoc to blocks."""

import re

from indexer.posts.markup.blocks import Block, Paragraphs
from indexer.posts.markup.html import read_html

_HEADING = re.compile(r"(={1,6}|#{1,6})\s+(\S.*?)(?:\s+\1)?\s*$")
_DELIMITER = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|```+)\w*\s*$")
_FRAME = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|[|,:!]={3,}|'{3,}|<<<)\s*$")
_ANCHOR = re.compile(r"\[\[([\w:.-]+)[^\]]*\]\]\s*$|\[(?:[^#\],]*)#([\w:.-]+)[^\]]*\]\s*$")
_UNSEEN = re.compile(r"\[[^\]]*\]\s*$|:!?[\w-]+!?:(?:\s|$)|//|(?:include|toc|ifdef|ifndef|endif|video|audio)::")
_ITEM = re.compile(r"^\s*(?:\*{1,5}|\.{1,5}|-|\d+\.|<[\d.]+>)\s+(?:\[[ x*]\]\s+)?")
_IMAGE = re.compile(r"image::?[^\[\s]*\[([^\],\]]*)[^\]]*\]")
_BLOCK_TITLE = re.compile(r"^\.(?=[^\s.])")


def read_asciidoc(source: str) -> list[Block]:
    """The blocks of *source*, an AsciiDoc file."""
    return _Reader([line.rstrip() for line in source.split("\n")]).read()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._anchor: str | None = None
        self._paragraphs = Paragraphs()

    def read(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if delimiter := _DELIMITER.match(line):
                self._delimited(delimiter[1])
            elif heading := _HEADING.match(line):
                self._paragraphs.heading(_inline(heading[2]), len(heading[1]), self._anchor)
                self._anchor = None
            elif anchor := _ANCHOR.match(line):
                self._anchor = anchor[1] or anchor[2]
            elif _FRAME.match(line) or line.strip() == "+":
                self._paragraphs.end()
            elif not _UNSEEN.match(line):
                text, marks = _ITEM.subn("", _BLOCK_TITLE.sub("", _cells(line)))
                self._paragraphs.line(_inline(text), apart=bool(marks) or _is_row(line))
        self._paragraphs.end()
        return self._paragraphs.blocks

    def _delimited(self, delimiter: str) -> None:
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].rstrip() != delimiter:
            self._at += 1
        inside = self._lines[start : self._at]
        self._at += 1
        if delimiter[0] in "-.`":
            self._paragraphs.verbatim([re.sub(r"\s*(?://|#)?\s*<[\d.]+>\s*$", "", line) for line in inside])
        elif delimiter[0] == "+":
            self._paragraphs.end()
            self._paragraphs.blocks += read_html("\n".join(inside))


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _cells(line: str) -> str:
    return re.sub(r"\s*(?:\d+\+|[a-z])?\|\s*", " ", line) if _is_row(line) else line


_INLINE = (
    (_IMAGE, r"\1"),
    (re.compile(r"footnote(?:ref)?:[\w-]{0,40}\[([^\[\]]*)\]"), r" \1"),
    (re.compile(r"(?:link:|xref:|mailto:|https?://)[^\s\[\]]+\[([^\]^]*)\^?\]"), r"\1"),
    (re.compile(r"<<[^<>,]*,([^<>]*)>>"), r"\1"),
    (re.compile(r"<<([^<>,]*)>>"), r"\1"),
    (re.compile(r"(?:kbd|btn|menu|pass|stem|latexmath):[\w,]{0,40}\[([^\[\]]*)\]"), r"\1"),
    (re.compile(r"\[\[[\w:.-]+\]\]|(?<!\\)\{[a-z][\w-]*\}"), ""),
    (re.compile(r"(?<![\w\\])(?:\[[\w.#-]+\])?([*_`+#])\1?(?=\S)([^\n]{0,200}?\S)\1\1?(?![\w*`])"), r"\2"),
    (re.compile(r"(?<=\S)::+(?=\s|$)"), ""),
    (re.compile(r"\s\+$"), ""),
)


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
