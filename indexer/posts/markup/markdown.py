"""Markdown to blocks, by the events of a CommonMark parser."""

import re
from collections.abc import Iterator
from typing import Any, cast

from pyromark import Markdown, Options

from indexer.posts.markup.blocks import Block
from indexer.posts.markup.html import BREAKING, read_html
from indexer.posts.markup.noise import without_noise

_PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_GFM
)
_WORDS = frozenset({"Text", "Code", "Html"})
_OPENING = frozenset({
    "CodeBlock", "Table", "BlockQuote", "Heading", "HtmlBlock", "DefinitionList", "FootnoteDefinition",
})  # fmt: skip
"""What begins a block of its own, even inside a list item that has already begun."""
_CLOSING = frozenset({"Paragraph", "Table", "BlockQuote", "FootnoteDefinition", "DefinitionList"})
_LINES = frozenset({"TableHead", "TableRow", "Item", "DefinitionListTitle", "DefinitionListDefinition"})
_APART = frozenset({"TableCell", "Image"})
"""What stands beside the words after it, however close they are written."""
_STARTS = _OPENING | {"List"}
_ENDS = _CLOSING | _LINES | _APART | {"CodeBlock", "Heading", "HtmlBlock", "List"}


def read_markdown(source: str) -> list[Block]:
    """The blocks of *source* in CommonMark with GitHub's additions."""
    return _Reader().read(source)


def read_generated(source: str, suffix: str, generator: str) -> list[Block]:
    """The blocks of *source* in the Markdown of *generator*, with its shortcodes, templates or JSX."""
    if not generator and "~~~" in source:
        source = _FRANKLIN.sub(r"\1\2", source)
    jsx = suffix == ".mdx" or generator == "docusaurus"
    return read_markdown(without_noise(source, jsx=jsx, expressions=suffix == ".mdx"))


_FRANKLIN = re.compile(r"^~~~\n(?=\s*<)((?:[^~]|~(?!~~))*+)~~~[ \t]*$|~~~(<[^~\n]*>)~~~", re.MULTILINE)
"""Raw HTML as Franklin (Julia) marks it, for blogs of which no generator is known."""


class _Reader:
    """Collects the text of one block at a time."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._anchor: str | None = None
        self._in_html = False  # whether nothing but HTML came before, since the last Markdown
        self._lists = 0  # the items of a list are lines of one block, however deep

    def read(self, source: str) -> list[Block]:
        append = self._parts.append
        for event in cast("Iterator[Any]", _PARSER.events(source)):
            if event.__class__ is str:
                append("\n")
                continue
            kind, value = event.popitem()
            if kind in _WORDS:
                append(value)
            elif kind == "Start":
                name = value if value.__class__ is str else next(iter(value))
                if name in _STARTS:
                    self._start(name, value)
            elif kind == "End":
                name = value if value.__class__ is str else next(iter(value))
                if name in _ENDS:
                    self._end(name, value)
            elif kind == "InlineHtml":
                self._inline_html(value)
        self._flush()
        return self._blocks

    def _start(self, name: str, value: object) -> None:
        if name in _OPENING:
            self._flush()
            if value != _INDENTED:
                self._in_html = name == "HtmlBlock"
            self._anchor = (
                cast("dict[str, dict[str, str | None]]", value)["Heading"]["id"] if name == "Heading" else None
            )
        else:
            self._lists += 1
            self._new_line()

    def _end(self, name: str, value: object) -> None:
        if name in _CLOSING:
            self._flush()
        elif name in _LINES:
            self._new_line()
        elif name in _APART:
            self._parts.append(" ")
        elif name == "Heading":
            self._heading(int(cast("dict[str, str]", value)["Heading"][1]))
        elif name == "CodeBlock":
            self._code()
        elif name == "HtmlBlock":
            self._html()
        else:
            self._lists -= 1
            if not self._lists:
                self._flush()

    def _new_line(self) -> None:
        if self._parts and self._parts[-1] != "\n":
            self._parts.append("\n")

    def _inline_html(self, tag: str) -> None:
        name = _TAG_NAME.match(tag)
        if name and name[1].lower() in BREAKING:
            self._parts.append("\n")
        elif name and (attribute := _ATTRIBUTE.search(tag)):
            if attribute[1].lower() == "alt":
                self._parts.append(f" {attribute[2]} ")
            else:
                self._anchor = self._anchor or attribute[2]

    def _html(self) -> None:
        html = self._taken()
        if _is_worth_reading(html):
            self._blocks += read_html(html)

    def _code(self) -> None:
        if self._in_html and self._parts and self._parts[0].lstrip().startswith("<"):
            self._html()  # HTML goes on after a blank line, indented as people indent it
        elif code := self._taken().strip("\n"):
            self._blocks.append(Block(code))

    def _heading(self, level: int) -> None:
        if text := _emphasised(" ".join(self._taken().split())).strip():
            self._blocks.append(Block(text, level, self._anchor))

    def _flush(self) -> None:
        """End the paragraph or list, if one has begun."""
        if not self._parts:
            return
        text = self._taken()
        if "  " in text or "\n " in text or " \n" in text or "\n\n" in text or "\t" in text:
            text = _NEEDLESS.sub("", text)
        if stripped := _emphasised(text).strip():
            self._blocks.append(Block(stripped))

    def _taken(self) -> str:
        """The text of all parts, which are gone then."""
        text = "".join(self._parts)
        self._parts.clear()
        return text


def _emphasised(text: str) -> str:
    """*text* without the stars of emphasis that the parser left in it."""
    return _STARRED.sub(r"\1", text) if "**" in text else text


def _is_worth_reading(html: str) -> bool:
    """Whether *html* may hold a text."""
    return bool(
        html.lstrip()[:1] not in {"", "<"}
        or "&" in html
        or _TEXT_BEHIND_TAG.search(html)
        or _ALTERNATIVE_TEXT.search(html)
    )


_INDENTED = {"CodeBlock": "Indented"}
_STARRED = re.compile(r"(?<![A-Za-z0-9(])\*\*(?=[^\s*])([^*\n]{1,300}?)\*\*(?![A-Za-z0-9(])")
"""Emphasis that CommonMark denies, as it does between Japanese or Chinese characters and brackets."""
_NEEDLESS = re.compile(r"[ \t]+(?=[ \t\n])|(?<=\n)[ \t\n]+")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_ATTRIBUTE = re.compile(r"""\s(alt|id|name)\s*=\s*["']([^"']*)""", re.IGNORECASE)
_TEXT_BEHIND_TAG = re.compile(r">\s*[^\s<]")
_ALTERNATIVE_TEXT = re.compile(r"alt(?<=\balt)\s*=")
