"""Groups: all the names of one thing."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.hygiene.group import agreeing, groups
from indexer.tagging.hygiene.merge import Merge, Rule
from tests.tagging.hygiene.blog import blog, keyed, name

A, B, C, D = (name(letter, letter * count) for letter, count in (("a", 1), ("b", 1), ("c", 1), ("d", 1)))


def merge(one: object, other: object, doubt: str = "") -> Merge:
    """A merge of two tags by some rule."""
    return Merge(one, other, Rule.PLURAL, "", doubt)  # type: ignore[arg-type]


def test_chains_are_one_group() -> None:
    """A tag that is joined with two joins these."""
    found = groups(keyed(A, B, C, D), [merge(A, B), merge(C, B)])

    assert [(group.name, [one.spelling for one in group.members]) for group in found if group.members] == [
        ("b", ["a", "c"])
    ]


def test_what_is_doubted_is_not_joined_by_way_of_others() -> None:
    """The merge that would do so is doubtful, too."""
    found = list(agreeing([merge(A, B), merge(A, C, "No."), merge(B, C), merge(C, D)]))

    assert [bool(one.doubt) for one in found] == [False, True, True, False]


def test_chosen_tags_stay_apart() -> None:
    """Neither are they proposed, nor joined by way of another."""
    found = list(agreeing([merge(A, B), merge(A, C), merge(C, B)], chosen=["a", "b"]))

    assert [(one.name.key, one.into.key, bool(one.doubt)) for one in found] == [("a", "c", False), ("c", "b", True)]


def test_what_is_said_first_counts() -> None:
    """Whichever way round the two tags stand."""
    assert [one.doubt for one in agreeing([merge(A, B, "No."), merge(B, A)])] == ["No."]


LETTERS = st.sampled_from("abcdef")
MERGES = st.lists(st.builds(merge, LETTERS.map(name), LETTERS.map(name), st.sampled_from(["", "No."])))


@given(MERGES)
def test_groups_hold_no_contradiction(merges: list[Merge]) -> None:
    """No two tags are in one group of which something is doubted from the first, and every tag is in one group."""
    merges = [one for one in merges if one.name.key != one.into.key]
    first: dict[frozenset[str], Merge] = {}
    for one in merges:
        first.setdefault(frozenset((one.name.key, one.into.key)), one)
    names = keyed(*map(name, "abcdef"))

    found = groups(names, [one for one in agreeing(merges) if not one.doubt])

    together = [{group.name, *(one.spelling for one in group.members)} for group in found]
    assert sorted(letter for group in together for letter in group) == list("abcdef")
    assert not [pair for pair, one in first.items() if one.doubt and any(pair <= group for group in together)]


def test_the_name_used_most_stays() -> None:
    """In the spelling used most, and every other spelling goes, with the reason."""
    of = blog(["Tools"], ["tools"], ["tools"], ["tool"], ["Tool", "tools"])
    names = of.names

    [group] = groups(names, [Merge(names["tools"], names["tool"], Rule.PLURAL, "Plural.")])

    assert group.name == "tools"
    assert [(one.spelling, one.count, one.rule.value) for one in group.members] == [
        ("Tool", 1, "plural"),
        ("Tools", 1, "variant"),
        ("tool", 1, "plural"),
    ]
    assert group.touched == {"p0", "p3", "p4"}
    assert len(group.posts) == 5


def test_a_tie_falls_to_what_the_merge_prefers() -> None:
    """The singular, or the long form; a mistake never stays, even if it is used as often."""
    [group] = groups(keyed(A, B), [merge(A, B)])
    assert group.name == "b"
    [group] = groups(keyed(A, B), [merge(B, A)])
    assert group.name == "a"
    wrong, right = name("aa", "xyz"), name("ab", "u")
    [group] = groups(keyed(wrong, right), [Merge(wrong, right, Rule.TYPO, "")])
    assert group.name == "ab"
