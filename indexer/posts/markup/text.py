"""The text of a post: blocks joined to one body, with its sections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indexer.posts.anchors import Anchors, rule_for
from indexer.posts.invisible import is_visible, visible
from indexer.posts.markup.asciidoc import read_asciidoc
from indexer.posts.markup.blocks import Block
from indexer.posts.markup.html import read_html
from indexer.posts.markup.markdown import read_generated
from indexer.posts.markup.noise import without_templates
from indexer.posts.markup.org import read_org
from indexer.posts.markup.plain import read_plain
from indexer.posts.markup.rst import read_rst
from indexer.posts.post import Section


@dataclass(frozen=True, slots=True)
class Text:
    """What a post says.

    Attributes:
        body: Plain text; paragraphs, headings included, are separated by blank lines.
        sections: The headings in order, each with its place in `body`.
        title: The level-1 heading that opens the post, which then is neither in `body` nor in `sections`.
        title_anchor: The anchor of that heading.
    """

    body: str
    sections: tuple[Section, ...] = ()
    title: str | None = None
    title_anchor: str = ""

    def with_title(self) -> "Text":
        """The text with the heading that opens it back in its place, for a post that has another title."""
        if not self.title:
            return self
        before = f"{self.title}\n\n" if self.body else self.title
        moved = [section._replace(start=section.start + len(before)) for section in self.sections]
        return Text(before + self.body, (Section(self.title, self.title_anchor, 1, 0), *moved))


def to_text(source: str, suffix: str, generator: str) -> Text:
    """The text of *source*, a post without its header.

    Args:
        source: The post in the markup that its suffix names.
        suffix: Such as ``.md``; an unknown one is read as plain text.
        generator: A name in `generators.GENERATORS`, for its anchors and its additions to the markup.
    """
    reader = _READERS.get(suffix)
    clean = _encodable(source)
    blocks = reader(clean) if reader else read_generated(clean, suffix, generator)
    return _joined(blocks, Anchors(rule_for(generator, suffix)))


def _read_page(source: str) -> list[Block]:
    return read_html(without_templates(source))


_READERS: dict[str, Callable[[str], Iterable[Block]]] = {
    ".html": _read_page,
    ".htm": _read_page,
    ".txt": read_plain,
    ".rst": read_rst,
    ".org": read_org,
    ".adoc": read_asciidoc,
}


def _encodable(source: str) -> str:
    """*source* with line feeds as line ends, no blank lines first, and no surrogates, which no parser takes."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source
    encodable = lines if lines.isascii() else lines.encode("utf-8", "replace").decode()
    return encodable.lstrip("\n\ufeff")


def _joined(blocks: Iterable[Block], anchors: Anchors) -> Text:
    """The body and sections of *blocks*."""
    texts: list[str] = []
    sections: list[Section] = []
    title, title_anchor = None, ""
    start = 0
    blocks = list(blocks)
    shown = str if is_visible("\n".join([block.text for block in blocks])) else visible
    for block in blocks:
        text = " ".join(shown(block.text).split()) if block.level else shown(block.text)
        if not text:
            continue
        if block.level:
            anchor = anchors.of(text, block.anchor)
            if block.level == 1 and not texts and title is None:
                title, title_anchor = text, anchor
                continue
            sections.append(Section(text, anchor, block.level, start))
        texts.append(text)
        start += len(text) + 2
    return Text("\n\n".join(texts), tuple(sections), title, title_anchor)
