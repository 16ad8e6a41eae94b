"""The report on a blog's tags to JSON."""

from typing import Annotated, TypedDict

from indexer import TagReport

Rule = Annotated[str, "variant, plural, abbreviation, acronym, typo or stem."]


class MergedTag(TypedDict):
    """A spelling that should go."""

    name: str
    count: Annotated[int, "How many posts carry it."]
    rule: Rule
    why: str


class TagMerge(TypedDict):
    """What should be one tag."""

    name: Annotated[str, "What it should be called."]
    count: Annotated[int, "How many posts carry it under any of its names."]
    touched: Annotated[int, "How many of them carry one that should go."]
    merged: list[MergedTag]


class TagProposal(TypedDict):
    """Two tags that may mean the same."""

    name: str
    count: int
    into: str
    intoCount: int
    rule: Rule
    why: str
    doubt: Annotated[str, "What speaks against it."]


class RedundantTags(TypedDict):
    """Two tags that nearly always stand together."""

    name: str
    count: int
    other: str
    otherCount: int
    together: Annotated[int, "How many posts carry both."]


class CountedTag(TypedDict):
    """A tag and how many posts carry it."""

    name: str
    count: int


class UntaggedPost(TypedDict):
    """A post without tags."""

    id: str
    path: str


class TagCheck(TypedDict):
    """What `backmatter tags check --json` prints."""

    posts: int
    tags: Annotated[int, "How many tags there are, merges done."]
    merges: Annotated[list[TagMerge], "What is one tag for certain."]
    proposals: Annotated[list[TagProposal], "What may be one tag."]
    redundant: list[RedundantTags]
    once: Annotated[list[str], "Tags that a single post carries."]
    onMost: Annotated[list[CountedTag], "Tags on half of the tagged posts or more."]
    untagged: list[UntaggedPost]
    aliases: Annotated[dict[str, str], "The table of aliases that does all merges, with those in force."]


def tag_check(report: TagReport) -> TagCheck:
    """The *report* for programs."""
    return {
        "posts": report.posts,
        "tags": report.tags,
        "merges": [
            {
                "name": group.name,
                "count": len(group.posts),
                "touched": len(group.touched),
                "merged": [
                    {"name": one.spelling, "count": one.count, "rule": one.rule.value, "why": one.why}
                    for one in group.members
                ],
            }
            for group in report.merges
        ],
        "proposals": [
            {
                "name": merge.name.spelling,
                "count": merge.name.count,
                "into": merge.into.spelling,
                "intoCount": merge.into.count,
                "rule": merge.rule.value,
                "why": merge.why,
                "doubt": merge.doubt,
            }
            for merge in report.proposals
        ],
        "redundant": [
            {
                "name": pair.name.spelling,
                "count": pair.name.count,
                "other": pair.other.spelling,
                "otherCount": pair.other.count,
                "together": pair.together,
            }
            for pair in report.redundant
        ],
        "once": list(report.once),
        "onMost": [{"name": name, "count": count} for name, count in report.on_most],
        "untagged": [{"id": post.id, "path": post.path} for post in report.untagged],
        "aliases": dict(report.aliases),
    }
