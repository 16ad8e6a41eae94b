"""A blog of a few posts: their tags and what they say, searched without an index."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.tagging.hygiene.merge import Finder
from indexer.tagging.hygiene.name import Name, Names, TaggedPost, names_of


@dataclass(frozen=True)
class Blog:
    """Posts, and the text of each by its id."""

    posts: Sequence[TaggedPost]
    said: Mapping[str, str]

    def mentions(self, phrase: str, *, tag: str | None = None) -> int:
        """In how many posts *phrase* stands."""
        carrying = [post for post in self.posts if tag is None or fold_tag(tag) in map(fold_tag, post.tags)]
        return sum(f" {plain(phrase)} " in f" {plain(self.said[post.id])} " for post in carrying)

    @property
    def names(self) -> Names:
        """Its tags."""
        return names_of(self.posts, Aliases())


def plain(text: str) -> str:
    """The words of *text* with spaces between."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def blog(*tagged: Iterable[str], said: str = "", lang: str | None = None) -> Blog:
    """A post for each collection of tags; all of them say the same."""
    posts = [TaggedPost(f"p{number}", f"p{number}.md", tuple(tags), lang) for number, tags in enumerate(tagged)]
    return Blog(posts, {post.id: said for post in posts})


def counted(**counts: int) -> list[list[str]]:
    """Posts with one tag each, as many as *counts* says; underscores are spaces."""
    return [[tag.replace("_", " ")] for tag, count in counts.items() for _ in range(count)]


def merges(finder: Finder, of: Blog) -> dict[tuple[str, str], str]:
    """What *finder* finds: the two spellings, and the doubt."""
    return {(merge.name.spelling, merge.into.spelling): merge.doubt for merge in finder(of.names, of)}


def confident(finder: Finder, of: Blog) -> set[tuple[str, str]]:
    """What *finder* is sure of."""
    return {pair for pair, doubt in merges(finder, of).items() if not doubt}


def name(spelling: str, posts: Iterable[str] = ("a",), *, lang: str | None = None) -> Name:
    """A tag on *posts*."""
    return Name(fold_tag(spelling), {spelling: frozenset(posts)}, frozenset([lang] if lang else []), is_chosen=False)


def keyed(*names: Name) -> Names:
    """*names* by their keys."""
    return {one.key: one for one in names}
