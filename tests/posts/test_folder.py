"""The posts folder: what is found, what is left out and why, what cannot be read."""

import os
from pathlib import Path

import pytest

from indexer.errors import PostsFolderError, UnreadablePost
from indexer.posts.folder import Found, Stamp, read_bytes, walk


def put(folder: Path, *paths: str) -> None:
    """Write files that only need to exist."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")


def reasons(folder: Path) -> dict[str, str | None]:
    """Each path found, with the reason it is left out for."""
    return {found.path: found.left_out for found in walk(folder)}


def test_posts_come_sorted_by_path(tmp_path: Path) -> None:
    """The order does not depend on the disk."""
    put(tmp_path, "b.md", "a/z.MDX", "a/b/c.rst", "2020.org")
    assert list(reasons(tmp_path)) == ["2020.org", "a/b/c.rst", "a/z.MDX", "b.md"]


def test_posts_come_with_what_the_disk_says_of_them(tmp_path: Path) -> None:
    """Of the file itself, if its name is a link; of what is no post nothing is asked."""
    put(tmp_path, "a.md", "photo.png")
    (tmp_path / "link.md").symlink_to("a.md")
    status = (tmp_path / "a.md").stat()
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    assert walk(tmp_path) == [
        Found("a.md", None, stamp),
        Found("link.md", None, stamp),
        Found("photo.png", "not a post"),
    ]


def test_a_link_to_nowhere_has_no_stamp(tmp_path: Path) -> None:
    """So that it is read, and reported, every time."""
    (tmp_path / "gone.md").symlink_to("nothing.md")
    assert walk(tmp_path) == [Found("gone.md", None, None)]


def test_every_other_file_has_a_reason(tmp_path: Path) -> None:
    """No file is dropped in silence."""
    put(
        tmp_path,
        "a.md",
        "a.Rmd",
        "photo.png",
        "no-suffix",
        "_index.md",
        "x/_index.de.md",
        "README.md",
        ".draft.md",
        "x/.md",
    )
    assert reasons(tmp_path) == {
        "a.md": None,
        "a.Rmd": "not a post",
        "photo.png": "not a post",
        "no-suffix": "not a post",
        "_index.md": "section page",
        "x/_index.de.md": "section page",
        "README.md": "section page",
        ".draft.md": "hidden",
        "x/.md": "hidden",
    }


def test_hidden_folders_and_packages_are_not_entered(tmp_path: Path) -> None:
    """They are not the author's writing."""
    put(tmp_path, ".git/a.md", "node_modules/b/readme.md", "posts/a.md")
    assert reasons(tmp_path) == {"posts/a.md": None}


def test_the_ignore_file_speaks_gitignore(tmp_path: Path) -> None:
    """Folders, stars and exceptions work as authors know them."""
    put(tmp_path, "drafts/a.md", "notes/b.md", "notes/keep.md", "c.md")
    (tmp_path / ".backmatterignore").write_text("drafts/\nnotes/*\n!notes/keep.md\n")
    assert reasons(tmp_path) == {
        ".backmatterignore": "hidden",
        "c.md": None,
        "notes/b.md": "ignored",
        "notes/keep.md": None,
    }


def test_linked_files_and_folders_are_followed_once(tmp_path: Path) -> None:
    """Loops end, and two names of one file are two posts."""
    put(tmp_path, "posts/deep/a.md", "elsewhere/b.md")
    posts = tmp_path / "posts"
    (posts / "linked").symlink_to(tmp_path / "elsewhere")
    (posts / "deep" / "loop").symlink_to(posts)
    (posts / "self").symlink_to("self")
    (posts / "twin.md").symlink_to(posts / "deep" / "a.md")
    assert list(reasons(posts)) == ["deep/a.md", "linked/b.md", "self", "twin.md"]


def test_a_link_that_leads_nowhere_is_reported_when_it_is_read(tmp_path: Path) -> None:
    """It is found, so that it does not vanish unnoticed."""
    (tmp_path / "gone.md").symlink_to("nothing.md")
    assert reasons(tmp_path) == {"gone.md": None}
    with pytest.raises(UnreadablePost, match="leads nowhere"):
        read_bytes(tmp_path, "gone.md")


def test_names_that_are_not_utf8_can_be_read(tmp_path: Path) -> None:
    """The path finds its way back to the same bytes."""
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "wb") as file:  # noqa: PTH123  (a name in bytes)
        file.write(b"text")
    (found,) = walk(tmp_path)
    assert found.left_out is None
    assert read_bytes(tmp_path, found.path) == b"text"


@pytest.mark.parametrize(("name", "message"), [("missing", "no such folder"), ("file", "is a file")])
def test_a_wrong_folder_is_named_with_a_cure(tmp_path: Path, name: str, message: str) -> None:
    """The message says what was looked for and what to do."""
    put(tmp_path, "file")
    with pytest.raises(PostsFolderError, match=message) as raised:
        walk(tmp_path / name)
    assert str(tmp_path / name) in str(raised.value)
    assert "name the folder" in str(raised.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    """A locked file concerns one post, a locked folder the whole run."""
    put(tmp_path, "a.md", "locked/b.md")
    (tmp_path / "a.md").chmod(0)
    with pytest.raises(UnreadablePost, match=r"chmod u\+r"):
        read_bytes(tmp_path, "a.md")
    (tmp_path / "locked").chmod(0)
    try:
        with pytest.raises(PostsFolderError, match="locked"):
            walk(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)


def test_a_pipe_named_like_a_post_does_not_stop_the_run(tmp_path: Path) -> None:
    """Opening it would wait for a writer forever."""
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadablePost, match="no regular file"):
        read_bytes(tmp_path, "pipe.md")


def test_a_folder_read_as_a_post_is_refused(tmp_path: Path) -> None:
    """It may have taken the place of a file since it was found."""
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UnreadablePost, match=r"no regular file|cannot be read"):
        read_bytes(tmp_path, "folder.md")
