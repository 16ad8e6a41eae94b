"""Markup becomes plain text and sections: Markdown, HTML, reStructuredText, Org, AsciiDoc and plain text."""

from indexer.posts.markup.inline import inline_text
from indexer.posts.markup.text import Text, to_text

__all__ = ["Text", "inline_text", "to_text"]
