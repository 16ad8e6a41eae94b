"""A tag under all its spellings, and which posts carry it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag

_WORD = re.compile(r"[^\W_]+")


class TaggedPost(NamedTuple):
    """A post and the tags that it carries, as its author wrote them."""

    id: str
    path: str
    tags: tuple[str, ...]
    lang: str | None = None


@dataclass(frozen=True)
class Name:
    """One tag.

    Attributes:
        key: What its spellings have in common (`fold_tag`).
        spellings: Ids of the posts that carry each spelling, aliases resolved; the most used spelling first.
        languages: The languages of these posts, as far as they are known.
        is_chosen: Whether an alias says that it is to be called so.
    """

    key: str
    spellings: Mapping[str, frozenset[str]]
    languages: frozenset[str]
    is_chosen: bool

    @cached_property
    def posts(self) -> frozenset[str]:
        """The posts that carry it, however it is written."""
        return frozenset().union(*self.spellings.values())

    @property
    def count(self) -> int:
        """How many posts carry it."""
        return len(self.posts)

    @property
    def spelling(self) -> str:
        """How it is written most; of spellings used as often the one with spaces, then the one with capitals."""
        return next(iter(self.spellings))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as they are written, without what stands between them."""
        return tuple(_WORD.findall(self.spelling))

    @property
    def phrase(self) -> str:
        """Its words as a text would hold them."""
        return " ".join(self.words)

    def may_be(self, other: "Name") -> bool:
        """Whether it and *other* are used in one language; where none is known they may be."""
        return not (self.languages and other.languages) or bool(self.languages & other.languages)


Names = Mapping[str, Name]
"""Tags by their keys, the most used first."""


def names_of(posts: Iterable[TaggedPost], aliases: Aliases) -> Names:
    """The tags of *posts*; those that *aliases* make one are one."""
    carrying: dict[str, dict[str, set[str]]] = {}
    languages: dict[str, set[str]] = {}
    for post in posts:
        for spelling in aliases.names(post.tags):
            key = fold_tag(spelling)
            carrying.setdefault(key, {}).setdefault(spelling, set()).add(post.id)
            languages.setdefault(key, set()).update({post.lang} if post.lang else ())
    chosen = {fold_tag(aliases.name(word)) for word in aliases.table}
    found = [
        Name(key, _most_used_first(spellings), frozenset(languages[key]), key in chosen)
        for key, spellings in carrying.items()
    ]
    return {name.key: name for name in sorted(found, key=lambda name: (-name.count, name.key))}


def _most_used_first(spellings: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    # Of the characters " " comes before "-", that before "A", and that before "a": the order of what reads better.
    order = sorted(spellings, key=lambda spelling: (-len(spellings[spelling]), spelling))
    return {spelling: frozenset(spellings[spelling]) for spelling in order}
