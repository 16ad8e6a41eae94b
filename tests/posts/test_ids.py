"""Ids of posts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.ids import post_id


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a-post.md", "a-post"), ("2024/05/A-post.md", "2024_05_A-post"), ("blog/hello/index.md", "blog_hello_index")],
)
def test_plain_paths_are_their_own_ids(path: str, expected: str) -> None:
    """A path of letters, digits and hyphens can be read from its id."""
    assert post_id(path) == expected


@pytest.mark.parametrize(
    "path", ["a_b.md", "Ünïcode.md", "a.rst", "日本語.md", "\udcff.md", "x" * 300 + " y.md", "a.b.md"]
)
def test_other_paths_get_a_slug_and_a_digest(path: str) -> None:
    """They are readable as far as that goes, and not too long."""
    assert re.fullmatch(r"[A-Za-z0-9-]{1,80}-[0-9a-f]{8}", post_id(path))


def test_paths_that_look_alike_differ() -> None:
    """Neither a folder's border nor a path that looks like another's id makes two posts one."""
    hashed = post_id("foo bar.md")
    paths = ["a/b.md", "a_b.md", "a-b.md", "a b.md", "A-b.md", "a-b.rst", "foo bar.md", f"{hashed}.md"]

    assert len({post_id(path) for path in paths}) == len(paths)


ODD = st.text(st.sampled_from("ab-_/. é\udcff"), min_size=1, max_size=12)


@given(st.sets(ODD.map("{}.md".format), max_size=20))
def test_ids_are_safe_and_never_collide(paths: set[str]) -> None:
    """Whatever files are called, each has its own id that fits a URL."""
    ids = {post_id(path) for path in paths}

    assert len(ids) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", found) for found in ids)
