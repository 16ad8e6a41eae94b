"""A header for the tags of a file that has none, as its markup and its generator have it."""

import re
from collections.abc import Iterator
from posixpath import splitext

from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edits, insertion

_RST_TITLE = re.compile(
    r"\s*(?:(?P<over>[^\w\s])(?P=over)+[ \t]*\n)?[ \t]*\S[^\n]*\n(?P<under>[^\w\s])(?P=under){2,}[ \t]*\n"
)
_HTML = (".html", ".htm")
_TITLED_BY_HEADER = (".org", ".adoc", ".asciidoc")
"""In these a header without a title would take the title away."""


def added(text: str, path: str, title: str, generator: str, tags: tuple[str, ...]) -> Iterator[Edits]:
    """*text* of the file at *path* below a header that says its *tags*, and its *title* where it must."""
    suffix = splitext(path)[1].casefold()
    if suffix == ".rst":
        heading = _RST_TITLE.match(text)
        at = heading.end() if heading else 0
        yield _above(text, at, f"\n:tags: {', '.join(tags)}\n" if at else f":tags: {', '.join(tags)}\n")
    elif generator == "pelican" and suffix not in _HTML:
        yield _above(text, 0, f"Title: {title}\nTags: {', '.join(tags)}\n")
    elif generator != "pelican" and suffix not in _TITLED_BY_HEADER:
        yield _above(text, 0, f"---\ntags: {Addition((), tags, 'yaml').as_list()}\n---\n")


def _above(text: str, at: int, header: str) -> Edits:
    """*header* at *at*, with an empty line between it and the text."""
    return insertion(at, header if text.startswith("\n", at) else header + "\n")
