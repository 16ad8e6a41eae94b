"""Markdown to blocks, by the events of a CommonMark parser."""

import re
from collections.abc import Iterator
from typing import Any

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
_OPENING = frozenset({"CodeBlock", "Table", "BlockQuote", "Heading", "HtmlBlock", "DefinitionList", "FootnoteDefinition"})
"""What begins a block of its own, even inside a list item that has already begun."""
_CLOSING = frozenset({"Paragraph", "CodeBlock", "Table", "BlockQuote", "FootnoteDefinition", "DefinitionList"})
_LINES = frozenset({"TableHead", "TableRow", "Item", "DefinitionListTitle", "DefinitionListDefinition"})


def read_markdown(source: str) -> Iterator[Block]:
    """The blocks of *source* in CommonMark with GitHub's additions."""
    return _Reader().read(source)


def read_generated(source: str, suffix: str, generator: str) -> Iterator[Block]:
    """The blocks of *source* in the Markdown of *generator*, with its shortcodes, templates or JSX."""
    jsx = suffix == ".mdx" or generator == "docusaurus"
    return read_markdown(without_noise(source, jsx=jsx, expressions=suffix == ".mdx"))


class _Reader:
    """Collects the text of one block at a time."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._anchor: str | None = None
        self._depth = 0  # of lists, whose items are lines of one block

    def read(self, source: str) -> Iterator[Block]:
        parts = self._parts
        for event in _PARSER.events(source):
            if event.__class__ is str:
                parts.append("\n")
                continue
            ((kind, value),) = event.items()  # type: ignore[union-attr]  (all but breaks are mappings)
            if kind in ("Text", "Code", "Html"):
                parts.append(value)
            elif kind == "End":
                yield from self._end(value)
            elif kind == "Start":
                yield from self._start(value)
            elif kind == "InlineHtml":
                self._inline_html(value)
        yield from self._flush()

    def _start(self, value: Any) -> Iterator[Block]:
        name = value if value.__class__ is str else next(iter(value))
        if name in _OPENING:
            yield from self._flush()
            self._anchor = value["Heading"]["id"] if name == "Heading" else None
        elif name == "List":
            self._depth += 1
            self._new_line()

    def _end(self, value: Any) -> Iterator[Block]:
        name = value if value.__class__ is str else next(iter(value))
        if name in _CLOSING:
            yield from self._flush(code=name == "CodeBlock")
        elif name in _LINES:
            self._new_line()
        elif name == "TableCell":
            self._parts.append(" ")
        elif name == "Heading":
            yield from self._flush(int(value["Heading"][1]))
        elif name == "List":
            self._depth -= 1
            if not self._depth:
                yield from self._flush()
        elif name == "HtmlBlock":
            yield from self._html()

    def _new_line(self) -> None:
        if self._parts and self._parts[-1] != "\n":
            self._parts.append("\n")

    def _inline_html(self, tag: str) -> None:
        name = _TAG_NAME.match(tag)
        if not name:
            return
        if name[1].lower() in BREAKING:
            self._parts.append("\n")
        elif attribute := _ATTRIBUTE.search(tag):
            if attribute[1].lower() == "alt":
                self._parts.append(f" {attribute[2]} ")
            else:
                self._anchor = self._anchor or attribute[2]

    def _html(self) -> Iterator[Block]:
        html = "".join(self._parts)
        self._parts.clear()
        if _WORTH_READING.search(html):
            yield from read_html(html)

    def _flush(self, level: int = 0, *, code: bool = False) -> Iterator[Block]:
        text = "".join(self._parts)
        self._parts.clear()
        text = " ".join(text.split()) if level else text if code else _NEEDLESS.sub("", text)
        if stripped := text.strip("\n"):
            yield Block(stripped, level, self._anchor if level else None)


_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_ATTRIBUTE = re.compile(r"""\s(alt|id|name)\s*=\s*["']([^"']*)""", re.IGNORECASE)
_NEEDLESS = re.compile(r"[ \t]+(?=[ \t\n]|\Z)|(?<=\n)[ \t\n]+|\A[ \t\n]+")
_WORTH_READING = re.compile(r"""(?:^|>)\s*[^\s<]|\balt\s*=|&""")
