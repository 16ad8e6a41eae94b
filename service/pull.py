"""git: brings the posts folder in step with its remote, before a sync reads it."""

import os
import re
import signal
import subprocess
from pathlib import Path

TIMEOUT = 120.0
"""Seconds that git may take. A network that is away should not keep posts that are there from being indexed."""

_QUIET = ("env", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never")
"""Nobody is there to be asked for a password; and messages in one language can be told apart."""

_TIDY = ("-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false")
"""Nothing of git's goes on in the background: in a container nobody would take note of its end."""

_BY_HAND = "Run git pull --ff-only there by hand to see more."

_CURES = (
    (
        r"No such file or directory.*git|git.*No such file or directory",
        "Install git, or sync without --pull.",
    ),
    ("cannot change to", "Name the folder that holds the posts."),
    ("not a git repository", "Clone the blog's repository there, or sync without --pull."),
    (
        "dubious ownership",
        "The folder is another user's: as the user who syncs, git config --global --add safe.directory FOLDER.",
    ),
    ("not currently on a branch", "Check out the branch to be followed: git switch BRANCH."),
    ("no tracking information", "Say what to follow: git branch --set-upstream-to=origin/BRANCH."),
    ("no such ref was fetched", "The followed branch is gone from the remote: git switch another."),
    (
        "Not possible to fast-forward|[Dd]iverg|need to specify how",
        "The folder has commits that the remote has not: push them, or drop them by git reset --hard @{upstream}.",
    ),
    (
        "would be overwritten|unstaged changes|uncommitted changes",
        "The folder has changes that are not committed: commit or undo them (git status shows them).",
    ),
    ("unmerged files|not concluded your merge", "A merge was left half done there: finish it, or git merge --abort."),
    (
        r"index\.lock|cannot lock ref|shallow\.lock",
        "Another git works there; if none does, one has died: remove the lock that it names.",
    ),
    (
        "could not read Username|could not read Password|Authentication failed|Permission denied|publickey",
        "Give the user who syncs a deploy key or a credential helper; nobody is asked for a password.",
    ),
    ("Host key verification failed", "Connect once by hand (ssh HOST) as the user who syncs, to accept its key."),
    (
        "Could not resolve|unable to access|Could not read from remote|does not appear to be a git|timed out",
        "Check the network and the remote's address: git remote -v.",
    ),
)
"""What to do about each message of git's; the first that fits counts."""


class PullFailed(Exception):
    """The posts folder could not be brought in step with its remote; the message says why and what to do."""


def pull(posts: Path) -> None:
    """Run ``git pull --ff-only`` in the repository that *posts* lies in; raises PullFailed."""
    command = [*_QUIET, "git", *_TIDY, "-C", str(posts), "pull", "--ff-only", "--no-rebase", "--quiet"]
    # A session of its own has no terminal on which ssh could ask, and what git starts can be ended with it.
    with subprocess.Popen(  # noqa: S603  (no shell, and the folder is the owner's own setting)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as git:
        try:
            _, complaints = git.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            raise PullFailed(_message(posts, f"timed out after {TIMEOUT:.0f} seconds")) from None
        finally:
            _end(git)
    if git.returncode:
        raise PullFailed(_message(posts, complaints.decode(errors="replace")))


def _end(git: "subprocess.Popen[bytes]") -> None:
    """End *git* and what it has started, if it still runs."""
    if git.poll() is None:
        os.killpg(git.pid, signal.SIGKILL)


def _message(posts: Path, complaints: str) -> str:
    cure = next((cure for pattern, cure in _CURES if re.search(pattern, complaints)), _BY_HAND)
    return f"{posts}: git pull failed ({_reason(complaints)}). {cure}"


def _reason(complaints: str) -> str:
    """The line that says most, without the passwords that addresses may hold."""
    lines = [line.strip() for line in complaints.splitlines() if line.strip()] or ["git said nothing"]
    blamed = [line for line in lines if re.match(r"fatal:|error:|ssh:|env:", line)] or lines
    return re.sub(r"://[^/@\s]+@", "://", re.sub(r"^(fatal|error): ", "", blamed[0])).rstrip(".:")
