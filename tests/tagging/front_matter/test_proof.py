"""Whether an edited file is what it was, but for its tags."""

import pytest

from indexer.posts.site import Site
from indexer.tagging.front_matter.proof import Version

HEADER = "title: Title\nphoto: {tags: a}\nextra: {x: 1}\n"
BEFORE = f"---\n{HEADER}tags: [a]\n---\n\nText\n\n    code\n"
WRITTEN = BEFORE.replace("[a]", "[a, b]")


def version(text: str) -> Version:
    """The post *text*."""
    return Version.of("a.md", text.encode(), Site(generator="", language="en"))


@pytest.mark.parametrize(
    "after",
    [
        WRITTEN,
        WRITTEN.replace("tags: [a, b]", "keywords: [a, b]"),
        WRITTEN.replace("tags: [a, b]\n", "").replace("{x: 1}", "{x: 1, tags: [a, b]}"),
        WRITTEN.replace("tags: [a, b]", "taxonomies: {tags: [a, b]}"),
        WRITTEN.replace("title", "\n# noted\ntitle"),
    ],
)
def test_tags_may_change(after: str) -> None:
    """Wherever they are read from."""
    assert version(after).is_but_for_tags(version(BEFORE), ("a", "b"))


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE.replace("[a]", "[b, a]"),
        BEFORE.replace("[a]", "[a, b, c]"),
        WRITTEN.replace("Text", "text"),
        WRITTEN.replace("    code", "code"),
        WRITTEN.replace("title: Title", "title: Other"),
        WRITTEN.replace("{tags: a}", "{tags: b}"),
        WRITTEN.replace("{x: 1}", "{x: 2}"),
        WRITTEN.replace("x: 1", ""),
        WRITTEN.replace("title", "new: 1\ntitle"),
        WRITTEN.replace("title", "tags: [c]\ntitle"),
        WRITTEN.replace("title", "draft: true\ntitle"),
    ],
)
def test_nothing_else_may_change(after: str) -> None:
    """Neither text nor fields, and no new problem may come of it."""
    assert not version(after).is_but_for_tags(version(BEFORE), ("a", "b"))


def test_a_new_header_may_say_the_title() -> None:
    """As it was read without one."""
    before = version("# Title\n\nText\n")

    assert version("---\ntitle: Title\ntags: a\n---\n# Title\n\nText\n").is_but_for_tags(before, ("a",))
    assert not version("---\nname: Title\ntags: a\n---\n# Title\n\nText\n").is_but_for_tags(before, ("a",))


def test_a_conflict_is_found() -> None:
    """At the line where it begins."""
    assert version("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\n").conflict == 2
    assert version(BEFORE).conflict is None
