"""The related posts of a post that is asked for by any of its names."""

from indexer import Engine, RelatedPosts, find_post, related_posts
from service.problems import NotFound
from service.wire.parameters import shortened


def find_related(engine: Engine, name: str, limit: int) -> RelatedPosts:
    """What to read after the post that *name* means (an id, a path, a file's name, a slug or an address).

    Raises:
        NotFound: It means none.
        EngineError: The engine does not answer.
    """
    post = find_post(engine, name)
    found = related_posts(engine, post.id, limit) if post else None
    if found is None:
        message = f'There is no post called "{shortened(name)}"; give an id, a path, a slug or an address.'
        raise NotFound("post_not_found", message)
    return found
