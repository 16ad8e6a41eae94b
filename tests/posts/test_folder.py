"""The posts folder: what is found, what is left out and why, what cannot be read."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[int]]:
    """Lets something happen whenever a file has been opened and not yet been read; how often it was opened."""

    def set_up(happen: Callable[[], object]) -> list[int]:
        opened: list[int] = []
        real = os.fdopen

        def fdopen(descriptor: int, *arguments: Any, **options: Any) -> Any:
            opened.append(descriptor)
            happen()
            return real(descriptor, *arguments, **options)

        monkeypatch.setattr(os, "fdopen", fdopen)
        return opened

    return set_up


def test_a_file_that_changes_once_while_it_is_read_is_read_again(tmp_path: Path, meanwhile: Any) -> None:
    """All that comes is from one moment: written into, cut off and written anew, or replaced by another file."""
    file = tmp_path / "post.md"
    for change in (_append, _truncate, _replace):
        file.write_text("old")
        steps = iter([change])
        opened = meanwhile(lambda steps=steps: next(steps, lambda _file: None)(file))

        assert read_bytes(tmp_path, "post.md") == file.read_bytes() != b"old"
        assert len(opened) == 2


def _append(file: Path) -> None:
    with file.open("a") as end:
        end.write(" and new")


def _truncate(file: Path) -> None:
    file.write_text("n")


def _replace(file: Path) -> None:
    new = file.with_suffix(".new")
    new.write_text("new")
    new.replace(file)


def test_a_file_that_goes_on_changing_is_not_read_forever(tmp_path: Path, meanwhile: Any) -> None:
    """It may be whole at the next sync."""
    file = tmp_path / "post.md"
    file.write_text("old")
    opened = meanwhile(lambda: _append(file))

    with pytest.raises(UnreadablePost, match="changes while it is read") as raised:
        read_bytes(tmp_path, "post.md")
    assert (raised.value.for_now, len(opened)) == (True, 3)


def test_a_file_that_is_removed_while_it_is_read_has_vanished(tmp_path: Path, meanwhile: Any) -> None:
    """Even though the disk keeps it for who has opened it."""
    file = tmp_path / "post.md"
    file.write_text("old")
    meanwhile(lambda: file.unlink(missing_ok=True))

    with pytest.raises(UnreadablePost, match="vanished") as raised:
        read_bytes(tmp_path, "post.md")
    assert not raised.value.for_now


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the question what it is and the opening."""
    file = tmp_path / "post.md"
    file.write_text("old")
    real = os.open

    def late(path: str, flags: int) -> int:
        file.unlink()
        os.mkfifo(file)
        return real(path, flags)

    monkeypatch.setattr(os, "open", late)
    with pytest.raises(UnreadablePost, match="no regular file"):
        read_bytes(tmp_path, "post.md")


def test_a_rule_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    """Passing over it might show what was to be hidden."""
    put(tmp_path, "a.md")
    for rule in ("!", "a\\", "[z-a]"):
        (tmp_path / ".backmatterignore").write_text(f"drafts/\n{rule}\n")
        with pytest.raises(
            PostsFolderError, match=r"\.backmatterignore:2: .* is no pattern of gitignore; mend or delete it"
        ):
            walk(tmp_path)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_rules_that_cannot_be_read_end_the_run(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """And are not waited for."""
    make(tmp_path / ".backmatterignore")
    with pytest.raises(PostsFolderError, match=r"\.backmatterignore: this is no regular file"):
        walk(tmp_path)
