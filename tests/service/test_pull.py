"""git, run for real, on repositories that are made here."""

import shutil
import subprocess
from pathlib import Path

import pytest

from service import pull as pulling
from service.pull import PullFailed, pull

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@blog.example")
    done = subprocess.run(
        ["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


def write(repository: Path, text: str, *, path: str = "content/posts/a.md") -> None:
    """Commit a post."""
    file = repository / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Write")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Where the blog is written."""
    folder = tmp_path / "remote"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, "first")
    return folder


@pytest.fixture
def clone(remote: Path, tmp_path: Path) -> Path:
    """Where it is searched; its name holds a space."""
    folder = tmp_path / "the clone"
    git(tmp_path, "clone", "--quiet", str(remote), str(folder))
    return folder


def refused(posts: Path) -> str:
    """Why the pull fails."""
    with pytest.raises(PullFailed) as failed:
        pull(posts)
    message = str(failed.value)
    assert message.startswith(f"{posts}: git pull failed (")
    assert "\n" not in message
    return message


def test_what_was_pushed_is_there(remote: Path, clone: Path) -> None:
    """The posts may lie somewhere inside the repository."""
    write(remote, "second")

    pull(clone / "content" / "posts")

    assert (clone / "content/posts/a.md").read_text() == "second"


def test_own_settings_for_pull_do_not_matter(remote: Path, clone: Path) -> None:
    """Who likes to rebase does not rebase here."""
    git(clone, "config", "pull.rebase", "true")
    write(remote, "second")

    pull(clone)

    assert (clone / "content/posts/a.md").read_text() == "second"


def test_a_change_elsewhere_in_the_folder_is_no_obstacle(remote: Path, clone: Path) -> None:
    """Only a file that both sides changed is one."""
    (clone / "content/posts/b.md").write_text("mine")
    write(remote, "second")

    pull(clone)

    assert (clone / "content/posts/b.md").read_text() == "mine"


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    """The message says how to do without git."""
    assert "Clone the blog's repository there, or sync without --pull." in refused(tmp_path)


def test_a_missing_folder(tmp_path: Path) -> None:
    """The folder is named."""
    assert "Name the folder that holds the posts." in refused(tmp_path / "missing")


def test_a_changed_post_is_kept(remote: Path, clone: Path) -> None:
    """Nothing that was not committed is ever lost."""
    (clone / "content/posts/a.md").write_text("mine")
    write(remote, "second")

    assert "commit or undo them" in refused(clone)
    assert (clone / "content/posts/a.md").read_text() == "mine"


def test_histories_that_have_parted(remote: Path, clone: Path) -> None:
    """No merge is ever made."""
    write(clone, "mine")
    write(remote, "second")

    assert "push them, or drop them" in refused(clone)
    assert git(clone, "log", "--format=%s").count("Write") == 2


def test_a_detached_head(clone: Path) -> None:
    """As after a checkout of a commit."""
    git(clone, "checkout", "--quiet", "--detach")

    assert "git switch BRANCH" in refused(clone)


def test_a_branch_that_follows_nothing(clone: Path) -> None:
    """The cure is git's own."""
    git(clone, "switch", "--quiet", "--create", "drafts")

    assert "--set-upstream-to" in refused(clone)


def test_a_remote_that_is_away(clone: Path, remote: Path) -> None:
    """As when the network is."""
    remote.rename(remote.with_name("elsewhere"))

    assert "git remote -v" in refused(clone)


def test_a_merge_that_was_left_half_done(remote: Path, clone: Path) -> None:
    """Somebody worked in the folder."""
    write(clone, "mine")
    write(remote, "second")
    with pytest.raises(subprocess.CalledProcessError):
        git(clone, "pull", "--no-rebase")

    assert "git merge --abort" in refused(clone)


def test_another_git_at_work(remote: Path, clone: Path) -> None:
    """Its lock is named."""
    write(remote, "second")
    (clone / ".git/index.lock").touch()

    assert "Another git works there" in refused(clone)


def test_a_password_is_never_asked_for_nor_shown(clone: Path) -> None:
    """Addresses may hold one."""
    git(clone, "remote", "set-url", "origin", "http://ann:secret@127.0.0.1:9/blog.git")

    message = refused(clone)

    assert "secret" not in message
    assert "127.0.0.1:9" in message


@pytest.mark.slow
def test_git_is_not_waited_for_for_ever(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has started ends with it."""
    monkeypatch.setattr(pulling, "TIMEOUT", 0.5)
    git(clone, "config", "remote.origin.uploadpack", "sleep 600 #")

    assert "timed out after 0 seconds" in refused(clone)


def test_git_that_is_not_installed(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cure is to install it."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/env").symlink_to(shutil.which("env") or "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert "Install git, or sync without --pull." in refused(clone)
