"""Blogs whose posts link to each other: what their authors call related, and the posts without those links.

Who takes the text of a link for text gives the answer away: it often is the title of the other post. So the links
between posts are cut out of the files, text and address, before these are read.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.collection import Collection, read
from benchmarks.links import Link, internal_links, source_of
from indexer import Document

MOST_LINKS = 10
"""Posts that link to more than this many others are digests, which list what was written and not what is related."""
FEWEST = 50
"""A blog with fewer linked posts than this tells more of chance than of the method."""


class LinkedBlog(NamedTuple):
    """A blog, and which of its posts belong together.

    Attributes:
        collection: Its posts without the links between them.
        linked: By the id of a post those that it links to, and those that link to it; at least one.
    """

    collection: Collection
    linked: Mapping[str, frozenset[str]]


def linked_blogs(blogs: Path, home: Path) -> Iterable[LinkedBlog]:
    """Those of *blogs*, a folder of posts folders, that have enough links; what is made of them is kept in *home*."""
    for folder in sorted(path for path in blogs.iterdir() if path.is_dir()):
        documents = list(read(folder, home / "documents" / f"{folder.name}.jsonl").documents())
        links = list(internal_links(documents, folder))
        linked = linked_posts(links)
        if len(linked) >= FEWEST:
            altered = _without(links, documents, folder, home / "unlinked" / folder.name)
            yield LinkedBlog(read(altered, home / "documents" / f"{folder.name}-unlinked.jsonl"), linked)


def linked_posts(links: Iterable[Link]) -> Mapping[str, frozenset[str]]:
    """Of each post those that it is linked with, in either direction; links of digests do not count."""
    targets = defaultdict(set)
    for link in links:
        targets[link.source].add(link.target)
    linked = defaultdict(set)
    for source, found in targets.items():
        for target in found if len(found) <= MOST_LINKS else ():
            linked[source].add(target)
            linked[target].add(source)
    return {post: frozenset(others) for post, others in linked.items()}


def _without(links: Iterable[Link], documents: Iterable[Document], folder: Path, copy: Path) -> Path:
    """*copy*, made to hold the posts of *folder* without *links*."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    places = defaultdict(list)
    for link in links:
        places[link.source].append((link.start, link.end))
    for document in documents:
        if found := places.get(document.id):
            text = cut(source_of(document, folder), found)
            (copy / document.path).write_bytes(text.encode())
    return copy


def cut(text: str, places: Iterable[tuple[int, int]]) -> str:
    """*text* with each of *places*, which may overlap, replaced by a space."""
    kept, end = [], 0
    for start, stop in sorted(places):
        kept.append(text[end : max(start, end)])
        end = max(stop, end)
    return " ".join([*kept, text[end:]])
