"""The watch over a real folder: what is a change, what is none, and what it survives."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchfiles import Change

from service.schedule.watching import Watch, matters

ROOT, INDEX = Path("/posts"), Path("/posts/index")
LOOKS = 60
"""How often to look for a change that must come, before giving up; each look takes a third of a second."""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of posts that may be changed."""
    folder = tmp_path / "posts"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024/a.md").write_text("first")
    return folder


class Watched:
    """A watch that has begun, and what it says to the owner."""

    def __init__(self, posts: Path, index: Path) -> None:
        self.notes: list[str] = []
        self._watch = Watch(posts, index, self.notes.append)
        assert self._watch.changed()  # the first sight

    def sees(self, change: Callable[[], object]) -> bool:
        """Whether *change* is noticed, sooner or later."""
        self.quiet()
        change()
        return any(self._watch.changed() for _ in range(LOOKS))

    def ignores(self, change: Callable[[], object]) -> bool:
        """Whether *change* makes nobody sync."""
        self.quiet()
        change()
        return not any(self._watch.changed() for _ in range(5))

    def times(self, looks: int) -> int:
        """How often a change is told in so many looks."""
        return sum(self._watch.changed() for _ in range(looks))

    def quiet(self) -> None:
        """Wait until nothing changes."""
        while any(self._watch.changed() for _ in range(2)):
            pass


@pytest.fixture
def watched(posts: Path, tmp_path: Path) -> Watched:
    """A watch over the posts."""
    return Watched(posts, tmp_path / "index")


def changed(path: str, *changes: Change) -> bool:
    """Whether it matters that this happened to a path which is no folder (any more)."""
    return matters({(change, path) for change in changes or (Change.modified,)}, ROOT, INDEX)


@pytest.mark.parametrize(
    "path", ["/posts/a.md", "/posts/2024/b.MDX", "/posts/x/index.rst", "/posts/.backmatterignore", "/posts/~draft.md"]
)
def test_posts_matter(path: str) -> None:
    """And what names those that are ignored."""
    assert changed(path)
    assert changed(path, Change.deleted)
    assert changed(path, Change.added, Change.deleted)


@pytest.mark.parametrize(
    "path",
    [
        *("/posts/.a.md.swp", "/posts/.a.md.swx", "/posts/4913", "/posts/a.md~"),  # vim
        *("/posts/.#a.md", "/posts/#a.md#"),  # Emacs
        *("/posts/a.md___jb_tmp___", "/posts/a.md___jb_old___"),  # JetBrains
        *("/posts/.goutputstream-X1Y2Z3", "/posts/a.md.tmp", "/posts/.a.md.kate-swp", "/posts/sedA1b2C3"),
        *("/posts/.git/index", "/posts/.git/a.md", "/posts/.obsidian/x.md", "/posts/node_modules/x/readme.md"),
        *("/posts/index/generations/000001/a.txt", "/posts/index/tasks.db", "/posts/.DS_Store"),
    ],
)
def test_what_editors_and_tools_write_does_not_matter(path: str) -> None:
    """Neither when it comes nor when it goes."""
    assert not changed(path, Change.added, Change.modified)
    assert not changed(path, Change.deleted)


def test_other_files_matter_only_when_they_may_have_been_folders() -> None:
    """Nobody can tell of something that is gone; a picture that comes is none."""
    assert not changed("/posts/cat.png", Change.added, Change.modified)
    assert not changed("/posts/cat.png", Change.added, Change.deleted)
    assert changed("/posts/2024", Change.deleted)


def test_a_new_folder_matters(tmp_path: Path) -> None:
    """It may have come with posts in it."""
    (tmp_path / "moved in").mkdir()

    assert matters({(Change.added, str(tmp_path / "moved in"))}, tmp_path, INDEX)


@pytest.mark.slow
@pytest.mark.parametrize("polling", [False, True])
def test_posts_that_come_change_and_go_are_seen(
    posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, polling: bool
) -> None:
    """By notice of the system, and by looking."""
    if polling:
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
        monkeypatch.setenv("WATCHFILES_POLL_DELAY_MS", "50")
    watched = Watched(posts, tmp_path / "index")

    assert watched.sees(lambda: (posts / "b.md").write_text("second"))
    assert watched.sees(lambda: (posts / "b.md").write_text("changed"))
    assert watched.sees((posts / "b.md").unlink)
    assert watched.sees(lambda: (posts / "2024").rename(posts / "v1.0"))
    assert watched.sees(lambda: (posts / "v1.0/a.md").write_text("changed"))
    assert watched.sees(lambda: shutil.rmtree(posts / "v1.0"))
    assert watched.notes == []


@pytest.mark.slow
def test_editors_are_seen_to_save(watched: Watched, posts: Path) -> None:
    """In place, and by a file that takes the name of the post."""
    other = posts / "2024/.a.md.tmp"
    other.write_text("changed")

    assert watched.sees(lambda: other.replace(posts / "2024/a.md"))
    assert watched.ignores(lambda: other.write_text("once more"))


@pytest.mark.slow
def test_reading_is_no_change(watched: Watched, posts: Path) -> None:
    """Or else each sync would lead to the next."""
    assert watched.ignores((posts / "2024/a.md").read_text)


@pytest.mark.slow
def test_many_changes_at_once_are_one_or_two(watched: Watched, posts: Path) -> None:
    """As when git checks out another branch."""
    watched.quiet()
    for number in range(1_000):
        (posts / f"{number}.md").write_text("new")

    assert 1 <= watched.times(looks=10) <= 2


@pytest.mark.slow
def test_changes_that_never_end_are_told(watched: Watched, posts: Path) -> None:
    """They do not put off the sync for ever."""
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\nwhile True: open(sys.argv[1], 'w').close(); time.sleep(0.05)",
            posts / "b.md",
        ]
    )
    try:
        assert watched.times(looks=3) >= 2
    finally:
        writer.kill()
        writer.wait()


@pytest.mark.slow
def test_changes_are_kept_while_nobody_asks(watched: Watched, posts: Path) -> None:
    """A sync may be running."""
    watched.quiet()
    (posts / "b.md").write_text("second")
    time.sleep(1)

    assert watched.times(looks=3) == 1


@pytest.mark.slow
def test_a_folder_that_goes_and_comes_back(watched: Watched, posts: Path) -> None:
    """As when it is unmounted: both are told, and what happens then is seen again."""
    away = posts.with_name("away")

    assert watched.sees(lambda: posts.rename(away))
    assert watched.ignores(lambda: (away / "b.md").write_text("unseen"))
    assert watched.sees(lambda: away.rename(posts))
    assert watched.sees(lambda: (posts / "c.md").write_text("seen"))


@pytest.mark.slow
def test_a_folder_that_is_replaced(watched: Watched, posts: Path, tmp_path: Path) -> None:
    """By another with the same name."""
    shutil.copytree(posts, tmp_path / "next")
    posts.rename(tmp_path / "before")

    assert watched.sees(lambda: (tmp_path / "next").rename(posts))
    assert watched.sees(lambda: (posts / "c.md").write_text("seen"))


@pytest.mark.slow
def test_a_link_that_is_turned(posts: Path, tmp_path: Path) -> None:
    """As deployments do it: the next release becomes current at once."""
    shutil.copytree(posts, tmp_path / "next")
    current, turned = tmp_path / "current", tmp_path / "turned"
    current.symlink_to(posts)
    turned.symlink_to(tmp_path / "next")
    watched = Watched(current, tmp_path / "index")

    assert watched.sees(lambda: turned.replace(current))
    assert watched.sees(lambda: (tmp_path / "next/c.md").write_text("seen"))
    assert watched.ignores(lambda: (posts / "c.md").write_text("not read any more"))


@pytest.mark.slow
def test_what_lies_behind_links_is_seen(watched: Watched, posts: Path, tmp_path: Path) -> None:
    """Links that were there, and those that come."""
    (tmp_path / "elsewhere").mkdir()

    assert watched.sees(lambda: (posts / "link").symlink_to(tmp_path / "elsewhere"))
    assert watched.sees(lambda: (tmp_path / "elsewhere/d.md").write_text("seen"))


@pytest.mark.slow
def test_the_index_among_the_posts_is_not_watched(posts: Path) -> None:
    """Each sync would lead to the next."""
    watched = Watched(posts, posts / "index")
    (posts / "index").mkdir()

    assert watched.ignores(lambda: (posts / "index/a.txt").write_text("of ours"))


@pytest.mark.slow
def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    """Is waited for."""
    notes: list[str] = []
    watch = Watch(tmp_path / "posts", tmp_path / "index", notes.append)

    assert not watch.changed()
    (tmp_path / "posts").mkdir()
    assert watch.changed()


_LIMITED = """
import sys
from pathlib import Path
from service.schedule.watching import Watch
Path("/proc/sys/user/max_inotify_watches").write_text("1")
posts = Path(sys.argv[1])
watch = Watch(posts, posts.parent / "index", lambda note: print(note, flush=True))
assert watch.changed()
(posts / "b.md").write_text("second")
print(any(watch.changed() for _ in range(100)))
"""


@pytest.mark.slow
def test_where_the_system_watches_no_more_files_are_polled(posts: Path) -> None:
    """And the owner is told, with the reason."""
    command = ["unshare", "--user", "--map-root-user", sys.executable, "-c", _LIMITED, str(posts)]
    environment = os.environ | {"WATCHFILES_POLL_DELAY_MS": "50"}
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, env=environment)
    except FileNotFoundError:
        pytest.skip("there is no unshare")
    if "max_inotify_watches" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"no limit can be set here: {done.stderr.strip().splitlines()[-1]}")

    note, seen = done.stdout.splitlines()
    assert note.startswith(f"{posts}: every file is looked at every 2 seconds")
    assert "file watch limit reached" in note
    assert seen == "True"
