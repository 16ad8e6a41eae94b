"""Markdown to blocks, by the events of a CommonMark parser."""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from pyromark import Markdown, Options

from indexer.posts.markup.blocks import SOFT_BREAK, Block, flowing, verbatim
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


def read_markdown(source: str) -> list[Block]:
    """The blocks of *source* in CommonMark with GitHub's additions."""
    return _Reader().read(source)


def read_generated(source: str, suffix: str, generator: str) -> list[Block]:
    """The blocks of *source* in the Markdown of *generator*, with its shortcodes, templates or JSX."""
    if not generator and "~~~" in source:
        source = _FRANKLIN.sub(r"\1\2", source)
    jsx = suffix == ".mdx" or generator == "docusaurus"
    return read_markdown(without_noise(source, jsx=jsx, expressions=suffix == ".mdx"))


_FRANKLIN = re.compile(r"^~~~\n(?=\s*<)((?>(?:[^~]|~(?!~~))*))~~~[ \t]*$|~~~(<[^~\n]*>)~~~", re.MULTILINE)
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
                append(SOFT_BREAK if event == "SoftBreak" else "\n")
                continue
            kind, value = event.popitem()
            if kind == "Text" or kind == "Code" or kind == "Html":  # noqa: PLR1714  (faster than a set for new strings)
                append(value)
            elif kind == "InlineHtml":
                self._inline_html(value)
            elif handlers := _HANDLERS.get(kind):
                handle = handlers.get(value if value.__class__ is str else next(iter(value)))
                if handle:
                    handle(self, value)
        self.flush()
        return self._blocks

    def begin(self, _value: object = None, *, html: bool = False) -> None:
        """Begin a block of its own, even inside a list item that has already begun."""
        self.flush()
        self._in_html = html
        self._anchor = None

    def begin_html(self, _value: object) -> None:
        self.begin(html=True)

    def begin_code(self, value: object) -> None:
        self.begin(html=self._in_html and value == _INDENTED)

    def begin_heading(self, value: dict[str, dict[str, str | None]]) -> None:
        self.begin()
        self._anchor = value["Heading"]["id"]

    def begin_list(self, _value: object) -> None:
        self._lists += 1
        self.new_line()

    def end_list(self, _value: object) -> None:
        self._lists -= 1
        if not self._lists:
            self.flush()

    def space(self, _value: object) -> None:
        """Set what stood here apart from the words after it, however close they are written."""
        self._parts.append(" ")

    def new_line(self, _value: object = None) -> None:
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

    def end_html(self, _value: object = None) -> None:
        html = self._taken()
        if _is_worth_reading(html):
            self._blocks += read_html(html)

    def end_code(self, _value: object) -> None:
        if self._in_html and self._parts and self._parts[0].lstrip().startswith("<"):
            self.end_html()  # HTML goes on after a blank line, indented as people indent it
        elif code := verbatim(self._taken()):
            self._blocks.append(Block(code))

    def end_heading(self, value: dict[str, str]) -> None:
        if text := _emphasised(" ".join(self._taken().split())).strip():
            self._blocks.append(Block(text, int(value["Heading"][1]), self._anchor))

    def flush(self, _value: object = None) -> None:
        """End the paragraph or list, if one has begun."""
        if not self._parts:
            return
        text = flowing(self._taken())
        if "  " in text or "\t" in text or ("\n" in text and _has_needless_lines(text)):
            text = _NEEDLESS.sub("", text)
        if stripped := _emphasised(text).strip():
            self._blocks.append(Block(stripped))

    def _taken(self) -> str:
        """The text of all parts, which are gone then."""
        text = "".join(self._parts)
        self._parts.clear()
        return text


_HANDLERS: dict[str, dict[str, Callable[[_Reader, Any], None]]] = {
    "Start": {
        **dict.fromkeys(("Table", "BlockQuote", "DefinitionList", "FootnoteDefinition"), _Reader.begin),
        "Heading": _Reader.begin_heading,
        "CodeBlock": _Reader.begin_code,
        "HtmlBlock": _Reader.begin_html,
        "List": _Reader.begin_list,
    },
    "End": {
        **dict.fromkeys(("Paragraph", "Table", "BlockQuote", "FootnoteDefinition", "DefinitionList"), _Reader.flush),
        **dict.fromkeys(
            ("TableHead", "TableRow", "Item", "DefinitionListTitle", "DefinitionListDefinition"), _Reader.new_line
        ),
        **dict.fromkeys(("TableCell", "Image"), _Reader.space),
        "Heading": _Reader.end_heading,
        "CodeBlock": _Reader.end_code,
        "HtmlBlock": _Reader.end_html,
        "List": _Reader.end_list,
    },
}
"""What is done where an element begins and ends; nothing for all others."""


def _has_needless_lines(text: str) -> bool:
    return "\n " in text or " \n" in text or "\n\n" in text


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
