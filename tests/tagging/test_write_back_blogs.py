"""Tags written into every post of real blogs, where they are at hand: only lines of tags change."""

import re
import shutil
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path

import pytest

from indexer.posts.folder import read_bytes, walk
from indexer.posts.generators import resolve
from indexer.posts.reader import read_post
from indexer.posts.site import Site
from indexer.tagging.changes import TagChange, TagRefusal, tag_changes, write_tags
from indexer.tagging.write_back import missing

BLOGS = Path(__file__).parents[3] / "shared" / "corpora" / "blogs"
EVERY = 8
"""Of a blog every eighth post is written to; all of them take minutes, and say the same."""
ADDED = ("backmatter", "two words", "C#", "no")

_KEY = rb"""\s*["']?(?:tags?|topics|keywords)["']?\s*[:=]"""
_OF_TAGS = re.compile(rb"%b|@def tags =|\s*<meta name=\"keywords\"|\s*-|---$|\[taxonomies\]$|$" % _KEY, re.IGNORECASE)
"""How a line begins that may have come with tags: their key, an entry of a list, the fence of a new header."""


def blogs() -> list[Path]:
    """The blogs that are at hand."""
    return sorted(BLOGS.iterdir()) if BLOGS.is_dir() else []


def changed_lines(before: bytes, after: bytes) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """The lines that are gone and those that came in their place, for each place."""
    old, new = before.splitlines(), after.splitlines()
    # Bodies are long and the same; only what is left is compared.
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(old), reversed(new), strict=False)))
    old, new = old[: len(old) - same], new[: len(new) - same]
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield old[i:j], new[k:m]


@pytest.mark.slow
@pytest.mark.skipif(not blogs(), reason="no blogs are at hand")
@pytest.mark.parametrize("blog", blogs(), ids=lambda blog: blog.name)
def test_only_lines_of_tags_change(blog: Path, tmp_path: Path) -> None:
    """And what is read back is what was accepted; refused is only what has neither header nor heading."""
    posts = tmp_path / blog.name
    shutil.copytree(blog, posts, ignore=shutil.ignore_patterns(".git"))
    site = resolve(Site(), posts)
    paths = [file.path for file in walk(posts) if not file.left_out][::EVERY]
    refused = []
    for outcome in tag_changes(posts, dict.fromkeys(paths, ADDED), site):
        if isinstance(outcome, TagRefusal):
            refused.append(outcome)
        else:
            assert write_tags(posts, outcome) is None
            check(blog, outcome, posts, site)

    assert [refusal for refusal in refused if "no header" not in refusal.message] == []
    assert len(refused) * 20 <= len(paths) + 20


def check(blog: Path, change: TagChange, posts: Path, site: Site) -> None:
    """What must hold of every file that was written."""
    before, after = read_bytes(blog, change.path), read_bytes(posts, change.path)
    old = read_post(change.path, before, site)
    assert read_post(change.path, after, site).tags == (*old.tags, *missing(old.tags, ADDED)), change.path
    for gone, came in changed_lines(before, after):
        assert all(_OF_TAGS.match(line) for line in (*gone, *came)), (change.path, gone, came)
