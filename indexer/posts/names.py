"""The names by which authors and readers speak of a post: its id, its path, its file, its address, its slug."""

import re
from urllib.parse import unquote

from indexer.analysis.folding import fold_name
from indexer.posts.language import without_language
from indexer.posts.url_rules import DATED

_HOST = re.compile(r"\A[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_BEHIND = re.compile(r"[?#].*", re.DOTALL)
_INDEX = re.compile(r"(?:\A|/)_?index(?:\.html?)?\Z")
_SUFFIX = re.compile(r"\.[a-z]+\Z", re.IGNORECASE)


def plain_name(typed: str) -> str:
    """*typed* as names are compared: without host, query, fragment, outer slashes and ``index``, in one case.

    ``https://blog.example/2024/A-post/?x#y``, ``./2024/a-post/index.html`` and ``2024/a-post`` are all ``2024/a-post``.
    """
    address = _BEHIND.sub("", _HOST.sub("", typed.strip()))
    return fold_name(_INDEX.sub("", unquote(address).removeprefix("./").strip("/")))


def names(post_id: str, path: str, url: str) -> tuple[str, ...]:
    """The names of a post, plain and each once."""
    return tuple(dict.fromkeys(filter(None, _by_certainty(post_id, path, url))))


def certainty(name: str, post_id: str, path: str, url: str) -> int:
    """How surely the plain *name* means the post, which has it: 0 for its id, more for its path, most for its slug."""
    return _by_certainty(post_id, path, url).index(name)


def _by_certainty(post_id: str, path: str, url: str) -> tuple[str, ...]:
    written = _SUFFIX.sub("", path)
    file, stem, own, address = map(plain_name, (path, written, without_language(written), url))
    page = _SUFFIX.sub("", address)
    dated = DATED.fullmatch(_last(own))
    slugs = (_last(file), _last(stem), _last(own), dated[2] if dated else "", _last(page))
    return fold_name(post_id), file, stem, address, page, own, *slugs


def _last(path: str) -> str:
    return path.rpartition("/")[2]
