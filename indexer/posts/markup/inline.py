"""Markup on one line: titles, summaries, captions."""

import re

from indexer.posts.markup.markdown import read_markdown

_MARKED = re.compile(r"[`*_\[\]<&~\\!]")


def inline_text(markup: str) -> str:
    """The text of *markup* on one line: entities, inline Markdown and HTML tags resolved."""
    if not _MARKED.search(markup):
        return " ".join(markup.split())
    # A word joiner in front keeps "#hashtag", "1. First" and "> 5" from becoming blocks
    blocks = read_markdown("\u2060" + " ".join(markup.split()))
    return " ".join(" ".join(block.text for block in blocks).replace("\u2060", "").split())
