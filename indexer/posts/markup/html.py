"""HTML to blocks."""

import re
from html import unescape
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.posts.markup.blocks import Block, verbatim

_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "button"})
BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "video", "audio", "br",
})  # fmt: skip
"""Elements before and after which a line ends."""
_ROWS_AND_CELLS = {"br": "\n", "tr": "\n", "td": " ", "th": " "}
_MEANINGFUL = BREAKING | {"img", "a"}
"""Elements that are more than the text in them."""
_ENDING = BREAKING - _ROWS_AND_CELLS.keys()
"""Elements that end a block."""
_MORE_THAN_TEXT = re.compile(r"<(?!/?(?:span|code|b|i|em|strong|a(?![^<>]*\s(?:id|name)=))\b)")
"""What most code does not hold, which is text in hundreds of coloured spans."""
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def read_html(source: str) -> list[Block]:
    """The blocks of *source*, a page or a part of one."""
    if _is_too_deep(source):
        return [Block(text) for text in map(unescape, _ANY_TAG.split(source)) if text.strip()]
    root = LexborHTMLParser(source).body
    return _Reader().read(root) if root else []


_DEEPEST = 500
_ANY_TAG = re.compile(r"<[^<>]*>")
_OPENED_OR_CLOSED = re.compile(
    r"<(/?)(?!(?:p|li|br|img|hr|input|t[dhr]|d[dt]|option|source|col|wbr)\b)[a-z][^<>]*+(?<!/)>", re.IGNORECASE
)


def _is_too_deep(source: str) -> bool:
    """Whether elements nest deeper than browsers allow (512), where parsing takes time by the square of the depth."""
    if source.count("<") <= _DEEPEST:
        return False
    changes = (-1 if closed else 1 for closed in _OPENED_OR_CLOSED.findall(source))
    return max(accumulate(changes), default=0) > _DEEPEST


class _Reader:
    """Collects the text of one block at a time."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._preformatted = 0
        self._anchor: str | None = None

    def read(self, root: LexborNode) -> list[Block]:
        """The blocks under *root*, visited without recursion, so that depth costs no stack."""
        opened: list[tuple[LexborNode, str]] = []  # asking a node for its parent takes longer
        node = root
        while True:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            else:
                if tag in _MEANINGFUL:
                    self._enter(node, tag)
                if tag == "pre" and not _MORE_THAN_TEXT.search(node.inner_html or ""):
                    self._text(node.text_lexbor())
                elif tag not in _SKIPPED and (child := node.child) is not None:
                    opened.append((node, tag))
                    node = child
                    continue
                self._leave(tag)
            while opened:
                if (following := node.next) is not None:
                    node = following
                    break
                node, tag = opened.pop()
                self._leave(tag)
            else:
                return self._blocks

    def _text(self, text: str) -> None:
        self._parts.append(text if self._preformatted else text.replace("\n", " "))

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in _ROWS_AND_CELLS:
            self._parts.append(_ROWS_AND_CELLS[tag])
        elif tag == "img":
            self._parts.append(f" {node.attributes.get('alt') or ''} ")
        elif tag in BREAKING:
            self._flush()
            self._preformatted += tag == "pre"
            self._anchor = node.attributes.get("id") if tag in _LEVELS else None
        elif tag == "a" and (name := node.attributes.get("id") or node.attributes.get("name")):
            self._anchor = self._anchor or name

    def _leave(self, tag: str) -> None:
        if tag in _ENDING:
            self._flush(_LEVELS.get(tag, 0))
            self._preformatted -= tag == "pre"

    def _flush(self, level: int = 0) -> None:
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        if self._preformatted:
            text = verbatim(text)
        else:
            text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")
        if text.strip():
            self._blocks.append(Block(text, level, self._anchor if level else None))
