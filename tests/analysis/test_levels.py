"""Levels of tags."""

import pytest

from indexer.analysis.levels import beginning, higher, parents


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["lang", "lang/python"], {"lang/python": "lang"}),
        (["lang/python", "lang/ruby"], {"lang/python": "lang", "lang/ruby": "lang"}),
        (["tcp/ip", "i/o", "and/or"], {}),
        (["ci/cd", "ci"], {"ci/cd": "ci"}),
        (["a/b/c", "a/b/d"], {"a/b/c": "a/b", "a/b/d": "a/b"}),
        (["a/b/c", "a"], {"a/b/c": "a"}),
        (["a/b/c", "a/b", "a/d"], {"a/b/c": "a/b", "a/b": "a", "a/d": "a"}),
        (["a/b/c", "a/b/d", "a/e"], {"a/b/c": "a/b", "a/b/d": "a/b", "a/b": "a", "a/e": "a"}),
        (["24/7", "24/8", "24"], {}),
        (["/", "//", ""], {}),
        ([], {}),
    ],
)
def test_a_slash_is_a_level_where_the_blog_uses_it_as_one(keys: list[str], expected: dict[str, str]) -> None:
    """What stands before it is a tag itself, or has different tags below it."""
    assert parents(keys) == expected


def test_higher_keys_come_the_nearest_first() -> None:
    """A slash between digits is none between levels."""
    assert higher("a/b/24/7/c") == ["a/b/24/7", "a/b", "a"]
    assert higher("a") == []


def test_the_beginning_of_a_tag_is_written_as_the_tag_is() -> None:
    """Unless it cannot be told where it ends."""
    assert beginning("Lang / Python", "lang") == "Lang"
    assert beginning("Prog-Lang/Python/2", "proglang/python") == "Prog-Lang/Python"
    assert beginning("Lang／Python", "lang") == "lang"
