"""Odd places: loops of links, names in no encoding, things that are no files, folders that vanish."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from indexer import Query, SyncReport, check
from indexer.posts import folder
from tests.sync.conftest import SITE, Blog, changes


def messages(report: SyncReport) -> dict[str, str]:
    """What the report says, by path."""
    return {problem.path: problem.message for problem in report.problems}


def pipe(path: Path) -> None:
    """Reading it would wait for a writer forever."""
    os.mkfifo(path)


def listening(path: Path) -> None:
    """A socket of a server that is gone."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(path))


def device(path: Path) -> None:
    """Which a node of one's own needs rights for, and a link does not."""
    path.symlink_to("/dev/zero")


def link_to_itself(path: Path) -> None:
    """Nothing is behind it."""
    path.symlink_to(path.name)


def link_to_nowhere(path: Path) -> None:
    """What it led to is gone."""
    path.symlink_to("../elsewhere/post.md")


def failing(path: Path) -> None:
    """A regular file whose first page no process may read: the disk could not fail in another way."""
    path.symlink_to("/proc/self/mem")


def huge(path: Path) -> None:
    """More than any memory, on a disk that has not as much, either."""
    path.touch()
    os.truncate(path, 2**42)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (pipe, "no regular file; rename it, or name it in .backmatterignore"),
        (listening, "no regular file"),
        (device, "no regular file"),
        (link_to_itself, "leads to itself; remove it"),
        (link_to_nowhere, "leads nowhere; remove it"),
        (failing, "cannot be read: Input/output error; check the disk"),
        (huge, "4194304 MB is more than the 20 MB"),
    ],
)
def test_what_is_named_like_a_post_and_cannot_be_read_is_reported(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], message: str
) -> None:
    """In every sync; the rest is indexed, and nothing waits."""
    monkeypatch.chdir(blog.posts)  # a socket's path may have few letters
    make(Path("odd.md"))

    for _ in range(2):
        report = blog.sync()
        assert message in messages(report)["odd.md"]
        assert (report.seen, report.indexed, report.failed) == (4, 3, 1)


def test_a_post_that_the_disk_fails_to_give_is_kept(blog: Blog) -> None:
    """In every sync it is reported and found, until it can be read, or is gone."""
    first = blog.sync()
    blog.remove("one.md")
    failing(blog.posts / "one.md")

    for _ in range(2):
        report = blog.sync()
        assert "until then it is found as it was before" in messages(report)["one.md"]
        assert (changes(report), report.generation, report.failed) == ((0, 0, 0), first.generation, 0)

    blog.remove("one.md")
    assert changes(blog.sync()) == (0, 0, 1)


def test_a_post_that_the_disk_fails_to_give_ends_when_it_was_to(blog: Blog) -> None:
    """Its author said until when it may be found."""
    blog.write("sale.md", "---\ntitle: sale\nexpiryDate: 2024-06-01T13:00:00Z\n---\n")
    blog.sync()
    blog.remove("sale.md")
    failing(blog.posts / "sale.md")
    due = blog.sync().next_due
    assert "sale" in blog.titles

    blog.wait(hours=1)
    report = blog.sync()

    assert due == blog.now
    assert (changes(report), report.failed) == ((0, 0, 1), 1)


def test_a_post_that_was_no_post_yet_is_not_made_one_by_a_failing_disk(blog: Blog) -> None:
    """Nothing was found of it before."""
    blog.write("draft.md", "---\ndraft: true\n---\n")
    blog.sync()
    blog.remove("draft.md")
    failing(blog.posts / "draft.md")

    report = blog.sync()

    assert (report.indexed, report.failed, report.left_out) == (3, 1, {})
    assert "until then" not in messages(report)["draft.md"]


def test_a_rebuild_keeps_only_what_it_can_read(blog: Blog) -> None:
    """It starts from an empty index."""
    blog.sync()
    blog.remove("one.md")
    failing(blog.posts / "one.md")

    assert changes(blog.sync(rebuild=True)) == (0, 2, 1)


def test_links_that_lead_in_circles_end(blog: Blog) -> None:
    """A folder in itself, in its parent, and two that hold each other: each post is found once."""
    for name in ("a", "b"):
        blog.write(f"{name}/{name}.md", f"# {name}\n")
    for link, target in (("a/self", "."), ("a/parent", ".."), ("a/other", "../b"), ("b/other", "../a")):
        (blog.posts / link).symlink_to(target)

    report = blog.sync()

    assert (report.seen, report.indexed, report.problems) == (5, 5, ())
    assert blog.titles == {"one", "two", "three", "a", "b"}


def test_links_out_of_the_folder_are_followed(blog: Blog) -> None:
    """To a file and to a folder; what they lead to need not lie in the posts folder."""
    elsewhere = blog.posts.parent / "elsewhere"
    (elsewhere / "inner").mkdir(parents=True)
    (elsewhere / "inner" / "far.md").write_text("# far\n")
    (elsewhere / "near.md").write_text("# near\n")
    (blog.posts / "linked.md").symlink_to(elsewhere / "near.md")
    blog.write("notes/own.md", "# own\n")
    blog.sync()
    (blog.posts / "notes" / "all").symlink_to(elsewhere / "inner")

    found = folder.walk(blog.posts)

    assert [file.path for file in found if "/" in file.path] == ["notes/all/far.md", "notes/own.md"]
    assert all(file.stamp for file in found)
    assert "near" in blog.titles


NAMES = (
    *(b"caf\xe9.md", "café.md".encode(), "cafe\u0301.md".encode(), b"Cafe.md", b"cafe.md", b"CAFE.MD"),
    *(b"line\nbreak.md", b"\x01\x1b[31m.md", b"\xff\xfe.md", b"\xed\xa0\x80.md", b" .md", b"-.md", b"~.md", b"%2e.md"),
    *(b"x" * 252 + b".md", b"y" * 252 + b".md", "日本語.md".encode(), "\u202egnp.md".encode(), b"a'\"<&>.md"),
)


def test_posts_may_have_any_name(blog: Blog) -> None:
    """Each has an id of its own, by which it is found; a second sync knows them all again."""
    for number, name in enumerate(NAMES):
        with open(os.fsencode(blog.posts) + b"/" + name, "w") as file:  # noqa: PTH123  (a name in bytes)
            file.write(f"# odd {number}\n")

    first = blog.sync()
    second = blog.sync()

    assert (first.indexed, changes(second), second.problems) == (3 + len(NAMES), (0, 0, 0), first.problems)
    assert {f"odd {number}" for number in range(len(NAMES))} <= blog.titles
    hits = blog.engine.search(Query(limit=1000)).hits
    assert len({hit.id for hit in hits}) == len(hits) == first.indexed
    assert all(blog.engine.get(hit.id) for hit in hits)


def test_two_names_whose_ids_are_the_same_by_chance_are_told_of(blog: Blog) -> None:
    """The first in the order of paths is shown, whatever came when, and the other one as soon as it is gone."""
    first, second = "世乓一.md", "些为一.md"
    blog.write(second, "# second\n")
    assert blog.sync().problems == ()
    blog.write(first, "# first\n")

    for _ in range(2):
        report = blog.sync()
        assert [(problem.path, problem.code) for problem in report.problems] == [(second, "same-id")]
        assert first in report.problems[0].message
        assert (report.failed, blog.titles) == (1, {"one", "two", "three", "first"})
    assert check(blog.posts, site=SITE, now=blog.now).problems == report.problems

    blog.remove(first)
    assert blog.sync().problems == ()
    assert blog.titles == {"one", "two", "three", "second"}


def test_a_folder_that_vanishes_while_it_is_walked_is_no_error(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was in it is gone, whether nothing or a file took its place."""
    blog.write("a/inner.md")
    blog.write("b/inner.md")
    real = os.scandir

    def scandir(place: str) -> object:
        for name in ("a", "b"):
            if (blog.posts / name / "inner.md").exists():
                (blog.posts / name / "inner.md").unlink()
                (blog.posts / name).rmdir()
        with real(place) as entries:
            return _Listed([*entries, *gone])

    with real(blog.posts) as entries:
        gone = [entry for entry in entries if entry.is_dir()]
    monkeypatch.setattr(os, "scandir", scandir)

    assert [file.path for file in folder.walk(blog.posts)] == ["one.md", "three.md", "two.md"]


class _Listed(list[os.DirEntry[str]]):
    """What `os.scandir` gives."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass
