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
        message = f'There is no post called "{shortened(name)}"; give an id, a path, a slug or an address.'
        raise NotFound("post_not_found", message)
    return post
