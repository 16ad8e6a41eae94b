"""Finding posts by what authors and readers call them."""

from collections.abc import Sequence

from indexer.document import Document
from indexer.engine import Engine
from indexer.posts.names import certainty, names, plain_name
from indexer.query import Filter, Query
from indexer.results import Hit

_MOST = 100
"""Posts that may share their names with others that are looked up."""


def find_post(engine: Engine, name: str, lang: str | None = None) -> Document | None:
    """The post that *name* means: an id, a path, a file's name, a slug, or an address; None if it means none.

    If several are called so, the one whose id or path it is comes before those whose file it is, these before those
    whose slug it is; then one in the language *lang*, then the newest.
    """
    return find_posts(engine, (name,), lang)[0]


def find_posts(engine: Engine, called: Sequence[str], lang: str | None = None) -> list[Document | None]:
    """For each name in *called* the post that it means, as `find_post` finds it."""
    by_id = [engine.get(name.strip()) for name in called]
    wanted = {plain_name(name) for name, post in zip(called, by_id, strict=True) if not post} - {""}
    query = Query(filters=(Filter("names", tuple(wanted)),), limit=_MOST, sections=False)
    hits = engine.search(query).hits if wanted else ()
    return [post or _best(engine, plain_name(name), hits, lang) for name, post in zip(called, by_id, strict=True)]


def _best(engine: Engine, name: str, hits: Sequence[Hit], lang: str | None) -> Document | None:
    """Of *hits*, newest first, the one that the plain *name* means most surely."""
    called = [hit for hit in hits if name in names(hit.id, hit.path, hit.url)]
    called.sort(key=lambda hit: (certainty(name, hit.id, hit.path, hit.url), hit.lang != lang))
    return engine.get(called[0].id) if called else None
