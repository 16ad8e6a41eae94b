"""reStructuredText to blocks."""

import re

from indexer.posts.markup.blocks import Block, Paragraphs
from indexer.posts.markup.html import read_html

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:\|[^|]*\|\s+)?([\w:+.-]+?)::(?:\s+(.*))?$")
_FOOTNOTE = re.compile(r"\s*\.\.\s+\[[^\]]*\]\s+(.*)")
_EXPLICIT = re.compile(r"\s*\.\.(?:\s|$)")
_OPTION = re.compile(r"\s*:([\w-]+):(?:\s+(.*))?$")
_ITEM = re.compile(r"^\s*(?:[-*+•]|(?:\d+|#|[a-zA-Z])[.)]|\(\w+\)|\|)\s+")
_TABLE = re.compile(r"\s*(?:\+[-=+]{3,}|=+(?:\s+=+)+)\s*$")
_VERBATIM = frozenset({"code", "code-block", "sourcecode", "highlight", "parsed-literal", "math", "ipython", "literal"})
_UNSEEN = frozenset({
    "contents", "toctree", "include", "meta", "raw", "replace", "default-role", "role", "class", "image", "youtube",
    "target-notes", "sectnum", "header", "footer", "unicode", "date", "literalinclude", "index", "gist", "post_list",
})  # fmt: skip
"""Directives whose arguments and content are no text; options of an image are."""
_SEEN_OPTIONS = frozenset({"alt", "caption", "title"})


def read_rst(source: str) -> list[Block]:
    """The blocks of *source*, a reStructuredText file."""
    return _Reader(source.expandtabs(8).split("\n"), []).read()


class _Reader:
    def __init__(self, lines: list[str], styles: list[tuple[str, bool]]) -> None:
        self._lines = lines
        self._at = 0
        self._styles = styles  # of adornments, in the order of their first use, which is the order of levels
        self._paragraphs = Paragraphs()

    def read(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if self._heading(line):
                continue
            self._at += 1
            if directive := _DIRECTIVE.match(line):
                self._directive(directive[1].lower(), directive[2] or "", _indent(line))
            elif footnote := _FOOTNOTE.match(line):
                self._paragraphs.line(_inline(footnote[1]))
            elif _EXPLICIT.match(line):
                self._indented(_indent(line))
            else:
                self._text(line)
        self._paragraphs.end()
        return self._paragraphs.blocks

    def _heading(self, line: str) -> bool:
        """Whether a heading begins here; it is then read."""
        overlined = bool(_ADORNMENT.match(line)) and _ADORNMENT.match(self._ahead(2)) is not None
        title = self._ahead(1) if overlined else line
        under = _ADORNMENT.match(self._ahead(2 if overlined else 1))
        if not under or not title.strip() or _ADORNMENT.match(title) or (not overlined and title[:1] == " "):
            return False
        style = (under[1], overlined)
        if style not in self._styles:
            self._styles.append(style)
        self._paragraphs.heading(_inline(title), self._styles.index(style) + 1)
        self._at += 3 if overlined else 2
        return True

    def _ahead(self, lines: int) -> str:
        at = self._at + lines
        return self._lines[at] if at < len(self._lines) else ""

    def _text(self, line: str) -> None:
        if _TABLE.match(line) or _ADORNMENT.match(line):
            self._paragraphs.end()
            return
        literal = line.rstrip().endswith("::")
        text = line.rstrip()[:-1].removesuffix(" :") if literal else line
        text, items = _ITEM.subn("", _cells(text)) if text.strip() != ":" else ("", 0)
        self._paragraphs.line(_inline(text), apart=bool(items) or _is_row(line))
        if literal:
            self._paragraphs.verbatim(self._indented(_indent(line)))

    def _directive(self, name: str, argument: str, indent: int) -> None:
        inside = self._indented(indent)
        body = inside[_options(inside) :]
        options = filter(None, map(_OPTION.match, inside[: len(inside) - len(body)]))
        self._paragraphs.end()
        for option in options:
            if option[1] in _SEEN_OPTIONS:
                self._paragraphs.line(_inline(option[2] or ""))
        if name == "raw" and argument.strip() == "html":
            self._paragraphs.blocks += read_html("\n".join(body))
        elif name in _VERBATIM:
            self._paragraphs.verbatim(body)
        elif name not in _UNSEEN:
            if name != "figure":
                self._paragraphs.line(_inline(argument))
            self._paragraphs.end()
            self._paragraphs.blocks += _Reader(body, self._styles).read()
        self._paragraphs.end()

    def _indented(self, indent: int) -> list[str]:
        """The lines that follow and are indented by more than *indent*, without their common indentation."""
        start = self._at
        while self._at < len(self._lines) and (
            not self._lines[self._at].strip() or _indent(self._lines[self._at]) > indent
        ):
            self._at += 1
        inside = self._lines[start : self._at]
        common = min((_indent(line) for line in inside if line.strip()), default=0)
        return [line[common:] for line in inside]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _options(lines: list[str]) -> int:
    """How many lines of options a directive begins with."""
    return next((at for at, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and line.rstrip().endswith("|")


def _cells(line: str) -> str:
    return " ".join(line.split("|")) if _is_row(line) else line


_INLINE = (
    (re.compile(r"``([^\n]{1,500}?)``"), r"\1"),
    (re.compile(r"(?::[\w:.+-]+:)?`([^`<\n]*?)\s*<[^<>`\n]*>`_{0,2}"), r"\1"),
    (re.compile(r"(?::[\w:.+-]+:)`~?([^`\n]*)`|`([^`\n]*)`(?::[\w:.+-]+:|_{0,2})"), r"\1\2"),
    (re.compile(r"(?<![\w\\])(\*\*?|\|)(?=[^\s*|])([^*|\n]{1,400}?)\1_{0,2}(?!\w)"), r"\2"),
    (re.compile(r"\s?\[(?:\d+|#\w*|\*)\]_(?!\w)"), ""),
    (re.compile(r"(?<=[^\W_])__?(?=[\s.,;:!?)'\"-]|$)"), ""),
    (re.compile(r"\\(?=[^\w\s])|\\\s"), ""),
)


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
