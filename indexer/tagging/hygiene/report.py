"""The report on a blog's tags: one thing under several names, and tags that tell nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.engine import Engine
from indexer.query import Query
from indexer.tagging.hygiene.acronyms import abbreviations, acronyms
from indexer.tagging.hygiene.group import Group, agreeing, groups
from indexer.tagging.hygiene.marks import without_marks
from indexer.tagging.hygiene.merge import Finder, Merge
from indexer.tagging.hygiene.name import TaggedPost, names_of
from indexer.tagging.hygiene.pairs import Pair, redundant_pairs
from indexer.tagging.hygiene.plurals import plurals
from indexer.tagging.hygiene.stems import same_stems
from indexer.tagging.hygiene.texts import IndexedTexts, Texts
from indexer.tagging.hygiene.typos import typos

MOST = 0.5
"""A tag on this share of the posts that carry tags tells hardly anything about them."""
FEW = 10
"""Of fewer posts with tags, half are too few to say so."""

FINDERS: tuple[Finder, ...] = (without_marks, plurals, abbreviations, acronyms, typos, same_stems)
"""The most certain first; what the first says about two tags counts."""


@dataclass(frozen=True, slots=True)
class TagReport:
    """How a blog's tags stand; tags that mean the same for certain count as one in all but *merges*.

    Attributes:
        posts: How many posts there are.
        tags: How many tags they carry.
        merges: What should be one tag, and what it should be called; right at least 19 times of 20.
        proposals: What may mean the same, for somebody to decide.
        redundant: Tags that nearly always stand together.
        once: The tags that a single post carries, in order of names.
        on_most: The tags on half of the tagged posts or more, and on how many.
        untagged: The posts that carry none.
        aliases: The table of aliases that makes one of all *merges*, those that held before included.
    """

    posts: int
    tags: int
    merges: Sequence[Group]
    proposals: Sequence[Merge]
    redundant: Sequence[Pair]
    once: Sequence[str]
    on_most: Sequence[tuple[str, int]]
    untagged: Sequence[TaggedPost]
    aliases: dict[str, str] = field(default_factory=dict)


def tag_report(posts: Sequence[TaggedPost], texts: Texts, aliases: Aliases) -> TagReport:
    """The report on the tags of *posts*, which say *texts*; tags that are one by *aliases* are one already."""
    names = names_of(posts, aliases)
    merges = (merge for finder in FINDERS for merge in finder(names, texts))
    found = list(agreeing(merges, [name.key for name in names.values() if name.is_chosen]))
    tags = groups(names, [merge for merge in found if not merge.doubt])
    untidy = [group for group in tags if group.members]
    untagged = [post for post in posts if not post.tags]
    many = max(MOST * (len(posts) - len(untagged)), MOST * FEW)
    return TagReport(
        posts=len(posts),
        tags=len(tags),
        merges=untidy,
        proposals=[merge for merge in found if merge.doubt],
        redundant=redundant_pairs(names),
        once=sorted((group.name for group in tags if len(group.posts) == 1), key=fold_tag),
        on_most=[(group.name, len(group.posts)) for group in tags if len(group.posts) >= many],
        untagged=untagged,
        aliases=dict(aliases.table) | _new_aliases(untidy),
    )


def check_tags(engine: Engine, aliases: Aliases) -> TagReport:
    """The report on the tags of all posts in the index; raises EngineError."""
    total = engine.search(Query(limit=0)).total
    hits = engine.search(Query(limit=total, sections=False)).hits
    posts = [TaggedPost(hit.id, hit.path, hit.tags, hit.lang) for hit in hits]
    return tag_report(posts, IndexedTexts(engine), aliases)


def _new_aliases(merges: Sequence[Group]) -> dict[str, str]:
    """An alias for each key; spellings that fold to the same need no second."""
    found: dict[str, tuple[str, str]] = {}
    for group in merges:
        for member in group.members:
            found.setdefault(fold_tag(member.spelling), (member.spelling, group.name))
    return dict(sorted(found.values()))
