"""The report on a blog's tags."""

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.errors import AliasError
from indexer.tagging.hygiene.report import FEW, TagReport, tag_report
from tests.tagging.hygiene.blog import Blog, blog, counted


def report(of: Blog, aliases: dict[str, str] | None = None) -> TagReport:
    """The report on the tags of a blog."""
    return tag_report(of.posts, of, Aliases(aliases or {}))


def merged(found: TagReport) -> dict[str, set[str]]:
    """What should be one tag, by the name that stays."""
    return {group.name: {one.spelling for one in group.members} for group in found.merges}


def test_all_rules_work_together() -> None:
    """Names that are joined by several of them are one group, with one name that stays."""
    of = blog(
        *counted(javascript=5, JavaScript=2, js=1, javascripts=1, javascrpt=1, tools=3, tool=1, windows=1, window=1),
        said="JavaScript is a language.",
    )

    found = report(of)

    assert merged(found) == {
        "javascript": {"JavaScript", "js", "javascripts", "javascrpt"},
        "tools": {"tool"},
    }
    assert [(merge.name.spelling, merge.into.spelling) for merge in found.proposals] == [("windows", "window")]
    assert (found.posts, found.tags) == (16, 4)


def test_aliases_do_all_merges() -> None:
    """With them in force there is nothing left to merge, and the old ones are kept."""
    of = blog(*counted(javascript=5, JavaScript=2, js=1, tools=3, tool=1, k8s=1))
    before = {"kube": "Kubernetes"}

    aliases = report(of, before).aliases

    assert aliases == {
        "JavaScript": "javascript",
        "js": "javascript",
        "kube": "Kubernetes",
        "tool": "tools",
    }
    assert report(of, aliases).merges == []
    assert report(of, aliases).aliases == aliases


def test_an_alias_decides_on_the_name() -> None:
    """What its owner has named stays, however seldom it is used; what he has named twice is two things."""
    of = blog(*counted(tools=3, tool=1))

    assert merged(report(of, {"Tool": "tool"})) == {"tool": {"tools"}}
    assert report(of, {"Tool": "tool", "Tools": "tools"}).merges == []
    assert report(of, {"Tool": "tool", "Tools": "tools"}).proposals == []


def test_tags_used_once_are_counted_after_merging() -> None:
    """A tag with two spellings on two posts is not used once."""
    found = report(blog(["Go"], ["go"], ["Rust"], ["c"], ["tool"], ["tools"]))

    assert found.once == ["c", "Rust"]


def test_tags_on_most_posts_are_named() -> None:
    """On half of those with tags; of a few posts nobody can say so."""
    many = blog(*[["blog", str(number)] for number in range(FEW)], *[["x"], [], []])
    few = blog(*[["blog"]] * (FEW // 2 - 1))

    assert report(many).on_most == [("blog", FEW)]
    assert report(few).on_most == []


def test_posts_without_tags_are_named() -> None:
    """By id and path."""
    found = report(blog(["a"], []))

    assert [(post.id, post.path) for post in found.untagged] == [("p1", "p1.md")]


def test_nothing_is_wrong_with_no_posts() -> None:
    """Nor with posts that have no tags."""
    assert report(blog()) == TagReport(0, 0, [], [], [], [], [], [])
    assert report(blog([], [])).merges == []


PLAUSIBLE = ("js", "JavaScript", "javascript", "Java Script", "tool", "tools", "Tools", "comunity", "community", "ml")
TAGS = st.lists(st.sampled_from(PLAUSIBLE) | st.text(max_size=6), max_size=4, unique_by=fold_tag)
TAGGED = st.lists(TAGS, max_size=12)


@settings(max_examples=40)
@given(TAGGED, st.randoms(use_true_random=False))
def test_the_order_of_posts_makes_no_difference(tagged: list[list[str]], order: random.Random) -> None:
    """Only what is listed post by post follows it."""
    of = blog(*(filter(str.strip, tags) for tags in tagged), said="community")
    shuffled = Blog(order.sample(list(of.posts), len(of.posts)), of.said)
    one, other = report(of), report(shuffled)

    assert (one.merges, one.proposals, one.redundant) == (other.merges, other.proposals, other.redundant)
    assert (one.once, one.on_most, one.aliases) == (other.once, other.on_most, other.aliases)


@settings(max_examples=60)
@given(TAGGED, st.dictionaries(st.sampled_from(PLAUSIBLE), st.sampled_from(PLAUSIBLE), max_size=4))
def test_aliases_always_settle_everything(tagged: list[list[str]], table: dict[str, str]) -> None:
    """They are a table that makes sense, and no merge is left with them, whatever tags and aliases there are."""
    try:
        Aliases(table)
    except AliasError:
        assume(False)
    of = blog(*(filter(str.strip, tags) for tags in tagged), said="community")
    before = report(of, table)
    after = report(of, before.aliases)

    assert after.merges == []
    assert after.tags == before.tags
    assert before.aliases.items() >= table.items()
