"""Posts that are not shown, not yet, or no more, without a change to their files."""

from datetime import datetime, timedelta

import pytest

from indexer import check, last_report
from indexer.posts.site import Site
from tests.sync.conftest import Blog, changes


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("draft.md", "---\ndraft: true\n---\n", "draft"),
        ("hidden.md", "---\npublished: false\n---\n", "unpublished"),
        ("future.md", "---\ndate: 2024-06-02\n---\n", "future"),
        ("expired.md", "---\nexpiryDate: 2024-05-31\n---\n", "expired"),
        ("picture.png", b"\x89PNG", "not a post"),
        ("README.md", "about", "section page"),
        ("_index.md", "about", "section page"),
        (".hidden.md", "text", "hidden"),
    ],
)
def test_what_is_not_shown_is_left_out_for_a_reason(blog: Blog, path: str, text: str | bytes, reason: str) -> None:
    """And counted under it, in the second sync as well."""
    blog.write(path, text)

    for _ in range(2):
        report = blog.sync()
        assert (report.indexed, report.left_out) == (3, {reason: 1})


def test_ignored_files_are_left_out(blog: Blog) -> None:
    """As the blog's own rules say."""
    blog.write(".backmatterignore", "two.md\n")

    report = blog.sync()

    assert report.left_out == {"hidden": 1, "ignored": 1}
    assert blog.titles == {"one", "three"}


def test_a_post_that_becomes_a_draft_is_removed_and_comes_back(blog: Blog) -> None:
    """With a change to its file."""
    blog.sync()
    text = (blog.posts / "one.md").read_text()
    blog.write("one.md", text.replace("---\n", "---\ndraft: true\n", 1))
    assert changes(blog.sync()) == (0, 0, 1)

    blog.write("one.md", text)
    assert changes(blog.sync()) == (1, 0, 0)
    assert blog.titles == {"one", "two", "three"}


def test_a_future_post_is_shown_when_it_is_due(blog: Blog) -> None:
    """Not a moment before."""
    blog.write("future.md", "---\ntitle: future\ndate: 2024-06-01T13:00:00Z\n---\n")
    assert blog.sync().left_out == {"future": 1}

    blog.wait(minutes=59)
    assert changes(blog.sync()) == (0, 0, 0)

    blog.wait(minutes=1)
    assert changes(blog.sync()) == (1, 0, 0)
    assert "future" in blog.titles


def test_a_post_that_expires_is_removed(blog: Blog) -> None:
    """When its time has come."""
    blog.write("sale.md", "---\ntitle: sale\nexpiryDate: 2024-06-01T13:00:00Z\n---\n")
    blog.sync()
    assert "sale" in blog.titles

    blog.wait(hours=1)
    report = blog.sync()

    assert (changes(report), report.left_out) == ((0, 0, 1), {"expired": 1})


def test_a_post_may_become_due_and_then_expire(blog: Blog) -> None:
    """Each at its time."""
    blog.write("sale.md", "---\ntitle: sale\ndate: 2024-06-02\nexpiryDate: 2024-06-03\n---\n")
    shown = []
    for _ in range(4):
        blog.sync()
        shown.append("sale" in blog.titles)
        blog.wait(days=1)

    assert shown == [False, True, False, False]


def test_a_sync_tells_when_the_next_one_has_something_to_do(blog: Blog) -> None:
    """The first moment of all, whether a post becomes due or expires; it is remembered, too."""
    assert blog.sync().next_due is None
    blog.write("sale.md", "---\ntitle: sale\ndate: 2024-06-02\nexpiryDate: 2024-06-04\n---\n")
    blog.write("future.md", "---\ntitle: future\ndate: 2024-06-03\n---\n")
    blog.write("draft.md", "---\ntitle: draft\ndraft: true\ndate: 2024-06-01T13:00:00Z\n---\n")
    moments: list[datetime | None] = [check(blog.posts, site=Site(), now=blog.now).next_due]
    while moment := blog.sync().next_due:
        report = last_report(blog.index)
        assert report
        moments.append(report.next_due)
        blog.now = moment

    midnight = datetime.fromisoformat("2024-06-02T00:00:00Z")
    assert moments == [midnight + timedelta(days=days) for days in (0, 0, 1, 2)]
