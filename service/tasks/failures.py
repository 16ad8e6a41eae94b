"""Why a sync may fail, as a table: the code of each reason, and what everybody may know of it."""

from indexer import (
    BackmatterError,
    EngineNotReady,
    EngineRefused,
    EngineUnreachable,
    IndexDamaged,
    PostsFolderError,
    SyncRefused,
)
from service.pull import PullFailed
from service.tasks.task import INTERRUPTED, TaskError

CANCELED = TaskError("canceled", "The sync was told to stop before it had ended; the next sync does its work.")

ABOUT = {
    "posts_unreadable": "The posts folder is missing or cannot be read.",
    "sync_refused": "The sync would have removed more than half of the posts, so nothing was changed.",
    "pull_failed": "git could not bring the posts folder up to date; what is there was indexed all the same.",
    "index_unreadable": "The index is damaged.",
    "index_unwritable": "The index could not be written.",
    "search_unreachable": "None of the machines that keep the index answered.",
    "search_not_ready": "The cluster that keeps the index could not take anything in for then.",
    "search_refused": "The cluster that keeps the index did not let this service in.",
    INTERRUPTED.code: INTERRUPTED.message,
    CANCELED.code: CANCELED.message,
    "internal": "This is a fault of Backmatter; the server's log says more.",
}
"""Each code's general sentence, which names nothing of the server."""

_CODES: dict[type[BaseException], str] = {
    PostsFolderError: "posts_unreadable",
    SyncRefused: "sync_refused",
    PullFailed: "pull_failed",
    IndexDamaged: "index_unreadable",
    EngineUnreachable: "search_unreachable",
    EngineNotReady: "search_not_ready",
    EngineRefused: "search_refused",
    BackmatterError: "index_unwritable",
    OSError: "index_unwritable",
    BaseException: "internal",
}


def described(error: BaseException) -> TaskError:
    """*error* as a task remembers it, in its own words."""
    code = next(_CODES[base] for base in type(error).__mro__ if base in _CODES)
    return TaskError(code, str(error) or ABOUT[code])
