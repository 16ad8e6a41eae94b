"""Markup on one line: titles, summaries, captions."""

import re

from indexer.posts.markup.markdown import read_markdown

_MARKED = re.compile(r"[`*_\[<&~\\]")
_CODE = re.compile(r"((?<!`)`++[^`]+`++)")
_NO_TAG = re.compile(
    r"<(?!/?(?:a|abbr|b|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|samp|small|span|strong|sub|sup|time|"
    r"tt|u|var|wbr)\b|!--)",
    re.IGNORECASE,
)
"""What opens no element of HTML, as in ``Vec<T>``."""
_DUNDER = re.compile(r"(?<!\w)__(?=[a-z0-9_]+__(?!\w))")
_WORD_JOINER = "\u2060"


def inline_text(markup: str) -> str:
    """The text of *markup* on one line: entities, inline Markdown and HTML tags resolved."""
    line = " ".join(markup.split())
    if not _MARKED.search(line):
        return line
    # Split at code, every second piece is code, where nothing needs protection
    pieces = [piece if at % 2 else _protected(piece) for at, piece in enumerate(_CODE.split(line))]
    # With a word joiner in front, which no text keeps, "#hashtag", "1. First" and "> 5" are no blocks
    blocks = read_markdown(_WORD_JOINER + "".join(pieces).encode("utf-8", "replace").decode())
    return " ".join(" ".join(block.text for block in blocks).replace(_WORD_JOINER, "").split())


def _protected(text: str) -> str:
    return _DUNDER.sub(r"\_\_", _NO_TAG.sub(r"\<", text))
