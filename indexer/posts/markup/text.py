"""The text of a post: blocks joined to one body, with its sections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from indexer.posts.anchors import Anchors, rule_for
from indexer.posts.markup.blocks import Block
from indexer.posts.markup.html import read_html
from indexer.posts.markup.markdown import read_markdown
from indexer.posts.post import Section


@dataclass(frozen=True, slots=True)
class Text:
    """What a post says.

    Attributes:
        body: Plain text; paragraphs, headings included, are separated by blank lines.
        sections: The headings in order, each with its place in `body`.
        title: The level-1 heading that opens the post, which then is neither in `body` nor in `sections`.
    """

    body: str
    sections: tuple[Section, ...] = ()
    title: str | None = None


def to_text(source: str, suffix: str, generator: str) -> Text:
    """The text of *source*, a post without its header.

    Args:
        source: The post in the markup that its suffix names.
        suffix: Such as ``.md``; an unknown one is read as plain text.
        generator: A name in `generators.GENERATORS`, for its anchors and its additions to the markup.
    """
    blocks = _READERS.get(suffix, _read_plain)(source)
    return _joined(blocks, Anchors(rule_for(generator, suffix)))


def _read_plain(source: str) -> Iterator[Block]:
    return (Block(paragraph.strip("\n")) for paragraph in source.split("\n\n") if paragraph.strip())


_READERS: dict[str, Callable[[str], Iterable[Block]]] = {
    ".md": read_markdown,
    ".mdx": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


def _joined(blocks: Iterable[Block], anchors: Anchors) -> Text:
    texts: list[str] = []
    sections: list[Section] = []
    title = None
    start = 0
    for text, level, explicit in blocks:
        if level:
            anchor = anchors.of(text, explicit)
            if level == 1 and not texts and title is None:
                title = text
                continue
            sections.append(Section(text, anchor, level, start))
        texts.append(text)
        start += len(text) + 2
    return Text("\n\n".join(texts), tuple(sections), title)
