"""The same post in other languages."""

from indexer.document import Document
from indexer.engine import Engine
from indexer.posts.relations import ORIGINAL
from indexer.query import Filter, Query
from indexer.see_also.lookup import find_post

_MOST = 100
"""Posts that may share the path or the key of one."""


def translations(engine: Engine, document: Document) -> tuple[Document, ...]:
    """The posts that say the same as *document* in other languages, one for each, in the order of their codes.

    These are posts that share its path but for the language, its translation key, or its original, the original
    itself, and posts that name *document* as theirs.
    """
    original = find_post(engine, document.relations.original)
    said = [document, original] if original else [document]
    shared = {key for post in said for key in _shared_keys(post)}
    query = Query(filters=(Filter("translation", tuple(shared)),), limit=_MOST, sections=False)
    found = [original, *(engine.get(hit.id) for hit in engine.search(query).hits)]
    by_language: dict[str, Document] = {}
    for post in found:
        if post and post.lang and post.lang != document.lang:
            by_language.setdefault(post.lang, post)
    return tuple(by_language[lang] for lang in sorted(by_language))


def _shared_keys(document: Document) -> tuple[str, ...]:
    """What the translations of *document* carry in the field of that name, any of it."""
    return *document.values("translation"), *(ORIGINAL + name for name in document.values("names"))
