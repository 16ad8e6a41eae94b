"""Lists between brackets."""

import pytest

from indexer.tagging.front_matter import brackets
from indexer.tagging.front_matter.addition import Addition
from tests.tagging.front_matter import applied


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", "[x, z]"),
        ("[a]", "[a, x, z]"),
        ("[a,b]", "[a,b,x,z]"),
        ("[ a , b ]", "[ a , b , x , z ]"),
        ("[a, [b, c], {d: e}]", "[a, [b, c], {d: e}, x, z]"),
        ('["a]", b]', '["a]", b, x, z]'),
        ('["a\\"]", b]', '["a\\"]", b, x, z]'),
        ("[it's, don't]", "[it's, don't, x, z]"),
        ("[c#, a # ]\n]", "[c#, a, x, z # ]\n]"),
        ("[\n a\n]", "[\n a,\n x,\n z\n]"),
        ("[\n a, # one\n b, # two\n]", "[\n a, # one\n b, # two\n x,\n z,\n]"),
        ("[\n a # one\n # two\n]", "[\n a, # one\n x,\n z\n # two\n]"),
        ("[a, b,\n c]", "[a, b,\n c,\n x,\n z]"),
        ("[\n a, b\n]", "[\n a, b, x, z\n]"),
    ],
)
def test_entries_come_behind_the_last(before: str, after: str) -> None:
    """On lines of their own where it stands so."""
    source = f"tags: {before} # [o]\n"

    edits = brackets.extended(source, source.index("["), Addition((), ("x", "z"), "yaml"))

    assert applied(source, edits) == f"tags: {after} # [o]\n"


def test_a_list_that_does_not_end_is_left_alone() -> None:
    """Nobody knows where its entries end."""
    assert brackets.extended("tags: [a, b\n", 6, Addition((), ("x",), "yaml")) == ()
