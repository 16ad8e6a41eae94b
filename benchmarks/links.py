"""What posts call each other: the texts of links from one post of a blog to another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.systems.words import STOP_WORDS, words
from indexer import Document

_LINKS = (
    re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<url>[^()]+)\)"),  # Markdown
    re.compile(r"<a\s[^>]*href=[\"'](?P<url>[^\"']+)[\"'][^>]*>(?P<text>.+?)</a>", re.IGNORECASE | re.DOTALL),
    re.compile(r"\[\[(?P<url>[^\[\]]+)\]\[(?P<text>[^\[\]]+)\]\]"),  # the Go blog's old format, org
)
_REFERENCE = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]]+)\]:\s+<?(?P<url>[^\s>]+)", re.MULTILINE)
_MARKUP = re.compile(r"<[^>]*>|[*_`]+|\s+")
_TEMPLATE = re.compile(
    r"""
    \{\{ [<%]? \s* (?:rel)?ref \s+ "? (?P<path>[^"}]+?) "? \s* [>%]? \}\}  # Hugo
    | \{% \s* post_url \s+ (?P<post>\S+) \s* %\}  # Jekyll
    | \{\{ \s* ["'](?P<address>/[^"']*)["'] \s* \| .*? \}\}  # Eleventy
    | \{\{ .*? \}\}
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"^\d{4}-\d\d-\d\d-")
_MOST_WORDS = 12
_VAGUE = frozenset(
    words(
        "announced announcement announcing article articles blog described details documentation earlier "
        "entry here last link list original page part post posts previous previously read see series wrote "
        "www com"
    )
)


class Link(NamedTuple):
    """A link from one post of a blog to another.

    Attributes:
        text: What is underlined.
        source, target: The ids of the two posts.
        start, end: Where it stands in the file of *source*, markup and all.
    """

    text: str
    source: str
    target: str
    start: int
    end: int


class _Written(NamedTuple):
    """Any link: its text, where it leads to, and where it stands."""

    text: str
    url: str
    start: int
    end: int


def link_texts(documents: list[Document], folder: Path) -> Iterator[tuple[str, str]]:
    """Each text of a link, and the id of the post of *documents* that it leads to."""
    return ((link.text, link.target) for link in internal_links(documents, folder) if _tells(link.text))


def internal_links(documents: list[Document], folder: Path) -> Iterator[Link]:
    """The links between *documents*, which were read from *folder*; those of a post to itself are left out."""
    targets = _by_slug(documents)
    for document in documents:
        for text, url, start, end in _links(source_of(document, folder)):
            target = targets.get(_slug(url))
            if target and target != document.id and _is_ours(url):
                yield Link(text, document.id, target, start, end)


def source_of(document: Document, folder: Path) -> str:
    """The file that *document* was read from, its line ends as they are."""
    return (folder / document.path).read_bytes().decode("utf-8", "replace")


def _links(source: str) -> Iterator[_Written]:
    """Each link in *source*."""
    found = [_Written(match["text"], match["url"], *match.span()) for one in _LINKS for match in one.finditer(source)]
    addresses = {match["label"].lower(): match["url"] for match in _DEFINITION.finditer(source)}
    for match in _REFERENCE.finditer(source):
        label = (match["label"] or match["text"]).lower()
        if label in addresses:
            found.append(_Written(match["text"], addresses[label], *match.span()))
    for text, url, start, end in found:
        address = _TEMPLATE.sub(lambda match: match["path"] or match["post"] or match["address"] or "", url)
        yield _Written(_MARKUP.sub(" ", text).strip(), address, start, end)


def _by_slug(documents: Iterable[Document]) -> dict[str, str]:
    """The posts by what ends their addresses and their files' names, where that tells one post."""
    named = defaultdict(set)
    for document in documents:
        for address in (document.url, "/" + document.path):
            named[_slug(address)].add(document.id)
    return {slug: posts.pop() for slug, posts in named.items() if len(posts) == 1 and len(slug) > 4}


def _slug(url: str) -> str:
    """The last part of the path of *url*, without date and suffix; "" if there is none."""
    try:
        path = urlsplit(url.strip().split(" ")[0]).path
    except ValueError:
        return ""
    path = re.sub(r"(?:/(?:index|_index|README))?(?:\.[a-z]{2}\b)?(?:\.[A-Za-z]+)?/?$", "", path)
    return _DATE.sub("", path.rsplit("/", 1)[-1]).lower()


def _is_ours(url: str) -> bool:
    """Whether *url* leads to this blog: from the root, or by a slug too long to be another site's by accident.

    What is on GitHub is the post's source and not the post.
    """
    return "://" not in url or ("github.com" not in url and _slug(url).count("-") > 1)


def _tells(text: str) -> bool:
    """Whether somebody might search for *text*; single words are mostly such as "added", in passing."""
    content = [word for word in words(text) if word not in STOP_WORDS | _VAGUE]
    return len(content) > 1 and len(words(text)) <= _MOST_WORDS and "/" not in text
