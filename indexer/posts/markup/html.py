"""HTML to blocks."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.posts.markup.blocks import Block

_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "button"})
BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "video", "audio", "br",
})  # fmt: skip
"""Elements before and after which a line ends."""
_ROWS_AND_CELLS = {"br": "\n", "tr": "\n", "td": " ", "th": " "}
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def read_html(source: str) -> Iterator[Block]:
    """The blocks of *source*, a page or a part of one."""
    root = LexborHTMLParser(source).body
    return _Reader().read(root) if root else iter(())


class _Reader:
    """Walks a tree without recursion, so that depth costs no stack."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._preformatted = 0
        self._anchor: str | None = None

    def read(self, root: LexborNode) -> Iterator[Block]:
        node: LexborNode | None = root
        while node is not None:
            yield from self._enter(node)
            following = None if node.tag in _SKIPPED else node.child
            while following is None and node is not None:
                yield from self._leave(node)
                if node.mem_id == root.mem_id:
                    return
                following = node.next
                if following is None:
                    node = node.parent
            node = following

    def _enter(self, node: LexborNode) -> Iterator[Block]:
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            self._parts.append(text if self._preformatted else re.sub(r"[ \t\n\r\f]+", " ", text))
        elif tag in _ROWS_AND_CELLS:
            self._parts.append(_ROWS_AND_CELLS[tag])
        elif tag == "img":
            self._parts.append(f" {node.attributes.get('alt') or ''} ")
        elif tag in BREAKING:
            yield from self._flush()
            self._preformatted += tag == "pre"
            self._anchor = node.attributes.get("id") if tag in _LEVELS else None
        elif tag == "a" and (name := node.attributes.get("id") or node.attributes.get("name")):
            self._anchor = self._anchor or name

    def _leave(self, node: LexborNode) -> Iterator[Block]:
        tag = node.tag
        if tag in BREAKING and tag not in _ROWS_AND_CELLS:
            yield from self._flush(_LEVELS.get(tag or "", 0))
            self._preformatted -= tag == "pre"

    def _flush(self, level: int = 0) -> Iterator[Block]:
        text = "".join(self._parts)
        self._parts.clear()
        if not self._preformatted:
            text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        if text.strip():
            yield Block(text.strip("\n"), level, self._anchor if level else None)
