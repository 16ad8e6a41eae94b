"""A post that is asked for by any of its names."""

from indexer import Document, Engine, find_post
from service.problems import NotFound
from service.wire.parameters import shortened


def named_post(engine: Engine, name: str) -> Document:
    """The post that *name* means: an id, a path, a file's name, a slug or an address.

    Raises:
        NotFound: It means none.
        EngineError: The engine does not answer.
    """
    post = find_post(engine, name)
    if post is None:
        raise no_post(name)
    return post


def no_post(name: str) -> NotFound:
    """What to raise where *name* means no post."""
    return NotFound(
        "post_not_found",
        f'There is no post called "{shortened(name)}"; give an id, a path, a slug or an address.',
    )
