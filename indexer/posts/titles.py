"""Titles of posts whose header has none."""

import re
from dataclasses import replace

from indexer.posts.invisible import visible
from indexer.posts.language import language_of_path
from indexer.posts.markup import Text

_LONGEST = 120
"""Characters; a longer first line is a paragraph."""

_DATE = re.compile(r"\A(?:19|20)\d\d[-_.]?\d{1,2}[-_.]?\d{1,2}(?:[-_.T]\d\d){0,3}(?!\d)[-_. ]*")
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown|html?|txt|rst|org|adoc|asciidoc|rmd|rmarkdown)\Z", re.IGNORECASE)
_INDEX = frozenset(("index", "_index", "readme"))


def with_first_line_as_title(text: Text) -> tuple[str, Text]:
    """The first line of *text*, if it can be a title, and the text below it; else "" and *text*."""
    line, _, rest = text.body.partition("\n")
    if not line.strip() or len(line) > _LONGEST:
        return "", text
    below = rest.lstrip("\n")
    cut = len(text.body) - len(below)
    sections = tuple(section._replace(start=section.start - cut) for section in text.sections if section.start >= cut)
    return line.strip(), replace(text, body=below, sections=sections)


def title_of_path(path: str) -> str:
    """A title from the name of the file, or of its folder if it is an index: "2024-05-12-my_post.md" is "My post"."""
    *folders, name = visible(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")).split("/")
    stem = _stem(name)
    if stem.casefold() in _INDEX and folders:
        stem = folders[-1]
    words = " ".join(re.sub(r"[-_+\s]+", " ", _DATE.sub("", stem)).split()) or stem.strip() or name
    return words[:1].upper() + words[1:]


def _stem(name: str) -> str:
    """*name* without its suffix and without the code of a language before it."""
    stem = _SUFFIX.sub("", name)
    without_code, _, code = stem.rpartition(".")
    return without_code if without_code and language_of_path(f"a.{code}.md") else stem
