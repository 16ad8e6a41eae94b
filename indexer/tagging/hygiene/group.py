"""A group: all the names of one thing, and which of them should stay."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from indexer.tagging.hygiene.merge import Merge, Rule
from indexer.tagging.hygiene.name import Name, Names

_VARIANT = "They differ by case, punctuation or spaces alone."
_CONTRADICTION = "It would join tags that something speaks against joining."

Keys = frozenset[str]
Links = Mapping[str, Sequence[Merge]]
"""Keys of tags, and the merges that they are in."""


@dataclass(frozen=True, slots=True)
class Member:
    """A spelling that should go, how many posts carry it, and why it means the same."""

    spelling: str
    count: int
    rule: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing.

    Attributes:
        name: The spelling that should stay: that of an alias, or else the most used.
        members: The spellings that should go, the most used first.
        posts: Ids of the posts that carry it in any spelling.
        touched: Ids of those that carry any of the *members*.
    """

    name: str
    members: tuple[Member, ...]
    posts: frozenset[str]
    touched: frozenset[str]


def agreeing(merges: Iterable[Merge], chosen: Collection[str] = ()) -> Iterator[Merge]:
    """The first merge of each two tags; one that would join what another of these doubts is doubtful, too.

    Tags whose keys are *chosen* are never joined with each other, nor proposed to be.
    """
    apart = frozenset(chosen)
    first: dict[Keys, Merge] = {}
    for merge in merges:
        first.setdefault(frozenset((merge.name.key, merge.into.key)), merge)
    doubted = {pair for pair, merge in first.items() if merge.doubt}
    together: dict[str, Keys] = {}
    for merge in (merge for pair, merge in first.items() if not pair <= apart):
        one, other = (together.get(key, frozenset([key])) for key in (merge.name.key, merge.into.key))
        if merge.doubt:
            yield merge
        elif (one & apart and other & apart) or not doubted.isdisjoint(map(frozenset, product(one, other))):
            yield replace(merge, doubt=_CONTRADICTION)
        else:
            together |= dict.fromkeys(one | other, one | other)
            yield merge


def groups(names: Names, merges: Iterable[Merge]) -> list[Group]:
    """All tags, those that *merges* make one together; the group that touches most posts comes first."""
    links: dict[str, list[Merge]] = {}
    for merge in merges:
        links.setdefault(merge.name.key, []).append(merge)
        links.setdefault(merge.into.key, []).append(merge)
    found = [_group([names[key] for key in keys], links) for keys in _joined(names, links)]
    return sorted(found, key=lambda group: (-len(group.touched), -len(group.posts), group.name))


def _joined(keys: Iterable[str], links: Links) -> Iterator[list[str]]:
    """All *keys*, each once, with those that *links* lead to from it."""
    seen: set[str] = set()
    for key in keys:
        reached = [] if key in seen else [key]
        seen.add(key)
        for one in reached:  # which grows meanwhile
            ends = {end.key for merge in links.get(one, ()) for end in (merge.name, merge.into)} - seen
            reached += ends
            seen |= ends
        if reached:
            yield reached


def _group(together: Sequence[Name], links: Links) -> Group:
    ordered = sorted(together, key=lambda name: _worth(name, links))
    stays = ordered[0]
    leaving = {
        spelling: (name, posts)
        for name in ordered
        for spelling, posts in name.spellings.items()
        if spelling != stays.spelling
    }
    members = [
        Member(spelling, len(posts), *_reason(name, stays, links)) for spelling, (name, posts) in leaving.items()
    ]
    return Group(
        name=stays.spelling,
        members=tuple(sorted(members, key=lambda member: (-member.count, member.spelling))),
        posts=frozenset().union(*(name.posts for name in ordered)),
        touched=frozenset().union(*(posts for _, posts in leaving.values())),
    )


def _worth(name: Name, links: Links) -> tuple[bool, bool, int, int, str]:
    """Smallest for the name to stay: chosen by aliases, no mistake, the most used, the one that its merges prefer."""
    leaving = [merge.rule for merge in links.get(name.key, ()) if merge.name is name]
    return not name.is_chosen, Rule.TYPO in leaving, -name.count, len(leaving), name.spelling


def _reason(name: Name, stays: Name, links: Links) -> tuple[Rule, str]:
    """Why *name* means what *stays* means: by the merge of these two, or by one that leads there."""
    if name is stays:
        return Rule.VARIANT, _VARIANT
    merge = min(links[name.key], key=lambda merge: stays not in (merge.name, merge.into))
    return merge.rule, merge.why
