"""Finding posts by what authors and readers call them."""

from collections.abc import Sequence

from indexer.analysis.folding import fold_name
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
    wanted = [plain_name(name) for name in called]
    known = tuple({*wanted, *map(fold_name, called)} - {""})
    hits = engine.search(Query(filters=(Filter("names", known),), limit=_MOST, sections=False)).hits if known else ()
    return [_best(engine, name, plain, hits, lang) for name, plain in zip(called, wanted, strict=True)]


def _best(engine: Engine, name: str, plain: str, hits: Sequence[Hit], lang: str | None) -> Document | None:
    by_id = engine.get(name.strip())
    if by_id is not None:
        return by_id
    called = [hit for hit in hits if plain in names(hit.id, hit.path, hit.url)]
    called.sort(key=lambda hit: (certainty(plain, hit.id, hit.path, hit.url), hit.lang != lang))
    return engine.get(called[0].id) if called else None
