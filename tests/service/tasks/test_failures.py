"""Why a sync fails: each error has its code, and everybody may know what the code says."""

import pytest

from indexer import (
    EngineError,
    EngineNotReady,
    EngineRefused,
    EngineUnreachable,
    IndexDamaged,
    PostsFolderError,
    SyncRefused,
)
from service.pull import PullFailed
from service.tasks.failures import ABOUT, described


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PostsFolderError, "posts_unreadable"),
        (SyncRefused, "sync_refused"),
        (PullFailed, "pull_failed"),
        (IndexDamaged, "index_unreadable"),
        (EngineUnreachable, "search_unreachable"),
        (EngineNotReady, "search_not_ready"),
        (EngineRefused, "search_refused"),
        (EngineError, "index_unwritable"),
        (OSError, "index_unwritable"),
        (RuntimeError, "internal"),
    ],
)
def test_each_error_has_its_code(error: type[Exception], code: str) -> None:
    """With its own words, or those of the code if it has none."""
    assert described(error("In its words.")) == (code, "In its words.")
    assert described(error()) == (code, ABOUT[code])
