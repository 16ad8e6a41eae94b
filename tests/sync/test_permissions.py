"""Files and folders that may not be read or written, even where root runs the tests."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer import EngineError, PostsFolderError
from tests.sync.conftest import Blog, changes

NOBODY = 65534
"""The user whom Unix gives no rights."""


@pytest.fixture
def restricted() -> Iterator[Blog]:
    """A blog of three posts whose sync runs without the rights of root, whoever runs the tests."""
    with TemporaryDirectory() as place:  # the folders of pytest may be entered by their owner alone
        blog = Blog(Path(place))
        for name, title in (("one.md", "one"), ("two.md", "two"), ("inner/three.md", "three")):
            blog.write(name, f"# {title}\n")
        blog.sync()
        is_root = os.geteuid() == 0
        for path in (Path(place), *Path(place).rglob("*")) if is_root else ():
            os.chown(path, NOBODY, NOBODY)
        try:
            os.seteuid(NOBODY if is_root else os.geteuid())
            yield blog
        finally:
            os.seteuid(0 if is_root else os.geteuid())
            for path in (blog.posts / "inner", blog.index):
                path.chmod(0o700)
            blog.engine.close()


def problems(blog: Blog) -> dict[str, str]:
    """The messages of a sync, by path."""
    return {problem.path: problem.message for problem in blog.sync().problems}


def test_a_post_without_permission_goes_on_being_found(restricted: Blog) -> None:
    """As it was, in every sync, and is read as soon as that is allowed."""
    (restricted.posts / "one.md").write_text("# changed\n")
    (restricted.posts / "one.md").chmod(0)

    for _ in range(2):
        message = problems(restricted)["one.md"]
        assert "chmod u+r 'one.md'" in message
        assert "until then it is found as it was before" in message
        assert restricted.titles == {"one", "two", "three"}

    (restricted.posts / "one.md").chmod(0o644)
    assert problems(restricted) == {}
    assert restricted.titles == {"changed", "two", "three"}


def test_a_folder_that_may_not_be_listed_ends_the_sync(restricted: Blog) -> None:
    """Nothing is taken for removed; the message names the folder and two cures."""
    (restricted.posts / "inner").chmod(0)
    restricted.write("new.md")

    with pytest.raises(PostsFolderError, match=r"posts/inner/: .*Permission denied.*allow reading it, or name it in"):
        restricted.sync()
    assert restricted.titles == {"one", "two", "three"}

    restricted.write(".backmatterignore", "/inner/\n")
    assert changes(restricted.sync()) == (1, 0, 1)


def test_a_link_into_a_place_that_may_not_be_seen_ends_the_sync(restricted: Blog) -> None:
    """It may be a folder of posts; if it is named like a post, it is one that cannot be read."""
    hidden = restricted.index / "hidden"
    hidden.mkdir()
    (restricted.posts / "post.md").symlink_to(hidden / "post.md")
    (restricted.posts / "notes").symlink_to(hidden / "notes")
    hidden.chmod(0)

    with pytest.raises(PostsFolderError, match=r"posts/notes: .*Permission denied"):
        restricted.sync()
    (restricted.posts / "notes").unlink()

    assert list(problems(restricted)) == ["post.md"]
    hidden.chmod(0o700)


def test_files_without_search_permission_are_all_kept(restricted: Blog) -> None:
    """A folder that can be listed and not entered shows names and nothing else."""
    (restricted.posts / "inner").chmod(0o400)

    assert list(problems(restricted)) == ["inner/three.md"]
    assert restricted.titles == {"one", "two", "three"}


def test_an_index_folder_that_may_not_be_written_is_named(restricted: Blog) -> None:
    """Searching goes on."""
    restricted.write("new.md")
    restricted.index.chmod(0o500)

    with pytest.raises(EngineError, match=r"index: .*allow writing"):
        restricted.sync()
    assert restricted.titles == {"one", "two", "three"}
