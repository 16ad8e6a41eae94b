"""Plain text, and what every text is freed of: characters that nobody can see."""

import re
from collections.abc import Iterator

from indexer.posts.markup.blocks import Block

_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str) -> str:
    """*text* without control characters, soft hyphens, and marks of direction; only line feeds stay."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    spaced = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))
    return _INVISIBLE.sub("", spaced).strip("\n")


def read_plain(source: str) -> Iterator[Block]:
    """The paragraphs of *source*, as they are."""
    return (Block(paragraph.strip("\n")) for paragraph in re.split(r"\n[ \t]*\n", source) if paragraph.strip())
