"""What can go wrong in the indexer, as a tree.

    BackmatterError
    ├── PostsFolderError      the posts folder is missing or cannot be read
    ├── UnreadablePost        one file cannot become a post (the run goes on)
    ├── TagsRefused           tags cannot be written into one file (the run goes on)
    ├── SyncRefused           a sync would remove more than half of the posts
    ├── AliasError            words for tags that contradict each other
    └── EngineError           the index cannot answer or be written
        ├── EngineUrlError    the engine setting names no engine
        ├── IndexMissing      nothing has been indexed yet
        ├── IndexDamaged      the index is there but cannot be read
        ├── IndexLocked       another sync is running
        ├── RollbackRefused   there is no older generation to go back to
        ├── EngineUnreachable no machine of the engine answers
        ├── EngineNotReady    the engine is there and cannot answer fully now
        └── EngineRefused     the engine does not let us in

Every message names the thing, its value and the cure, and is shown to users as it is.
"""


class BackmatterError(Exception):
    """The base of all errors that the indexer raises on purpose."""


class PostsFolderError(BackmatterError):
    """The posts folder is missing, not a folder, or cannot be listed."""


class UnreadablePost(BackmatterError):
    """A file that cannot become a post, with the *code* under which it is reported.

    *for_now* tells that the fault is not the file's: it is there, and a later reading may well succeed.
    """

    def __init__(self, code: str, message: str, *, for_now: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.for_now = for_now


class TagsRefused(BackmatterError):
    """A file that tags cannot be written into, with the *code* under which it is reported."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SyncRefused(BackmatterError):
    """A sync would remove more than half of the posts and was not forced."""


class AliasError(BackmatterError):
    """Words for tags of which one is blank, has two meanings, or leads back to itself."""


class EngineError(BackmatterError):
    """The engine cannot answer or cannot be written; never the same as "no hits"."""


class EngineUrlError(EngineError):
    """The engine setting names no engine that exists."""


class IndexMissing(EngineError):
    """There is no index yet in the place that was named."""


class IndexDamaged(EngineError):
    """The index exists but cannot be read."""


class IndexLocked(EngineError):
    """Another sync holds the index."""


class RollbackRefused(EngineError):
    """There is no older generation that is whole."""


class EngineUnreachable(EngineError):
    """None of the machines on which the engine runs answers."""


class EngineNotReady(EngineError):
    """The engine is there, but cannot answer fully or take anything in for now."""


class EngineRefused(EngineError):
    """The engine does not know who asks, or does not allow it."""
