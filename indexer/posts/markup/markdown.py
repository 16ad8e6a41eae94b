"""Markdown to blocks, by the events of a CommonMark parser."""

import re
from collections.abc import Iterator

from pyromark import Markdown, Options

from indexer.posts.markup.blocks import Block
from indexer.posts.markup.html import read_html

_MARKDOWN = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_GFM
)
_AFTER = {"TableCell": " ", "TableHead": "\n", "TableRow": "\n", "Item": "\n", "DefinitionListTitle": "\n"}
_BLOCK_ENDS = frozenset({"Paragraph", "CodeBlock", "Table", "List", "FootnoteDefinition", "BlockQuote"})


def read_markdown(source: str) -> Iterator[Block]:
    """The blocks of *source*, Markdown without generators' own additions."""
    parts: list[str] = []
    anchor: str | None = None
    for event in _MARKDOWN.events(source):
        if isinstance(event, str):
            parts.append("\n")
            continue
        ((kind, value),) = event.items()
        if kind in ("Text", "Code"):
            parts.append(value)
        elif kind == "Html":
            parts.append(value)
        elif kind == "InlineHtml":
            if value[:3].lower() == "<br":
                parts.append("\n")
        elif kind == "Start":
            name = value if isinstance(value, str) else next(iter(value))
            if name == "Heading":
                yield from _flush(parts)
                anchor = value["Heading"]["id"]
            elif name == "HtmlBlock" or (name == "List" and parts):
                yield from _flush(parts)
        elif kind == "End":
            name = value if isinstance(value, str) else next(iter(value))
            if name == "Heading":
                text = " ".join("".join(parts).split())
                parts.clear()
                if text:
                    yield Block(text, int(value["Heading"][1]), anchor)
            elif name == "HtmlBlock":
                html = "".join(parts)
                parts.clear()
                yield from read_html(html)
            elif name in _BLOCK_ENDS:
                yield from _flush(parts)
            elif name in _AFTER:
                parts.append(_AFTER[name])
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[Block]:
    text = "".join(parts)
    parts.clear()
    if text.strip():
        yield Block(re.sub(r"[ \t]+$|\n(?=\n)", "", text, flags=re.MULTILINE).strip("\n"))
