"""Ids of posts: what stands for a post in the API and in the index."""

import re
from hashlib import blake2b

_PLAIN = re.compile(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*")
_HASHED = re.compile(r"-[0-9a-f]{8}\Z")
_SLUG_LENGTH = 80


def post_id(path: str) -> str:
    """An id of letters, digits, ``-`` and ``_`` for *path*, always the same and different for different paths.

    ``2024/a-post.md`` is ``2024_a-post``. A path that does not translate both ways gets a slug with eight
    hexadecimal digits made from all of it.
    """
    stem = path.removesuffix(".md")
    if stem != path and _PLAIN.fullmatch(stem) and not _HASHED.search(stem):
        return stem.replace("/", "_")
    digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", stem)[:_SLUG_LENGTH].strip("-")
    return f"{slug or 'post'}-{digest}"
