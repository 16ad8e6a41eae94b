"""Tags on their way into files on a disk."""

import os
import stat
from pathlib import Path

import pytest

from indexer.errors import PostsFolderError
from indexer.posts.site import Site
from indexer.tagging.changes import TagChange, TagRefusal, tag_changes, write_tags

SITE = Site(generator="", language="en")
POST = b"---\r\ntitle: T\r\ntags: [a]\r\n---\r\n\r\nText\r\n"
TAGGED = POST.replace(b"[a]", b"[a, b]")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder with a post, and with files that no tags can be written into."""
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "a.md").write_bytes(POST)
    (folder / "conflict.md").write_bytes(b"---\n<<<<<<< a\ntags: [a]\n=======\n>>>>>>> b\n---\n")
    (folder / "README.md").write_bytes(POST)
    (tmp_path / "outside.md").write_bytes(POST)
    return folder


def change_of(posts: Path, path: str = "a.md") -> TagChange:
    """The tag "b" for the post at *path*."""
    (change,) = tag_changes(posts, {path: ["b"]}, SITE)
    assert isinstance(change, TagChange)
    return change


def test_a_change_is_shown_before_it_is_made(posts: Path) -> None:
    """As a unified diff, in which line ends are no letters."""
    change = change_of(posts)

    assert list(change.diff()) == [
        *("--- a/a.md", "+++ b/a.md", "@@ -1,6 +1,6 @@", " ---", " title: T"),
        *("-tags: [a]", "+tags: [a, b]", " ---", " ", " Text"),
    ]
    assert (posts / "a.md").read_bytes() == POST


def test_a_change_is_made(posts: Path) -> None:
    """And is none the next time."""
    assert write_tags(posts, change_of(posts)) is None

    assert (posts / "a.md").read_bytes() == TAGGED
    assert list(tag_changes(posts, {"a.md": ["B", "a"]}, SITE)) == []


def test_one_bad_file_does_not_stop_the_others(posts: Path) -> None:
    """Each is told of, in the order in which they were named; a file that is no post of the folder is none."""
    named = ["conflict.md", "../outside.md", "README.md", "missing.md", "a.md"]

    *refusals, change = tag_changes(posts, {path: ["b"] for path in named}, SITE)

    codes = [refusal.code for refusal in refusals if isinstance(refusal, TagRefusal)]
    assert codes == ["merge-conflict", "no-such-post", "no-such-post", "no-such-post"]
    assert str(refusals[0]).startswith("conflict.md: merge-conflict: A merge conflict was left in its header, line 2;")
    assert isinstance(change, TagChange)


def test_a_file_that_was_changed_meanwhile_stays(posts: Path) -> None:
    """What its author wrote is not lost."""
    change = change_of(posts)
    (posts / "a.md").write_bytes(POST + b"More")

    refused = write_tags(posts, change)

    assert refused
    assert refused.code == "changed"
    assert (posts / "a.md").read_bytes() == POST + b"More"


def test_a_file_that_vanished_is_told_of(posts: Path) -> None:
    """It is not made anew."""
    change = change_of(posts)
    (posts / "a.md").unlink()

    refused = write_tags(posts, change)

    assert refused
    assert refused.code == "unreadable"
    assert not (posts / "a.md").exists()


def test_mode_and_links_stay(posts: Path) -> None:
    """A link still leads to the file, which is the one that is written."""
    (posts / "a.md").chmod(0o600)
    (posts / "link.md").symlink_to("a.md")

    assert write_tags(posts, change_of(posts, "link.md")) is None

    assert (posts / "link.md").is_symlink()
    assert (posts / "a.md").read_bytes() == TAGGED
    assert stat.S_IMODE((posts / "a.md").stat().st_mode) == 0o600
    assert sorted(path.name for path in posts.iterdir()) == ["README.md", "a.md", "conflict.md", "link.md"]


def test_a_folder_that_may_not_be_written_is_told_of(posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the disk's reason; the file stays as it is."""
    change = change_of(posts)

    def fail(_descriptor: int) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", fail)
    refused = write_tags(posts, change)

    assert refused
    assert str(refused).startswith("a.md: unwritable: The file cannot be written (Permission denied);")
    assert (posts / "a.md").read_bytes() == POST


def test_the_generator_is_told_by_its_signs(posts: Path) -> None:
    """A blog of Zola gets a table of taxonomies."""
    (posts / "zola.toml").write_text("")
    (posts / "a.md").write_text("+++\ntitle = 'T'\n+++\n")

    (change,) = tag_changes(posts, {"a.md": ["b"]}, Site(language="en"))

    assert isinstance(change, TagChange)
    assert change.after == b"+++\ntitle = 'T'\n[taxonomies]\ntags = [\"b\"]\n+++\n"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """Not a folder without posts."""
    with pytest.raises(PostsFolderError):
        list(tag_changes(tmp_path / "nowhere", {}, SITE))
