"""Make indexer/tagging/background.txt: how many posts use which phrases, and how readily authors make tags of them.

    python benchmarks/background.py --blogs FOLDER [--cache FOLDER] [--most ROWS] [--without BLOG]

FOLDER holds one posts folder for each blog. Kept are phrases that at least two blogs use in at least five posts; no
names of persons, no addresses.
"""

import argparse
import math
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.collection import read
from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import FILE, NEVER, Background, Commonness, written
from indexer.tagging.candidates import Candidate, candidates
from indexer.tagging.draft import Draft
from indexer.tagging.persons import given_names

FEWEST_POSTS, FEWEST_BLOGS = 5, 2
MOST = 15_000
"""Twice as many find the same tags (mean reciprocal rank .498 and .499), a third as many a few less (.494)."""
_SAME_SIZE = 300
"""Blogs are counted as if each had so many posts with tags, so that large ones do not decide alone."""
_PLAIN, _FAMOUS = 0.5, 150
"""A word that is somebody's name, that fewer than this part of its posts write without a capital letter, and that fewer
posts than these use, is a name in most of them; what more posts use is a thing that lent its name to a team.
"""
_TARGET = Path(__file__).parent.parent / "indexer" / "tagging" / FILE


class Uses(NamedTuple):
    """How a blog uses phrases, each as its stems with spaces between.

    Attributes:
        posts: How many posts there are, "all" and "tagged".
        using: How many posts use each phrase.
        using_tagged: How many of those that have tags.
        tagging: How many have it as a tag as well.
        tags: How many posts have each tag.
        plain: How many posts use each word without a capital letter.
        names: The words of the names of its authors.
    """

    posts: Counter[str]
    using: Counter[str]
    using_tagged: Counter[str]
    tagging: Counter[str]
    tags: Counter[str]
    plain: Counter[str]
    names: set[str]


def main() -> None:
    """Count, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    parser.add_argument("--most", type=int, default=MOST, help="how many phrases")
    options = parser.parse_args()
    analyzer = Analyzer()
    with tempfile.TemporaryDirectory() as scratch:
        home = (options.cache or Path(scratch)) / "documents"
        folders = sorted(path for path in options.blogs.iterdir() if path.is_dir())
        collections = [read(folder, home / f"{folder.name}.jsonl") for folder in folders]
        uses = [
            uses_of(((post, phrases_of(post, analyzer)) for post in one.documents()), analyzer) for one in collections
        ]
    lines = written(background_of(uses, options.most))
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{_TARGET}: {_TARGET.stat().st_size:,} bytes")


def phrases_of(document: Document, analyzer: Analyzer) -> list[Candidate]:
    """Those that might be tags of *document*."""
    return candidates(Draft.of(document), analyzer)


def uses_of(posts: Iterable[tuple[Document, Sequence[Candidate]]], analyzer: Analyzer) -> Uses:
    """How one blog uses phrases: its posts with their phrases are given."""
    uses = Uses(Counter(), Counter(), Counter(), Counter(), Counter(), Counter(), set())
    for document, found in posts:
        phrases = {" ".join(candidate.stems) for candidate in found}
        uses.posts.update(["all", *["tagged"] * bool(document.tags)])
        uses.using.update(phrases)
        uses.plain.update(_plain_words(found))
        uses.names.update(_name_words(document, analyzer))
        if document.tags:
            own = {tag_key(tag, document.lang, analyzer) for tag in document.tags}
            uses.using_tagged.update(phrases)
            uses.tags.update(own)
            uses.tagging.update(phrase for phrase in phrases if phrase.replace(" ", "") in own)
    return uses


def _plain_words(found: Iterable[Candidate]) -> Iterator[str]:
    for candidate in found:
        if len(candidate.stems) == 1 and any(word.text.islower() for (word,) in candidate.places):
            yield candidate.stems[0]


def without_rare(blogs: Sequence[Uses]) -> None:
    """Forget the phrases that *blogs* together use too rarely for any table; they are nearly all."""
    using = Counter[str]()
    for blog in blogs:
        using.update(blog.using)
    for blog in blogs:
        for counts in (blog.using, blog.using_tagged, blog.tagging):
            for phrase in [phrase for phrase in counts if using[phrase] < FEWEST_POSTS]:
                del counts[phrase]


def tag_key(tag: str, language: str | None, analyzer: Analyzer) -> str:
    """The stems of a tag, joined: the same for all ways to write it."""
    words = tag.replace("-", " ").replace("_", " ").replace("/", " ")
    return "".join(analyzer.content_stems(words, language)) or tag.casefold()


def background_of(blogs: Sequence[Uses], most: int = MOST) -> Background:
    """The *most* most used phrases of *blogs*."""
    posts, holders, plain = Counter[str](), Counter[str](), Counter[str]()
    for blog in blogs:
        posts.update(blog.using)
        holders.update(blog.using.keys())
        plain.update(blog.plain)
    names = set[str]().union(*(blog.names for blog in blogs))
    kept = {
        phrase: count
        for phrase, count in posts.items()
        if count >= FEWEST_POSTS
        and holders[phrase] >= FEWEST_BLOGS
        and not _names_somebody(phrase, names, plain, posts)
    }
    chosen = sorted(kept, key=lambda phrase: (-kept[phrase], phrase))[:most]
    return Background(
        sum(blog.posts["all"] for blog in blogs),
        {phrase: Commonness(kept[phrase], as_tag(phrase, blogs)) for phrase in chosen},
    )


def as_tag(phrase: str, blogs: Iterable[Uses]) -> float:
    """How readily authors who use *phrase* make it a tag: log odds, raised above `NEVER` if anybody does it twice."""
    tag = phrase.replace(" ", "")
    if not any(blog.tags[tag] > 1 for blog in blogs):
        return NEVER
    shares = [(_SAME_SIZE / blog.posts["tagged"], blog) for blog in blogs if blog.posts["tagged"]]
    tagging = sum(share * blog.tagging[phrase] for share, blog in shares)
    using = sum(share * blog.using_tagged[phrase] for share, blog in shares)
    return max(0.1, math.log((tagging + 0.2) / (using + 20)) + 5)


def _name_words(document: Document, analyzer: Analyzer) -> Iterator[str]:
    """The stems of the names of its authors that have more than one."""
    for author in document.authors:
        words = author.casefold().replace("-", " ").split()
        if len(words) > 1:
            yield from (analyzer.stems_in(word, document.lang)[0] for word in words)


def _names_somebody(phrase: str, names: Collection[str], plain: Mapping[str, int], posts: Mapping[str, int]) -> bool:
    """Whether *phrase* holds a word that is the name of somebody rather than something."""
    return any(
        word in given_names() or (word in names and plain[word] < _PLAIN * posts[word] and posts[word] < _FAMOUS)
        for word in phrase.split()
    )


if __name__ == "__main__":
    main()
