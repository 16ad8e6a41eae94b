"""The related posts of a post that is asked for by any of its names."""

from indexer import Engine, RelatedPosts, related_posts
from service.named_post import named_post, no_post


def find_related(engine: Engine, name: str, limit: int) -> RelatedPosts:
    """What to read after the post that *name* means (an id, a path, a file's name, a slug or an address).

    Raises:
        NotFound: It means none.
        EngineError: The engine does not answer.
    """
    found = related_posts(engine, named_post(engine, name).id, limit)
    if found is None:  # a sync has just removed it
        raise no_post(name)
    return found
